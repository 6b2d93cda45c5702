import Testing

@testable import Experiments

@Suite struct ClaimTests {
  @Test("a claim holds within its bounds, ends as documented")
  func holds() {
    #expect(Claim("c", 1.5, near: 1, within: 0.5).holds)
    #expect(!Claim("c", 1.75, near: 1, within: 0.5).holds)
    #expect(Claim("c", 1, near: 1, within: 0).holds)
    #expect(Claim("c", 0.9, below: 1).holds)
    #expect(!Claim("c", 1, below: 1).holds)
    #expect(Claim("c", 1.1, above: 1).holds)
    #expect(!Claim("c", 1, above: 1).holds)
    #expect(Claim("c", 1, between: 1, and: 2).holds)
    #expect(Claim("c", 2, between: 1...2).holds)
    #expect(!Claim("c", 2.5, between: 1, and: 2).holds)
    #expect(Claim("c", true).holds)
    #expect(!Claim("c", false).holds)
  }

  @Test("what is not a finite number never holds", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(measured: Double) {
    let claims = [
      Claim("c", measured, near: 0, within: 1e300), Claim("c", measured, below: 1),
      Claim("c", measured, above: 1), Claim("c", measured, between: -1e300, and: 1e300),
    ]
    for claim in claims {
      #expect(!claim.holds)
      #expect(claim.margin.isNaN)
      #expect(claim.marginText == "not a number")
    }
  }

  @Test("the margin is the room that is left, negative where the claim fails")
  func margins() {
    #expect(Claim("c", 1.25, near: 1, within: 0.5).margin == 0.25)
    #expect(Claim("c", 2, near: 1, within: 0.5).margin == -0.5)
    #expect(Claim("c", 0.75, below: 1).margin == 0.25)
    #expect(Claim("c", 0.75, above: 1).margin == -0.25)
    #expect(Claim("c", 1.75, between: 1, and: 2).margin == 0.25)
    #expect(Claim("c", true).margin == 1)
    #expect(Claim("c", false).margin == -1)
  }

  @Test("texts show measured, expected, tolerance and margin")
  func texts() {
    let near = Claim("the rate is $-1/2$", -0.48767, near: -0.5, within: 0.15)
    #expect(near.measuredText == "−0.4877")
    #expect(near.expectedText == "−0.5")
    #expect(near.toleranceText == "± 0.15")
    #expect(near.marginText == "0.138")
    #expect(
      near.description
        == "holds: the rate is $-1/2$: measured −0.4877, expected −0.5 ± 0.15"
    )
    let below = Claim("small", 3, below: 2)
    #expect(below.expectedText == "< 2")
    #expect(below.toleranceText == "")
    #expect(below.description == "FAILS: small: measured 3, expected < 2")
    #expect(Claim("c", 1e-12, above: 1e20).expectedText == "> 1e+20")
    #expect(Claim("c", 0.5, between: 0.25, and: 1).expectedText == "0.25 … 1")
    #expect(Claim("c", -0.0, above: -1).measuredText == "0")
    let condition = Claim("c", false)
    #expect([condition.measuredText, condition.expectedText] == ["false", "true"])
    #expect(condition.marginText == "")
    #expect(Claim("c", .infinity, above: 1).measuredText == "∞")
  }

  @Test("bounds that are no numbers and negative tolerances are errors")
  func errors() {
    for bad in [Double.nan, .infinity, -1] {
      #expect(throws: ExperimentError.self) { try Claim(checked: "c", 1, near: 1, within: bad) }
    }
    for bad in [Double.nan, .infinity] {
      #expect(throws: ExperimentError.self) { try Claim(checked: "c", 1, near: bad, within: 1) }
      #expect(throws: ExperimentError.self) { try Claim(checked: "c", 1, below: bad) }
      #expect(throws: ExperimentError.self) { try Claim(checked: "c", 1, above: bad) }
      #expect(throws: ExperimentError.self) { try Claim(checked: "c", 1, between: 0, and: bad) }
    }
    #expect(
      throws: ExperimentError.invalidClaim(statement: "c", problem: "its bounds are 2.0 and 1.0")
    ) { try Claim(checked: "c", 1, between: 2, and: 1) }
    #expect(throws: ExperimentError.self) { try Claim(checked: "c", 1, between: 0...(.infinity)) }
  }
}
