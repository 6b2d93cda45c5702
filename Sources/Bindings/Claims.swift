internal import CellLanguage
internal import Tangent

/// Assertions with what was measured.
extension BindingRegistry {
  mutating func registerClaims() {
    type(
      "Claim",
      Claim.self,
      summary: "An assertion with what was measured and a tolerance.",
      display: { claim, _ in
        .claim(
          statement: claim.statement,
          measured: claim.measuredText,
          expected: claim.expectedText,
          tolerance: claim.toleranceText,
          margin: claim.marginText,
          holds: claim.holds
        )
      }
    )
    initializer(
      of: "Claim",
      "init(_ statement: String, _ measured: Double, near expected: Double, within tolerance: Double)"
    ) { (statement: String, measured: Double, expected: Double, tolerance: Double) in
      try Claim(checked: statement, measured, near: expected, within: tolerance)
    }
    initializer(of: "Claim", "init(_ statement: String, _ measured: Double, below bound: Double)") {
      (statement: String, measured: Double, bound: Double) in
      try Claim(checked: statement, measured, below: bound)
    }
    initializer(of: "Claim", "init(_ statement: String, _ measured: Double, above bound: Double)") {
      (statement: String, measured: Double, bound: Double) in
      try Claim(checked: statement, measured, above: bound)
    }
    initializer(
      of: "Claim",
      "init(_ statement: String, _ measured: Double, between lower: Double, and upper: Double)"
    ) { (statement: String, measured: Double, lower: Double, upper: Double) in
      try Claim(checked: statement, measured, between: lower, and: upper)
    }
    initializer(
      of: "Claim",
      "init(_ statement: String, _ measured: Double, between bounds: ClosedRange<Double>)"
    ) { (statement: String, measured: Double, bounds: ClosedRange<Double>) in
      try Claim(checked: statement, measured, between: bounds)
    }
    initializer(of: "Claim", "init(_ statement: String, _ condition: Bool)") {
      (statement: String, condition: Bool) in Claim(statement, condition)
    }
    property(of: "Claim", "holds: Bool") { (claim: Claim) in claim.holds }
    property(of: "Claim", "margin: Double") { (claim: Claim) in claim.margin }
    property(of: "Claim", "measured: Double") { (claim: Claim) in claim.measured }
    property(of: "Claim", "statement: String") { (claim: Claim) in claim.statement }
  }
}
