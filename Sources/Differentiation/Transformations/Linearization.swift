import Tensors

/// A program cut at a point into what is computed once and the linear map that remains.
///
/// Many directional derivatives at one point then cost only their linear part.
public struct Linearization: Sendable, Hashable {
  /// Inputs to outputs, then residuals.
  public let primal: Program
  /// Residuals, then tangents, to the tangents of the outputs; linear in the tangents.
  public let tangent: Program
  /// The number of outputs of the original program.
  public let outputCount: Int

  /// The number of values that the linear map keeps.
  public var residualCount: Int { primal.outputs.count - outputCount }

  /// Residuals, then output cotangents, to input cotangents.
  public func checkedTransposed() throws -> Program {
    try tangent.checkedTransposed(linearIn: Array(residualCount..<tangent.inputShapes.count))
  }
}

extension Program {
  /// The program at a point, and the linear map of its directional derivatives there.
  ///
  /// - Parameter indices: The inputs that vary; all by default.
  /// - Returns: The two parts.
  /// - Throws: `ProgramError.wrongInputIndex` if an index is not an input or named twice.
  public func checkedLinearized(withRespectTo indices: [Int]? = nil) throws -> Linearization {
    let both = try checkedJVP(withRespectTo: indices)
    let parts = try both.split(
      knownInputs: inputShapes.count,
      knownOutputs: outputs.count
    )
    return Linearization(
      primal: parts.known,
      tangent: parts.unknown,
      outputCount: outputs.count
    )
  }

  /// The program at a point, and the linear map of its directional derivatives there.
  public func linearized(withRespectTo indices: [Int]? = nil) -> Linearization {
    trapping { try checkedLinearized(withRespectTo: indices) }
  }

  /// Cuts a program into the part that needs only its first inputs, and the rest.
  ///
  /// The known part gives the first outputs, then residuals; the unknown part takes the residuals,
  /// then the other inputs, and gives the other outputs. Copies that are cheaper to make than to
  /// read (fills, broadcasts, views) are made again in the unknown part.
  func split(
    knownInputs: Int,
    knownOutputs: Int
  ) throws -> (known: Program, unknown: Program) {
    var isKnown = inputShapes.indices.map { $0 < knownInputs }
    for equation in equations {
      isKnown.append(equation.operands.allSatisfy { isKnown[$0] })
    }
    var needed = Set(outputs.dropFirst(knownOutputs))
    var residuals: [Int] = []
    for id in (0..<valueCount).reversed() where needed.contains(id) {
      guard id >= inputShapes.count else {
        if isKnown[id] { residuals.append(id) }
        continue
      }
      let equation = equations[id - inputShapes.count]
      if isKnown[id], !equation.isCheap { residuals.append(id); continue }
      needed.formUnion(equation.operands)
    }
    residuals.reverse()
    let known = try Program(checkedInputs: Array(inputShapes.prefix(knownInputs))) {
      builder,
      inputs in
      var values: [Int: Variable] = Dictionary(
        uniqueKeysWithValues: inputs.enumerated().map { ($0, $1) }
      )
      for (index, equation) in equations.enumerated() where isKnown[inputShapes.count + index] {
        values[inputShapes.count + index] = equation.primitive.replayed(
          equation.operands.compactMap { values[$0] },
          in: builder
        )
      }
      return (outputs.prefix(knownOutputs) + residuals).compactMap { values[$0] }
    }
    let unknownShapes = residuals.map(shape(ofValue:)) + inputShapes.dropFirst(knownInputs)
    let unknown = try Program(checkedInputs: unknownShapes) { builder, inputs in
      let ids = residuals + Array(knownInputs..<inputShapes.count)
      var values: [Int: Variable] = Dictionary(uniqueKeysWithValues: zip(ids, inputs))
      for (index, equation) in equations.enumerated() {
        let id = inputShapes.count + index
        guard needed.contains(id), values[id] == nil else { continue }
        values[id] = equation.primitive.replayed(
          equation.operands.compactMap { values[$0] },
          in: builder
        )
      }
      return outputs.dropFirst(knownOutputs).compactMap { values[$0] }
    }
    return (known, unknown)
  }
}

extension Equation {
  /// Whether the result is cheaper to make again than to keep.
  fileprivate var isCheap: Bool {
    switch primitive.lowering {
    case .fill, .broadcast, .reshape: true
    case .constant, .pointwise, .sum, .matmul, .move, .rows: false
    }
  }
}
