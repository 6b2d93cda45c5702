extension Tensor {
  /// The tensor with a function applied to each element.
  package func mapped(_ function: VectorFunction) -> Tensor {
    switch dtype {
    case .float32: mapped(function, of: Float.self)
    case .float64: mapped(function, of: Double.self)
    }
  }

  private func mapped<T: TensorScalar>(_ function: VectorFunction, of type: T.Type) -> Tensor {
    withElements(of: T.self) { source in
      Tensor(shape: shape, of: T.self) { destination in
        guard let from = source.baseAddress, let to = destination.baseAddress else { return }
        ElementTiles(rows: 1, columns: source.count).forEach { _, columns in
          T.evaluate(
            function,
            from + columns.lowerBound,
            to + columns.lowerBound,
            columns.count
          )
        }
      }
    }
  }

  /// The tensor with each element squared.
  public func squared() -> Tensor { mapped(.square) }
}

/// The exponential of each element.
public func exp(_ x: Tensor) -> Tensor { x.mapped(.exp) }

/// The exponential of each element minus 1, accurate near 0.
public func expm1(_ x: Tensor) -> Tensor { x.mapped(.expMinusOne) }

/// The natural logarithm of each element; NaN below 0.
public func log(_ x: Tensor) -> Tensor { x.mapped(.log) }

/// The natural logarithm of 1 plus each element, accurate near 0.
public func log1p(_ x: Tensor) -> Tensor { x.mapped(.logOnePlus) }

/// The square root of each element; NaN below 0.
public func sqrt(_ x: Tensor) -> Tensor { x.mapped(.squareRoot) }

/// The hyperbolic tangent of each element.
public func tanh(_ x: Tensor) -> Tensor { x.mapped(.tanh) }

/// The error function of each element.
public func erf(_ x: Tensor) -> Tensor { x.mapped(.erf) }

/// The complementary error function of each element.
public func erfc(_ x: Tensor) -> Tensor { x.mapped(.erfc) }

/// The sine of each element, in radians.
public func sin(_ x: Tensor) -> Tensor { x.mapped(.sin) }

/// The cosine of each element, in radians.
public func cos(_ x: Tensor) -> Tensor { x.mapped(.cos) }

/// The arc sine of each element, in radians; NaN outside -1...1.
public func asin(_ x: Tensor) -> Tensor { x.mapped(.asin) }

/// The arc cosine of each element, in radians; NaN outside -1...1.
public func acos(_ x: Tensor) -> Tensor { x.mapped(.acos) }

/// The logistic function 1 / (1 + exp(-x)) of each element.
public func sigmoid(_ x: Tensor) -> Tensor { x.mapped(.sigmoid) }

/// The larger of 0 and each element.
public func relu(_ x: Tensor) -> Tensor { x.mapped(.relu) }

/// The absolute value of each element.
public func abs(_ x: Tensor) -> Tensor { x.mapped(.abs) }

/// Each element raised to a power; NaN for a negative element and a fractional power.
public func pow(_ x: Tensor, _ exponent: Double) -> Tensor {
  switch exponent {
  case 0: return Tensor(repeating: 1, shape: x.shape, dtype: x.dtype)
  case 0.5: return sqrt(x)
  case 1: return x
  case 2: return x.squared()
  case -1: return 1 / x
  default: return x.raised(to: exponent)
  }
}

/// The larger of each two elements after broadcasting.
public func max(_ x: Tensor, _ y: Tensor) -> Tensor { trapping { try x.checkedMaximum(y) } }

/// The larger of each element and a number.
public func max(_ x: Tensor, _ y: Double) -> Tensor { x.combined(.maximum, y) }

/// The larger of a number and each element.
public func max(_ x: Double, _ y: Tensor) -> Tensor { y.combined(.maximum, x) }

/// The smaller of each two elements after broadcasting.
public func min(_ x: Tensor, _ y: Tensor) -> Tensor { trapping { try x.checkedMinimum(y) } }

/// The smaller of each element and a number.
public func min(_ x: Tensor, _ y: Double) -> Tensor { x.combined(.minimum, y) }

/// The smaller of a number and each element.
public func min(_ x: Double, _ y: Tensor) -> Tensor { y.combined(.minimum, x) }
