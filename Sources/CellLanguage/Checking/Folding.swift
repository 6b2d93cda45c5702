import SwiftOperators
import SwiftSyntax

extension Checker {
  /// An expression with its operators bound as their precedence asks.
  func folded(_ syntax: ExprSyntax) -> ExprSyntax {
    let folded = OperatorTable.standardOperators.foldAll(syntax) { _ in }
    return folded.as(ExprSyntax.self) ?? syntax
  }
}
