extension Diagnostic {
  /// A source line and the line of carets that stands under it.
  public struct Excerpt: Sendable, Hashable {
    /// The source line, cut to a readable length around the place.
    public var text: String
    /// Spaces, then a caret and tildes under the stretch.
    public var underline: String
  }

  /// The widest excerpt, in characters; longer lines are cut on both sides.
  private static let widestExcerpt = 160

  /// The source line with its underline, if the line is known.
  public var excerpt: Excerpt? {
    guard let sourceLine else { return nil }
    let (scalars, start) = window(of: Array(sourceLine.unicodeScalars))
    var underline = ""
    for scalar in scalars.prefix(start) { underline += Self.padding(for: scalar) }
    let marked = scalars.dropFirst(start).prefix(length)
    let width = marked.reduce(0) { $0 + Self.columns(of: $1) }
    underline += "^" + String(repeating: "~", count: max(0, width - 1))
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.map(Self.visible))
    return Excerpt(text: String(text), underline: underline)
  }

  /// The part of a long line that holds the place, and the place's index within it.
  private func window(of scalars: [Unicode.Scalar]) -> ([Unicode.Scalar], Int) {
    let start = min(max(0, column - 1), scalars.count)
    guard scalars.count > Self.widestExcerpt else { return (scalars, start) }
    let first = max(0, min(start - Self.widestExcerpt / 4, scalars.count - Self.widestExcerpt))
    let last = min(scalars.count, first + Self.widestExcerpt)
    var part = Array(scalars[first..<last])
    if last < scalars.count { part.append("…") }
    guard first > 0 else { return (part, start) }
    return (["…"] + part, start - first + 1)
  }

  /// A control character would disturb a terminal: it is shown as a replacement character.
  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
    return isControl && scalar != "\t" ? "\u{FFFD}" : scalar
  }

  private static func padding(for scalar: Unicode.Scalar) -> String {
    scalar == "\t" ? "\t" : String(repeating: " ", count: columns(of: scalar))
  }

  /// The columns a terminal gives a character: none to combining marks, two to wide ones.
  private static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default:
      return 1
    }
  }
}
