import Foundation

extension BindingRegistry {
  mutating func addMathematics() {
    let functions: [(String, @Sendable (Double) -> Double)] = [
      ("sqrt", { $0.squareRoot() }), ("exp", { exp($0) }), ("exp2", { exp2($0) }),
      ("expm1", { expm1($0) }),
      ("log", { log($0) }), ("log2", { log2($0) }), ("log10", { log10($0) }),
      ("log1p", { log1p($0) }),
      ("sin", { sin($0) }), ("cos", { cos($0) }), ("tan", { tan($0) }),
      ("asin", { asin($0) }), ("acos", { acos($0) }), ("atan", { atan($0) }),
      ("sinh", { sinh($0) }), ("cosh", { cosh($0) }), ("tanh", { tanh($0) }),
      ("asinh", { asinh($0) }), ("acosh", { acosh($0) }), ("atanh", { atanh($0) }),
      ("erf", { erf($0) }), ("erfc", { erfc($0) }), ("tgamma", { tgamma($0) }),
      ("floor", { $0.rounded(.down) }), ("ceil", { $0.rounded(.up) }),
      ("trunc", { $0.rounded(.towardZero) }),
      ("round", { $0.rounded() }), ("cbrt", { cbrt($0) }), ("fabs", { abs($0) }),
    ]
    for (name, function) in functions {
      swift(nil, "func \(name)(_ x: Double) -> Double", as: .double(function))
    }
    let functions2: [(String, @Sendable (Double, Double) -> Double)] = [
      ("pow", { pow($0, $1) }), ("atan2", { atan2($0, $1) }), ("hypot", { hypot($0, $1) }),
      ("fmod", { fmod($0, $1) }), ("fmin", { fmin($0, $1) }), ("fmax", { fmax($0, $1) }),
      ("copysign", { copysign($0, $1) }),
    ]
    for (name, function) in functions2 {
      swift(nil, "func \(name)(_ x: Double, _ y: Double) -> Double", as: .double2(function))
    }
  }
}
