import Differentiation
import Networks
import Tensors

/// The second derivatives of single outputs with respect to the parameters.
struct OutputHessian: Sendable {
  let model: Model
  /// Parameters, input, output weights and directions to products with the Hessian.
  private let program: Program

  /// The Hessians of a model's outputs.
  ///
  /// - Throws: `ProgramError` if the program cannot be held.
  init(_ model: Model) throws {
    let forward = try model.forwardProgram(batch: 1)
    let indices = Array(model.parameters.tensors.indices)
    let weighted = try Program(checkedInputs: forward.inputShapes + forward.outputShapes) {
      builder,
      inputs in
      let outputs = builder.inline(forward, Array(inputs.dropLast()))
      return [(outputs[0] * inputs[inputs.count - 1]).sum()]
    }
    self.model = model
    program = try weighted.checkedHessianVectorProduct(withRespectTo: indices)
  }

  /// The spectral norm of the Hessian of one output for an input `[1, d]`.
  func spectralNorm(at input: Tensor, output: Int) throws -> Double {
    var weights = Tensor.zeros([1, model.outputCount], dtype: model.dtype)
    try weights.checkedSetElement(at: [0, output], to: 1)
    let parameters = model.parameters.tensors
    let session = try TangentSession(
      program,
      parameters + [input.converted(to: model.dtype), weights]
    )
    let lanczos = LanczosNorm(
      dimension: model.parameterCount,
      tolerance: model.dtype == .float64 ? 1e-12 : 1e-6
    )
    return try lanczos.spectralNorm { direction in
      let vector = Tensor(direction, dtype: model.dtype)
      return try session.run(model.parameters.checkedUnflattening(vector).tensors)
        .flatMap(\.scalars)
    }
  }
}
