import Tensors

/// One step of a program: a primitive, the values it reads, and the shape of its result.
public struct Equation: Sendable {
  /// The function.
  public let primitive: any Primitive
  /// The values read: inputs first, then results of earlier equations.
  public let operands: [Int]
  /// The shape of the result.
  public let shape: [Int]

  /// The same step on other values.
  func renamed(_ name: (Int) -> Int) -> Equation {
    Equation(primitive: primitive, operands: operands.map(name), shape: shape)
  }
}

extension Equation: Hashable {
  /// Whether two steps do the same.
  public static func == (left: Equation, right: Equation) -> Bool {
    AnyHashable(left.primitive) == AnyHashable(right.primitive) && left.operands == right.operands
      && left.shape == right.shape
  }
  /// Hashes the primitive and its operands.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(AnyHashable(primitive))
    hasher.combine(operands)
  }
}

/// A function from tensors to tensors as a list of primitive steps.
///
/// Values are numbered: the inputs first, then the result of each equation. Programs are closed
/// under `jvp`, `transposed(linearIn:)` and what is made of them (`vjp`, `gradient`,
/// `hessianVectorProduct`), in any order and number. A program has shapes but no precision: it
/// computes in that of its inputs.
public struct Program: Sendable, Hashable {
  /// The shapes of the inputs.
  public let inputShapes: [[Int]]
  /// The steps, each reading inputs and results of steps before it.
  public let equations: [Equation]
  /// The values that are the outputs.
  public let outputs: [Int]

  init(inputShapes: [[Int]], equations: [Equation], outputs: [Int]) {
    self.inputShapes = inputShapes
    self.equations = equations
    self.outputs = outputs
  }

  /// The program that a closure describes on variables of the shapes given.
  ///
  /// - Throws: `ProgramError`, the first mistake made in the closure.
  public init(
    checkedInputs shapes: [[Int]],
    _ body: ([Variable]) throws -> [Variable]
  ) throws {
    try self.init(checkedInputs: shapes, building: { try body($1) })
  }

  /// The program that a closure describes, with the builder at hand for fills and constants.
  ///
  /// - Throws: `ProgramError`, the first mistake made in the closure.
  public init(
    checkedInputs shapes: [[Int]],
    building body: (ProgramBuilder, [Variable]) throws -> [Variable]
  ) throws {
    let builder = ProgramBuilder()
    let inputs = shapes.map(builder.input(shape:))
    // Checked before the body too: with a shape that cannot be held, nothing can be built.
    if let error = builder.error { throw error }
    let outputs = try body(builder, inputs)
    self = try builder.program(outputs: outputs)
  }

  /// The program that a closure describes on variables of the shapes given.
  public init(inputs shapes: [[Int]], _ body: ([Variable]) -> [Variable]) {
    self = trapping { try Program(checkedInputs: shapes, body) }
  }

  /// The number of values: inputs and results of equations.
  var valueCount: Int { inputShapes.count + equations.count }

  /// The shape of a value.
  func shape(ofValue value: Int) -> [Int] {
    value < inputShapes.count ? inputShapes[value] : equations[value - inputShapes.count].shape
  }

  /// The shapes of the outputs.
  public var outputShapes: [[Int]] { outputs.map(shape(ofValue:)) }
}

extension Program {
  /// Checks every step again: operands before their use, shapes as the primitives say.
  ///
  /// - Throws: `ProgramError.illTyped` with the transformation and the step.
  public func checkTypes(after transformation: String = "construction") throws {
    for (index, equation) in equations.enumerated() {
      let id = inputShapes.count + index
      guard equation.operands.allSatisfy({ (0..<id).contains($0) }) else {
        throw ProgramError.illTyped(
          transformation: transformation,
          detail: "step \(id) reads a later value"
        )
      }
      let shape = try equation.primitive.shape(of: equation.operands.map(shape(ofValue:)))
      guard shape == equation.shape else {
        throw ProgramError.illTyped(
          transformation: transformation,
          detail: "step \(id) (\(equation.primitive.name)) has \(equation.shape), not \(shape)"
        )
      }
    }
    guard outputs.allSatisfy({ (0..<valueCount).contains($0) }) else {
      throw ProgramError.illTyped(transformation: transformation, detail: "an output is missing")
    }
  }

  /// Checks the steps, and the shapes of inputs and outputs that a transformation promises.
  func checked(
    after transformation: String,
    inputs: [[Int]],
    outputs: [[Int]]
  ) throws -> Program {
    try checkTypes(after: transformation)
    guard inputShapes == inputs, outputShapes == outputs else {
      throw ProgramError.illTyped(
        transformation: transformation,
        detail: "\(inputShapes) to \(outputShapes), not \(inputs) to \(outputs)"
      )
    }
    return self
  }
}

extension ProgramBuilder {
  /// The outputs of a program applied to variables of this one.
  public func inline(_ program: Program, _ inputs: [Variable]) -> [Variable] {
    guard inputs.count == program.inputShapes.count else {
      record(.wrongInputCount(expected: program.inputShapes.count, found: inputs.count))
      return program.outputShapes.map { fill(0, shape: $0) }
    }
    for (index, (input, shape)) in zip(inputs, program.inputShapes).enumerated()
    where input.shape != shape {
      record(.wrongInputShape(index: index, expected: shape, found: input.shape))
      return program.outputShapes.map { fill(0, shape: $0) }
    }
    var values = inputs
    for equation in program.equations {
      values.append(equation.primitive.replayed(equation.operands.map { values[$0] }, in: self))
    }
    return program.outputs.map { values[$0] }
  }
}

extension Program: CustomStringConvertible {
  /// One line per step: `%3 [2, 4] = matmul %0 %1`.
  public var description: String {
    var lines = [
      "inputs " + inputShapes.enumerated().map { "%\($0) \($1)" }.joined(separator: ", ")
    ]
    for (index, equation) in equations.enumerated() {
      let operands = equation.operands.map { " %\($0)" }.joined()
      lines.append(
        "%\(inputShapes.count + index) \(equation.shape) = \(equation.primitive.name)\(operands)"
      )
    }
    lines.append("outputs " + outputs.map { "%\($0)" }.joined(separator: ", "))
    return lines.joined(separator: "\n")
  }
}
