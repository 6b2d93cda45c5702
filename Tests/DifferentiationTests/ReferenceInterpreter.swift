import Foundation
import Tensors

@testable import Differentiation

/// Programs evaluated step by step with plain loops: the second path for the executor.
struct ReferenceInterpreter {
  struct Value {
    var shape: [Int]
    var elements: [Double]
  }

  static func evaluate(_ program: Program, _ inputs: [Tensor]) -> [Value] {
    var values = inputs.map { Value(shape: $0.shape, elements: $0.scalars) }
    for equation in program.equations {
      values.append(evaluate(equation, equation.operands.map { values[$0] }))
    }
    return program.outputs.map { values[$0] }
  }

  private static func evaluate(_ equation: Equation, _ operands: [Value]) -> Value {
    let shape = equation.shape
    switch equation.primitive.lowering {
    case .fill(let value):
      return Value(shape: shape, elements: indices(shape).map { _ in value })
    case .constant(let tensor): return Value(shape: shape, elements: tensor.scalars)
    case .reshape: return Value(shape: shape, elements: operands[0].elements)
    case .pointwise(let operation):
      return Value(
        shape: shape,
        elements: operands[0].elements.indices.map { i in
          let x = operands[0].elements[i]
          switch operation {
          case .add: return x + operands[1].elements[i]
          case .multiply: return x * operands[1].elements[i]
          case .scale(let factor): return x * factor
          case .apply(let atom): return atom.value(at: x)
          }
        }
      )
    case .broadcast(let axes):
      return gather(shape) { index in element(operands[0], axes.map { index[$0] }) }
    case .sum(let axes):
      return gather(shape) { index in
        let inner = indices(Array(operands[0].shape[axes]))
        return inner.reduce(0) { total, middle in
          total
            + element(
              operands[0],
              Array(index[..<axes.lowerBound]) + middle + Array(index[axes.lowerBound...])
            )
        }
      }
    case .matmul(let left, let right):
      let inner = operands[0].shape[left ? 0 : 1]
      return gather(shape) { index in
        (0..<inner).reduce(0.0) { total, k in
          total + element(operands[0], left ? [k, index[0]] : [index[0], k])
            * element(operands[1], right ? [index[1], k] : [k, index[1]])
        }
      }
    case .move(let movement): return move(movement, shape, operands)
    case .rows(let function): return rows(function, shape, operands[0])
    }
  }

  private static func move(_ movement: Movement, _ shape: [Int], _ operands: [Value]) -> Value {
    gather(shape) { index in
      switch movement {
      case .permute(let axes):
        var source = index
        for (i, axis) in axes.enumerated() { source[axis] = index[i] }
        return element(operands[0], source)
      case .slice(let starts): return element(operands[0], zip(index, starts).map { $0 + $1 })
      case .pad(let starts):
        let source = zip(index, starts).map { $0 - $1 }
        let isInside = zip(source, operands[0].shape).allSatisfy { $0 >= 0 && $0 < $1 }
        return isInside ? element(operands[0], source) : 0
      case .concatenate(let axis):
        var source = index
        for operand in operands {
          if source[axis] < operand.shape[axis] { return element(operand, source) }
          source[axis] -= operand.shape[axis]
        }
        return .nan
      }
    }
  }

  private static func rows(_ function: RowFunction, _ shape: [Int], _ operand: Value) -> Value {
    let length = operand.shape.last ?? 1
    var elements: [Double] = []
    for start in stride(from: 0, to: operand.elements.count, by: length) {
      let row = operand.elements[start..<(start + length)]
      let largest = row.max() ?? 0
      let exponentials = row.map { exp($0 - largest) }
      let total = exponentials.reduce(0, +)
      switch function {
      case .logSumExp: elements.append(largest + log(total))
      case .softmax: elements += exponentials.map { $0 / total }
      }
    }
    return Value(shape: shape, elements: elements)
  }

  private static func indices(_ shape: [Int]) -> [[Int]] {
    shape.reduce([[]]) { prefixes, length in
      prefixes.flatMap { prefix in (0..<length).map { prefix + [$0] } }
    }
  }

  private static func gather(_ shape: [Int], _ body: ([Int]) -> Double) -> Value {
    Value(shape: shape, elements: indices(shape).map(body))
  }

  private static func element(_ value: Value, _ index: [Int]) -> Double {
    value.elements[zip(index, value.shape).reduce(0) { $0 * $1.1 + $1.0 }]
  }
}
