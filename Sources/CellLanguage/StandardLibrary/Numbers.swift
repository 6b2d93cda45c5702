extension BindingRegistry {
  mutating func addNumbers() {
    addIntegers()
    addUnsigned()
    swift("Bool", "init(_ value: Bool)", as: .identity)
    swift("Bool", "init?(_ text: String)") { _, a in
      Value.optional(Bool(try a.string(0)).map { .bool($0) })
    }
    changing("Bool", "mutating func toggle()") { _, value, _ in
      if case .bool(let flag) = value { value = .bool(!flag) }
      return .void
    }
  }

  private mutating func addIntegers() {
    swift("Int", "static var max: Int") { _, _ in .int(.max) }
    swift("Int", "static var min: Int") { _, _ in .int(.min) }
    swift("Int", "static var zero: Int") { _, _ in .int(0) }
    swift("Int", "static var bitWidth: Int") { _, _ in .int(64) }
    swift("Int", "init()") { _, _ in .int(0) }
    swift("Int", "init(_ value: Int)", as: .identity)
    swift("Int", "init(_ value: Double)", as: .doubleToInt)
    swift("Int", "init(_ value: Float)") { _, a in
      guard case .float(let value) = a[0], let result = Int(exactly: value.rounded(.towardZero))
      else { throw Trap("\(a[0]) cannot be converted to Int") }
      return .int(result)
    }
    swift("Int", "init(_ value: UInt64)") { _, a in
      guard let value = Int(exactly: try a.uint64(0)) else {
        throw Trap("\(a[0]) is too large for Int")
      }
      return .int(value)
    }
    swift("Int", "init(truncatingIfNeeded value: UInt64)") { _, a in
      .int(Int(truncatingIfNeeded: try a.uint64(0)))
    }
    swift("Int", "init(bitPattern value: UInt64)") { _, a in
      .int(Int(truncatingIfNeeded: try a.uint64(0)))
    }
    swift("Int", "init(clamping value: UInt64)") { _, a in .int(Int(clamping: try a.uint64(0))) }
    swift("Int", "init?(exactly value: Double)") { _, a in
      Value.optional(Int(exactly: try a.double(0)).map { .int($0) })
    }
    swift("Int", "init?<S: StringProtocol>(_ text: S)") { _, a in
      Value.optional(Int(try a.string(0)).map { .int($0) })
    }
    swift("Int", "init?<S: StringProtocol>(_ text: S, radix: Int)") { _, a in
      let radix = try a.int(1)
      guard (2...36).contains(radix) else {
        throw Trap("the radix \(radix) is not between 2 and 36")
      }
      return Value.optional(Int(try a.string(0), radix: radix).map { .int($0) })
    }
    swift("Int", "func signum() -> Int") { _, a in .int(try a.int(0).signum()) }
    swift("Int", "func isMultiple(of other: Int) -> Bool") { _, a in
      let (x, y) = (try a.int(0), try a.int(1))
      return .bool(y == 0 ? x == 0 : y == -1 || x % y == 0)
    }
    swift(
      "Int",
      "func quotientAndRemainder(dividingBy other: Int) -> (quotient: Int, remainder: Int)"
    ) { _, a in
      let (x, y) = (try a.int(0), try a.int(1))
      if y == 0 { throw Trap("division by zero") }
      let (quotient, overflow) = x.dividedReportingOverflow(by: y)
      if overflow { throw Trap("arithmetic overflow in division") }
      return .pair(.int(quotient), .int(x.remainderReportingOverflow(dividingBy: y).partialValue))
    }
    swift("Int", "var nonzeroBitCount: Int") { _, a in .int(try a.int(0).nonzeroBitCount) }
    swift("Int", "var leadingZeroBitCount: Int") { _, a in .int(try a.int(0).leadingZeroBitCount) }
    swift("Int", "var trailingZeroBitCount: Int") { _, a in .int(try a.int(0).trailingZeroBitCount)
    }
    swift("Int", "func advanced(by n: Int) -> Int") { _, a in
      let (sum, overflow) = try a.int(0).addingReportingOverflow(try a.int(1))
      if overflow { throw Trap("arithmetic overflow in 'advanced(by:)'") }
      return .int(sum)
    }
    swift("Int", "func distance(to other: Int) -> Int") { _, a in
      let (difference, overflow) = try a.int(1).subtractingReportingOverflow(try a.int(0))
      if overflow { throw Trap("arithmetic overflow in 'distance(to:)'") }
      return .int(difference)
    }
    swift("CustomStringConvertible", "var description: String") { _, a in .string(a[0].description)
    }
    swift("CustomStringConvertible", "var debugDescription: String") { _, a in
      .string(a[0].debugText)
    }
    swift("CustomStringConvertible", "var hashValue: Int") { _, _ in
      throw Trap("hash values differ from run to run; compare the values themselves")
    }
  }

  private mutating func addUnsigned() {
    swift("UInt64", "static var max: UInt64") { _, _ in .uint64(.max) }
    swift("UInt64", "static var min: UInt64") { _, _ in .uint64(0) }
    swift("UInt64", "static var zero: UInt64") { _, _ in .uint64(0) }
    swift("UInt64", "init(_ value: UInt64)", as: .identity)
    swift("UInt64", "init(_ value: Int)") { _, a in
      guard let value = UInt64(exactly: try a.int(0)) else {
        throw Trap("\(a[0]) is negative and cannot be converted to UInt64")
      }
      return .uint64(value)
    }
    swift("UInt64", "init(_ value: Double)") { _, a in
      guard let value = UInt64(exactly: try a.double(0).rounded(.towardZero)) else {
        throw Trap("\(a[0]) cannot be converted to UInt64")
      }
      return .uint64(value)
    }
    swift("UInt64", "init(bitPattern value: Int)") { _, a in
      .uint64(UInt64(truncatingIfNeeded: try a.int(0)))
    }
    swift("UInt64", "init(truncatingIfNeeded value: Int)") { _, a in
      .uint64(UInt64(truncatingIfNeeded: try a.int(0)))
    }
    swift("UInt64", "init?<S: StringProtocol>(_ text: S)") { _, a in
      Value.optional(UInt64(try a.string(0)).map { .uint64($0) })
    }
    swift("UInt64", "func isMultiple(of other: UInt64) -> Bool") { _, a in
      let (x, y) = (try a.uint64(0), try a.uint64(1))
      return .bool(y == 0 ? x == 0 : x % y == 0)
    }
    swift("UInt64", "var nonzeroBitCount: Int") { _, a in .int(try a.uint64(0).nonzeroBitCount) }
    swift("UInt64", "var leadingZeroBitCount: Int") { _, a in
      .int(try a.uint64(0).leadingZeroBitCount)
    }
    swift("UInt64", "var trailingZeroBitCount: Int") { _, a in
      .int(try a.uint64(0).trailingZeroBitCount)
    }
  }

  mutating func addFloatingPoint() {
    let constants: [(String, Double)] = [
      ("pi", .pi), ("infinity", .infinity), ("nan", .nan), ("zero", 0), ("ulpOfOne", .ulpOfOne),
      ("greatestFiniteMagnitude", .greatestFiniteMagnitude),
      ("leastNormalMagnitude", .leastNormalMagnitude),
      ("leastNonzeroMagnitude", .leastNonzeroMagnitude),
    ]
    for (name, value) in constants {
      swift("Double", "static var \(name): Double") { _, _ in .double(value) }
    }
    swift("Double", "init()") { _, _ in .double(0) }
    swift("Double", "init(_ value: Int)", as: .intToDouble)
    swift("Double", "init(_ value: Double)", as: .identity)
    swift("Double", "init(_ value: UInt64)") { _, a in .double(Double(try a.uint64(0))) }
    swift("Double", "init(_ value: Float)") { _, a in
      if case .float(let value) = a[0] { .double(Double(value)) } else { a[0] }
    }
    swift("Double", "init?<S: StringProtocol>(_ text: S)") { _, a in
      Value.optional(Double(try a.string(0)).map { .double($0) })
    }
    swift("Double", "init(bitPattern value: UInt64)") { _, a in
      .double(Double(bitPattern: try a.uint64(0)))
    }
    swift("Double", "func squareRoot() -> Double", as: .double { $0.squareRoot() })
    swift("Double", "func rounded() -> Double", as: .double { $0.rounded() })
    swift("Double", "func rounded(_ rule: FloatingPointRoundingRule) -> Double") { _, a in
      guard case .native(let box) = a[1], let rule = box.value as? FloatingPointRoundingRule else {
        return a[0]
      }
      return .double(try a.double(0).rounded(rule))
    }
    swift(
      "Double",
      "func truncatingRemainder(dividingBy other: Double) -> Double",
      as: .double2 { $0.truncatingRemainder(dividingBy: $1) }
    )
    swift(
      "Double",
      "func remainder(dividingBy other: Double) -> Double",
      as: .double2 { $0.remainder(dividingBy: $1) }
    )
    swift("Double", "func addingProduct(_ a: Double, _ b: Double) -> Double") { _, a in
      .double(try a.double(0).addingProduct(try a.double(1), try a.double(2)))
    }
    swift("Double", "var magnitude: Double", as: .double { abs($0) })
    swift("Double", "var ulp: Double", as: .double { $0.ulp })
    swift("Double", "var nextUp: Double", as: .double { $0.nextUp })
    swift("Double", "var nextDown: Double", as: .double { $0.nextDown })
    swift("Double", "var bitPattern: UInt64") { _, a in .uint64(try a.double(0).bitPattern) }
    swift("Double", "var isNaN: Bool") { _, a in .bool(try a.double(0).isNaN) }
    swift("Double", "var isFinite: Bool") { _, a in .bool(try a.double(0).isFinite) }
    swift("Double", "var isInfinite: Bool") { _, a in .bool(try a.double(0).isInfinite) }
    swift("Double", "var isZero: Bool") { _, a in .bool(try a.double(0).isZero) }
    swift("Float", "init(_ value: Double)") { _, a in .float(Float(try a.double(0))) }
    swift("Float", "init(_ value: Int)") { _, a in .float(Float(try a.int(0))) }
    swift("Float", "init(_ value: Float)", as: .identity)
    swift("Float", "init?<S: StringProtocol>(_ text: S)") { _, a in
      Value.optional(Float(try a.string(0)).map { .float($0) })
    }
    swift("Float", "static var pi: Float") { _, _ in .float(.pi) }
    swift("Float", "static var infinity: Float") { _, _ in .float(.infinity) }
    swift("Float", "func squareRoot() -> Float") { _, a in
      if case .float(let value) = a[0] { .float(value.squareRoot()) } else { a[0] }
    }
    swift("Float", "func rounded() -> Float") { _, a in
      if case .float(let value) = a[0] { .float(value.rounded()) } else { a[0] }
    }
    swift("Float", "var isNaN: Bool") { _, a in
      if case .float(let value) = a[0] { .bool(value.isNaN) } else { .bool(false) }
    }
    let rules: [(String, FloatingPointRoundingRule)] = [
      ("up", .up), ("down", .down), ("towardZero", .towardZero), ("awayFromZero", .awayFromZero),
      ("toNearestOrEven", .toNearestOrEven), ("toNearestOrAwayFromZero", .toNearestOrAwayFromZero),
    ]
    for (name, rule) in rules {
      swift("FloatingPointRoundingRule", "static var \(name): FloatingPointRoundingRule") { _, _ in
        .native(NativeBox(rule))
      }
    }
  }
}
