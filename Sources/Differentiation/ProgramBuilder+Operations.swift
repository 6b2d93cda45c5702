public import Tensors

// The operations that variables offer, with the identities that keep programs small.
extension ProgramBuilder {
  /// One number in all places of a shape.
  public func fill(_ value: Double, shape: [Int]) -> Variable {
    apply(Fill(value: value, shape: shape), [])
  }

  /// A stated tensor.
  public func constant(_ tensor: Tensor) -> Variable {
    apply(Constant(tensor: tensor), [])
  }

  /// The number in all places of a variable, if it is a fill.
  func filledValue(_ variable: Variable) -> Double? {
    (definition(of: variable)?.primitive as? Fill)?.value
  }

  /// Factor and rest of a scaled variable.
  private func scaling(_ variable: Variable) -> (factor: Double, rest: Variable) {
    guard let (primitive, operands) = definition(of: variable), let scale = primitive as? Scale
    else { return (1, variable) }
    return (scale.factor, operands[0])
  }

  func scale(_ operand: Variable, by factor: Double) -> Variable {
    if factor == 1 { return operand }
    if factor == 0 { return fill(0, shape: operand.shape) }
    if let value = filledValue(operand) { return fill(value * factor, shape: operand.shape) }
    let (inner, rest) = scaling(operand)
    let product = inner * factor
    return product == 1 ? rest : apply(Scale(factor: product), [rest])
  }

  func add(_ left: Variable, _ right: Variable) -> Variable {
    let (left, right) = broadcastTogether(left, right, operation: "+")
    if let value = filledValue(left) {
      if value == 0 { return right }
      if let other = filledValue(right) { return fill(value + other, shape: left.shape) }
    }
    if filledValue(right) == 0 { return left }
    return apply(Add(), left.id <= right.id ? [left, right] : [right, left])
  }

  func multiply(_ left: Variable, _ right: Variable) -> Variable {
    let (left, right) = broadcastTogether(left, right, operation: "*")
    if let value = filledValue(left) { return scale(right, by: value) }
    if let value = filledValue(right) { return scale(left, by: value) }
    let (leftFactor, first) = scaling(left)
    let (rightFactor, second) = scaling(right)
    let product = apply(Multiply(), first.id <= second.id ? [first, second] : [second, first])
    return scale(product, by: leftFactor * rightFactor)
  }

  func apply(_ function: ElementwiseFunction, to x: Variable) -> Variable {
    switch function {
    case .atom(let atom): apply(Elementwise(atom: atom), [x])
    case .constant(let value): fill(value, shape: x.shape)
    case .affine(let scale, let offset): x * scale + offset
    case .scaled(let factor, let function): apply(function, to: x) * factor
    case .sum(let left, let right): apply(left, to: x) + apply(right, to: x)
    case .product(let left, let right): apply(left, to: x) * apply(right, to: x)
    case .composition(let outer, let inner): apply(outer, to: apply(inner, to: x))
    }
  }

  func matmul(
    _ left: Variable,
    _ right: Variable,
    transposingLeft: Bool,
    transposingRight: Bool
  ) -> Variable {
    let (leftFactor, first, leftFlip) = matrixFactor(left)
    let (rightFactor, second, rightFlip) = matrixFactor(right)
    let primitive = Matmul(
      transposingLeft: transposingLeft != leftFlip,
      transposingRight: transposingRight != rightFlip
    )
    return scale(apply(primitive, [first, second]), by: leftFactor * rightFactor)
  }

  /// An operand of a product without its scale and transposition.
  private func matrixFactor(_ operand: Variable) -> (factor: Double, Variable, isFlipped: Bool) {
    var (factor, rest) = scaling(operand)
    var isFlipped = false
    while let (primitive, operands) = definition(of: rest),
      let permute = primitive as? Permute, permute.axes == [1, 0]
    {
      isFlipped.toggle()
      let (inner, next) = scaling(operands[0])
      factor *= inner
      rest = next
    }
    return (factor, rest, isFlipped)
  }

  func sum(_ operand: Variable, axes: [Int]) -> Variable {
    let sorted = axes.sorted()
    guard Set(sorted).count == sorted.count, sorted.allSatisfy(operand.shape.indices.contains)
    else {
      record(.wrongAxes(operation: "sum", axes: axes, shape: operand.shape))
      return operand
    }
    var result = operand
    var rest = sorted[...]
    while let last = rest.popLast() {  // runs of adjacent axes, from the last one
      var first = last
      while let next = rest.last, next == first - 1 {
        first = next
        rest.removeLast()
      }
      let (factor, inner) = scaling(result)
      result = scale(apply(Sum(axes: first..<(last + 1)), [inner]), by: factor)
    }
    return result
  }

  func reshape(_ operand: Variable, to shape: [Int]) -> Variable {
    if operand.shape == shape { return operand }
    if let value = filledValue(operand), shape.reduce(1, { $0 &* $1 }) == operand.count {
      return fill(value, shape: shape)
    }
    let (factor, inner) = scaling(operand)
    if let (primitive, operands) = definition(of: inner), primitive is Reshape {
      return scale(reshape(operands[0], to: shape), by: factor)
    }
    return scale(apply(Reshape(shape: shape), [inner]), by: factor)
  }

  func permute(_ operand: Variable, axes: [Int]) -> Variable {
    axes == Array(operand.shape.indices) ? operand : apply(Permute(axes: axes), [operand])
  }

  func slice(_ operand: Variable, from starts: [Int], to ends: [Int]) -> Variable {
    apply(Slice(starts: starts, ends: ends), [operand])
  }

  func pad(_ operand: Variable, to shape: [Int], at starts: [Int]) -> Variable {
    apply(Pad(shape: shape, starts: starts), [operand])
  }

  /// Values one after another along an axis.
  public func concatenate(_ operands: [Variable], axis: Int) -> Variable {
    apply(Concatenate(axis: axis), operands)
  }
}

// Broadcasting.
extension ProgramBuilder {
  func broadcast(_ operand: Variable, to shape: [Int], axes: [Int]) -> Variable {
    if operand.shape == shape, axes == Array(shape.indices) { return operand }
    if let value = filledValue(operand) { return fill(value, shape: shape) }
    let (factor, inner) = scaling(operand)
    return scale(apply(Broadcast(shape: shape, axes: axes), [inner]), by: factor)
  }

  /// Copies to a larger shape: axes are matched from the last, those of length 1 are repeated.
  func broadcast(_ operand: Variable, to shape: [Int]) -> Variable {
    if operand.shape == shape { return operand }
    guard operand.rank <= shape.count else {
      record(.shapeMismatch(operation: "broadcast", left: operand.shape, right: shape))
      return operand
    }
    let offset = shape.count - operand.rank
    var kept: [Int] = []
    for (axis, dimension) in operand.shape.enumerated() {
      if dimension == shape[axis + offset] {
        kept.append(axis)
      } else if dimension != 1 {
        record(.shapeMismatch(operation: "broadcast", left: operand.shape, right: shape))
        return operand
      }
    }
    let squeezed = reshape(operand, to: kept.map { operand.shape[$0] })
    return broadcast(squeezed, to: shape, axes: kept.map { $0 + offset })
  }

  func broadcastTogether(
    _ left: Variable,
    _ right: Variable,
    operation: String
  ) -> (Variable, Variable) {
    if left.shape == right.shape { return (left, right) }
    let rank = max(left.rank, right.rank)
    let first = Array(repeating: 1, count: rank - left.rank) + left.shape
    let second = Array(repeating: 1, count: rank - right.rank) + right.shape
    var shape: [Int] = []
    for (a, b) in zip(first, second) {
      guard a == b || a == 1 || b == 1 else {
        record(.shapeMismatch(operation: operation, left: left.shape, right: right.shape))
        return (left, left)
      }
      shape.append(a == 1 ? b : a)
    }
    return (broadcast(left, to: shape), broadcast(right, to: shape))
  }
}
