import Tensors

extension Program {
  /// The program with its vector-Jacobian product.
  ///
  /// Its inputs are those of the program, then one cotangent for each output; its outputs are those
  /// of the program, then one cotangent for each input named.
  ///
  /// - Parameter indices: The inputs that vary; all by default.
  /// - Returns: Inputs and output cotangents to outputs and input cotangents.
  /// - Throws: `ProgramError.wrongInputIndex` if an index is not an input or named twice.
  public func checkedVJP(withRespectTo indices: [Int]? = nil) throws -> Program {
    let indices = try selectedInputs(indices)
    let pullback = try checkedPullback(withRespectTo: indices)
    let program = try Program(checkedInputs: inputShapes + outputShapes) { builder, inputs in
      let primals = Array(inputs.prefix(inputShapes.count))
      return builder.inline(self, primals) + builder.inline(pullback, inputs)
    }
    return try program.checked(
      after: "vjp",
      inputs: inputShapes + outputShapes,
      outputs: outputShapes + indices.map { inputShapes[$0] }
    )
  }

  /// The program with its vector-Jacobian product: inputs and cotangents to outputs and cotangents.
  public func vjp(withRespectTo indices: [Int]? = nil) -> Program {
    trapping { try checkedVJP(withRespectTo: indices) }
  }

  /// Inputs and output cotangents to input cotangents.
  private func checkedPullback(withRespectTo indices: [Int]) throws -> Program {
    let tangent = try checkedJVP(withRespectTo: indices)
      .checkedSelecting(outputs: Array(outputs.count..<(2 * outputs.count)))
    let linear = inputShapes.count..<(inputShapes.count + indices.count)
    return try tangent.checkedTransposed(linearIn: Array(linear))
  }

  /// The program with the gradient of its one scalar output.
  ///
  /// Its outputs are the value, then the gradient with respect to each input named.
  ///
  /// - Parameter indices: The inputs that vary; all by default.
  /// - Returns: Inputs to value and gradients.
  /// - Throws: `ProgramError.notScalar` unless there is one output with one element.
  public func checkedValueAndGradient(withRespectTo indices: [Int]? = nil) throws -> Program {
    guard outputs.count == 1, outputShapes[0].allSatisfy({ $0 == 1 }) else {
      throw ProgramError.notScalar(shapes: outputShapes)
    }
    let indices = try selectedInputs(indices)
    let pullback = try checkedPullback(withRespectTo: indices)
    let program = try Program(checkedInputs: inputShapes) { builder, inputs in
      let seed = builder.fill(1, shape: outputShapes[0])
      return builder.inline(self, inputs) + builder.inline(pullback, inputs + [seed])
    }
    return try program.checked(
      after: "gradient",
      inputs: inputShapes,
      outputs: outputShapes + indices.map { inputShapes[$0] }
    )
  }

  /// The program with the gradient of its one scalar output.
  public func valueAndGradient(withRespectTo indices: [Int]? = nil) -> Program {
    trapping { try checkedValueAndGradient(withRespectTo: indices) }
  }

  /// The gradient of a program with one scalar output, one output per input named.
  ///
  /// - Throws: `ProgramError.notScalar` unless there is one output with one element.
  public func checkedGradient(withRespectTo indices: [Int]? = nil) throws -> Program {
    let both = try checkedValueAndGradient(withRespectTo: indices)
    return try both.checkedSelecting(outputs: Array(1..<both.outputs.count))
  }

  /// The gradient of a program with one scalar output, one output per input named.
  public func gradient(withRespectTo indices: [Int]? = nil) -> Program {
    trapping { try checkedGradient(withRespectTo: indices) }
  }

  /// The product of the Hessian of the one scalar output with a direction.
  ///
  /// Its inputs are those of the program, then one direction for each input named; its outputs are
  /// the products, one for each input named.
  ///
  /// - Throws: `ProgramError.notScalar` unless there is one output with one element.
  public func checkedHessianVectorProduct(
    withRespectTo indices: [Int]? = nil
  ) throws -> Program {
    let gradient = try checkedGradient(withRespectTo: indices)
    let both = try gradient.checkedJVP(withRespectTo: indices)
    return try both.checkedSelecting(
      outputs: Array(gradient.outputs.count..<(2 * gradient.outputs.count))
    )
  }

  /// The product of the Hessian of the one scalar output with a direction.
  public func hessianVectorProduct(withRespectTo indices: [Int]? = nil) -> Program {
    trapping { try checkedHessianVectorProduct(withRespectTo: indices) }
  }
}
