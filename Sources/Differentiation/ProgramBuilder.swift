/// A program under construction.
///
/// A class, because variables append to the one program that they belong to. Equal steps are
/// shared, and a few identities (adding 0, scaling twice, transposing into a product) are applied
/// on the way; steps that no output needs are dropped at the end.
public final class ProgramBuilder {
  private struct Key: Hashable {
    let primitive: AnyHashable
    let operands: [Int]
  }
  private enum Definition {
    case input
    case equation(Equation)
  }

  private var definitions: [Definition] = []
  private var inputs: [Int] = []
  private var shapes: [[Int]] = []
  private var known: [Key: Int] = [:]
  /// The first mistake made while building.
  private(set) var error: ProgramError?

  init() {}

  /// Keeps the first mistake.
  func record(_ mistake: ProgramError) {
    if error == nil { error = mistake }
  }

  /// A new input.
  func input(shape: [Int]) -> Variable {
    do throws(ProgramError) { _ = try elementCount(of: shape) } catch { record(error) }
    inputs.append(definitions.count)
    return define(.input, shape: shape)
  }

  /// The result of a primitive: an earlier one if the same step was taken before.
  public func apply(_ primitive: any Primitive, _ operands: [Variable]) -> Variable {
    guard operands.allSatisfy({ $0.builder === self }) else {
      record(.foreignVariable)
      return fallback(operands)
    }
    let ids = operands.map(\.id)
    let key = Key(primitive: AnyHashable(primitive), operands: ids)
    if let id = known[key] { return Variable(builder: self, shape: shapes[id], id: id) }
    do throws(ProgramError) {
      let shape = try primitive.shape(of: operands.map(\.shape))
      _ = try elementCount(of: shape)
      let variable = define(
        .equation(Equation(primitive: primitive, operands: ids, shape: shape)),
        shape: shape
      )
      known[key] = variable.id
      return variable
    } catch {
      record(error)
      return fallback(operands)
    }
  }

  /// Some variable to go on with after a mistake.
  private func fallback(_ operands: [Variable]) -> Variable {
    operands.first { $0.builder === self }
      ?? define(
        .equation(Equation(primitive: Fill(value: 0, shape: []), operands: [], shape: [])),
        shape: []
      )
  }

  private func define(_ definition: Definition, shape: [Int]) -> Variable {
    definitions.append(definition)
    shapes.append(shape)
    return Variable(builder: self, shape: shape, id: definitions.count - 1)
  }

  /// The step that made a variable, and its operands; `nil` for an input.
  func definition(of variable: Variable) -> (primitive: any Primitive, operands: [Variable])? {
    guard variable.builder === self, case .equation(let equation) = definitions[variable.id] else {
      return nil
    }
    return (
      equation.primitive,
      equation.operands.map { Variable(builder: self, shape: shapes[$0], id: $0) }
    )
  }

  /// The complete program, with only the steps that the outputs need.
  func program(outputs: [Variable]) throws(ProgramError) -> Program {
    if let error { throw error }
    guard outputs.allSatisfy({ $0.builder === self }) else { throw .foreignVariable }
    var needed = Array(repeating: false, count: definitions.count)
    for output in outputs { needed[output.id] = true }
    for id in definitions.indices.reversed() where needed[id] {
      if case .equation(let equation) = definitions[id] {
        for operand in equation.operands { needed[operand] = true }
      }
    }
    var renumbered = Array(repeating: 0, count: definitions.count)
    for (index, id) in inputs.enumerated() { renumbered[id] = index }
    var equations: [Equation] = []
    for id in definitions.indices where needed[id] {
      guard case .equation(let equation) = definitions[id] else { continue }
      renumbered[id] = inputs.count + equations.count
      equations.append(equation.renamed { renumbered[$0] })
    }
    return Program(
      inputShapes: inputs.map { shapes[$0] },
      equations: equations,
      outputs: outputs.map { renumbered[$0.id] }
    )
  }
}
