/// How a report is made.
public struct ReportOptions: Sendable, Hashable {
  /// Whether code is in the report.
  public var showsCode: Bool
  /// The style sheet of the figures, which use its classes.
  public var figureStyle: String
  /// A style sheet that comes after all others, to change fonts and colors.
  public var theme: String

  /// Makes options; without any, code is in the report and figures keep their own colors.
  public init(showsCode: Bool = true, figureStyle: String = "", theme: String = "") {
    self.showsCode = showsCode
    self.figureStyle = figureStyle
    self.theme = theme
  }
}
