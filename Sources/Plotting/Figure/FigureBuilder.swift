/// Collects the marks of a figure, with `for`, `if`, `switch` and `let` among them.
@resultBuilder
public enum FigureBuilder {
  /// One mark.
  public static func buildExpression(_ mark: any Mark) -> [any Mark] { [mark] }
  /// Several marks.
  public static func buildExpression(_ marks: [any Mark]) -> [any Mark] { marks }
  /// Several marks of one type.
  public static func buildExpression<M: Mark>(_ marks: [M]) -> [any Mark] { marks }
  /// Marks one after another.
  public static func buildBlock(_ parts: [any Mark]...) -> [any Mark] { parts.flatMap { $0 } }
  /// The marks of a loop.
  public static func buildArray(_ parts: [[any Mark]]) -> [any Mark] { parts.flatMap { $0 } }
  /// The marks of a condition without alternative.
  public static func buildOptional(_ part: [any Mark]?) -> [any Mark] { part ?? [] }
  /// The marks of the first branch.
  public static func buildEither(first part: [any Mark]) -> [any Mark] { part }
  /// The marks of the second branch.
  public static func buildEither(second part: [any Mark]) -> [any Mark] { part }
}
