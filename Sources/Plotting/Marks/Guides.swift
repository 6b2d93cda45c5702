/// A line that shows a slope, placed beside the data.
///
/// On two logarithmic axes it is the power law y ∝ xᵃ; on a logarithmic y axis alone it is
/// y ∝ exp(a x); on a logarithmic x axis alone it is y = a ln x + const; on linear axes y = a x + const.
public struct SlopeGuide: StyledMark {
  let exponent: Double
  let label: String?
  var anchor: (x: Double, y: Double)?

  /// How the guide is drawn; by default muted and dashed.
  public var style = MarkStyle.guide

  /// Creates a guide of the given slope.
  ///
  /// - Parameters:
  ///   - exponent: The slope a.
  ///   - label: The text beside it; by default the power of the symbol in the x label, such as
  ///     `$n^{-1/2}$`, or "slope −0.5".
  public init(_ exponent: Double, label: String? = nil) {
    self.exponent = exponent
    self.label = label
  }

  /// The guide through a point in data units, instead of beside the data.
  public func through(x: Double, y: Double) -> SlopeGuide {
    var copy = self
    copy.anchor = (x, y)
    return copy
  }

  /// The guide.
  public var content: MarkContent {
    MarkContent([
      .slope(SlopeLayer(exponent: exponent, label: label, anchor: anchor, style: style))
    ])
  }
}

/// A horizontal line across the figure.
public struct HorizontalRule: StyledMark {
  let value: Double
  let label: String?

  /// How the rule is drawn; by default muted and dashed.
  public var style = MarkStyle.guide

  /// Creates a rule at a height in data units.
  public init(_ y: Double, label: String? = nil) {
    self.value = y
    self.label = label
  }

  /// The rule.
  public var content: MarkContent {
    MarkContent([
      .rule(RuleLayer(direction: .horizontal, value: value, label: label, style: style))
    ])
  }
}

/// A vertical line across the figure.
public struct VerticalRule: StyledMark {
  let value: Double
  let label: String?

  /// How the rule is drawn; by default muted and dashed.
  public var style = MarkStyle.guide

  /// Creates a rule at an abscissa in data units.
  public init(_ x: Double, label: String? = nil) {
    self.value = x
    self.label = label
  }

  /// The rule.
  public var content: MarkContent {
    MarkContent([
      .rule(RuleLayer(direction: .vertical, value: value, label: label, style: style))
    ])
  }
}

extension MarkStyle {
  static let guide: MarkStyle = {
    var style = MarkStyle()
    style.color = .muted
    style.pattern = .dashed
    style.markers = .none
    style.lineWidth = 1.5
    return style
  }()
}
