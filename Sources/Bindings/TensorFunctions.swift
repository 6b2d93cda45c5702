internal import CellLanguage
internal import Tangent

/// Arithmetic and functions of tensors, element by element.
extension BindingRegistry {
  mutating func registerTensorFunctions() {
    registerTensorOperators()
    let functions: [(String, @Sendable (Tensor) -> Tensor)] = [
      ("exp", { exp($0) }), ("expm1", { expm1($0) }), ("log", { log($0) }),
      ("log1p", { log1p($0) }), ("sqrt", { sqrt($0) }), ("tanh", { tanh($0) }),
      ("erf", { erf($0) }), ("erfc", { erfc($0) }), ("sin", { sin($0) }), ("cos", { cos($0) }),
      ("asin", { asin($0) }), ("acos", { acos($0) }), ("abs", { abs($0) }),
      ("sigmoid", { sigmoid($0) }), ("relu", { relu($0) }),
    ]
    for (name, body) in functions {
      function("func \(name)(_ x: Tensor) -> Tensor", summary: "Of every element.", body)
    }
    function(
      "func pow(_ x: Tensor, _ exponent: Double) -> Tensor",
      summary: "Of every element."
    ) {
      (x: Tensor, exponent: Double) in pow(x, exponent)
    }
    function(
      "func max(_ x: Tensor, _ y: Tensor) -> Tensor",
      summary: "Of pairs of elements."
    ) {
      (x: Tensor, y: Tensor) in try x.checkedMaximum(y)
    }
    function(
      "func min(_ x: Tensor, _ y: Tensor) -> Tensor",
      summary: "Of pairs of elements."
    ) {
      (x: Tensor, y: Tensor) in try x.checkedMinimum(y)
    }
  }

  private mutating func registerTensorOperators() {
    typealias Checked = @Sendable (Tensor, Tensor) throws -> Tensor
    typealias Scaled = @Sendable (Tensor, Double) -> Tensor
    typealias Scaling = @Sendable (Double, Tensor) -> Tensor
    let operators: [(String, Checked, Scaled, Scaling)] = [
      ("+", { try $0.checkedAdding($1) }, { $0 + $1 }, { $0 + $1 }),
      ("-", { try $0.checkedSubtracting($1) }, { $0 - $1 }, { $0 - $1 }),
      ("*", { try $0.checkedMultiplying($1) }, { $0 * $1 }, { $0 * $1 }),
      ("/", { try $0.checkedDividing(by: $1) }, { $0 / $1 }, { $0 / $1 }),
    ]
    for (symbol, checked, scaled, scaling) in operators {
      function(
        "func \(symbol) (left: Tensor, right: Tensor) -> Tensor",
        summary: "Element by element, shapes broadcast.",
        checked
      )
      function(
        "func \(symbol) (left: Tensor, right: Double) -> Tensor",
        summary: "For every element.",
        scaled
      )
      function(
        "func \(symbol) (left: Double, right: Tensor) -> Tensor",
        summary: "For every element.",
        scaling
      )
    }
    function("prefix func - (value: Tensor) -> Tensor", summary: "Of every element.") {
      (value: Tensor) in -value
    }
  }
}
