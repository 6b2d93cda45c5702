import Differentiation
import Networks
import Tensors

/// The gradients of single outputs at single inputs, by the reverse pass of the network's program.
struct OutputPullback: Sendable {
  private let model: Model
  private let program: Program

  /// The gradients of a model's outputs.
  ///
  /// - Throws: `ProgramError` if the program cannot be held.
  init(_ model: Model) throws {
    self.model = model
    program = try model.forwardProgram(batch: 1)
      .checkedVJP(withRespectTo: Array(model.parameters.tensors.indices))
  }

  /// The program with its memory, for one thread.
  func session() throws -> Session {
    try Session(model: model, session: TangentSession(program, model.parameters.tensors))
  }

  /// The program with its memory.
  struct Session {
    fileprivate let model: Model
    fileprivate let session: TangentSession

    /// The gradient of one output at an input `[1, d]`, one tensor per parameter tensor.
    func gradient(of output: Int, at input: Tensor) throws -> [Tensor] {
      var cotangent = try Tensor.checkedZeros([1, model.outputCount], dtype: model.dtype)
      try cotangent.checkedSetElement(at: [0, output], to: 1)
      return Array(try session.run([input, cotangent]).dropFirst())
    }
  }
}

/// A program with its memory, whose first inputs stay from run to run.
struct TangentSession {
  private let session: ProgramSession
  private let fixedCount: Int
  private let outputCount: Int

  /// A program whose first inputs are fixed.
  ///
  /// - Throws: `ProgramError` if they do not fit.
  init(_ program: Program, _ fixed: [Tensor]) throws {
    session = try ProgramSession(checked: program, dtype: fixed.first?.dtype ?? .float64)
    fixedCount = fixed.count
    outputCount = program.outputs.count
    for (index, value) in fixed.enumerated() { try session.checkedSet(value, input: index) }
  }

  /// The outputs for the inputs after the fixed ones.
  func run(_ rest: [Tensor]) throws -> [Tensor] {
    for (index, value) in rest.enumerated() {
      try session.checkedSet(value, input: fixedCount + index)
    }
    try session.run()
    return try (0..<outputCount).map(session.checkedOutput)
  }

  /// The directional derivative of the one output of a `jvp`.
  func outputTangent(along direction: [Tensor]) throws -> Tensor {
    try run(direction)[1]
  }
}
