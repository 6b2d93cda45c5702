/// Collects the components in the braces of a `Network`, with `if`, `for` and `let` as in Swift.
@resultBuilder
public enum LayerBuilder {
  /// The layers of one component.
  public static func buildExpression(_ component: any NetworkComponent) -> [Layer] {
    component.layers
  }

  /// The layers of several components in a row.
  public static func buildExpression(_ components: [any NetworkComponent]) -> [Layer] {
    components.flatMap(\.layers)
  }

  /// Nothing yet: the start of a block.
  public static func buildBlock() -> [Layer] { [] }

  /// The layers of a block, in order.
  public static func buildBlock(_ parts: [Layer]...) -> [Layer] { parts.flatMap { $0 } }

  /// The layers of an `if` without `else`.
  public static func buildOptional(_ part: [Layer]?) -> [Layer] { part ?? [] }

  /// The layers of the first branch.
  public static func buildEither(first part: [Layer]) -> [Layer] { part }

  /// The layers of the second branch.
  public static func buildEither(second part: [Layer]) -> [Layer] { part }

  /// The layers of a `for` loop, in order.
  public static func buildArray(_ parts: [[Layer]]) -> [Layer] { parts.flatMap { $0 } }

  /// The layers behind an availability check.
  public static func buildLimitedAvailability(_ part: [Layer]) -> [Layer] { part }
}
