extension [Inline] {
  /// The characters of running text without mark-up; inline values show as an ellipsis.
  public var plainText: String { reduce(into: "") { $0 += $1.plainText } }
}

extension Inline {
  /// The characters without mark-up.
  var plainText: String {
    switch self {
    case .text(let text), .code(let text), .html(let text): return text
    case .softBreak, .lineBreak: return " "
    case .emphasis(let inner), .strong(let inner), .link(_, _, let inner): return inner.plainText
    case .image(_, _, let alternative): return alternative
    case .math(let math): return math.tex
    case .value: return "…"
    case .reference(let reference): return "@" + reference.label
    case .citation(let keys): return "[" + keys.joined(separator: "; ") + "]"
    case .footnote: return ""
    }
  }
}
