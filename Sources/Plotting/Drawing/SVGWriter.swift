/// Writes elements with attributes in the given order; escapes all text.
struct SVGWriter: Sendable {
  private(set) var text = ""
  /// The theme of a stand-alone picture; nil inside a page, whose style sheet decides.
  let theme: FigureTheme?
  /// The prefix of ids.
  let prefix: String
  private var open: [String] = []
  private var roles: [String] = []

  init(theme: FigureTheme?, prefix: String) {
    self.theme = theme
    self.prefix = prefix
  }

  typealias Attributes = [(name: String, value: String)]

  /// An id for a part of the figure.
  func identifier(_ part: String) -> String { "\(prefix)__\(part)" }

  /// What children of a group with a role paint with.
  var paint: String {
    guard let theme else { return "currentColor" }
    return FigureStyle.color(of: roles.last ?? "ink", in: theme) ?? "#000000"
  }

  /// The concrete color of a role, for a presentation attribute that a class may override.
  func fallback(_ role: String) -> String {
    FigureStyle.color(of: role, in: theme ?? .light) ?? "#000000"
  }

  mutating func begin(_ name: String, _ attributes: Attributes = []) {
    start(name, attributes)
    text += ">"
    open.append(name)
  }

  mutating func end() {
    guard let name = open.popLast() else { return }
    text += "</\(name)>"
  }

  mutating func leaf(_ name: String, _ attributes: Attributes) {
    start(name, attributes)
    text += "/>"
  }

  mutating func element(_ name: String, _ attributes: Attributes = [], content: String) {
    begin(name, attributes)
    text += SVGWriter.escaped(content)
    end()
  }

  mutating func characters(_ content: String) {
    text += SVGWriter.escaped(content)
  }

  mutating func newline() { text += "\n" }

  /// A group whose children are painted in a role's color.
  mutating func group(
    _ role: String,
    _ attributes: (String) -> Attributes = { _ in [] },
    _ body: (inout SVGWriter) -> Void
  ) {
    roles.append(role)
    let color: Attributes = theme == nil ? [("class", role), ("color", fallback(role))] : []
    begin("g", color + attributes(paint))
    body(&self)
    end()
    roles.removeLast()
  }

  private mutating func start(_ name: String, _ attributes: Attributes) {
    text += "<\(name)"
    for (name, value) in attributes {
      text += " \(name)=\"\(SVGWriter.escaped(value))\""
    }
  }

  /// The text with the five characters of XML replaced and forbidden ones dropped.
  static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: needsCare) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += " "
      default:
        let isForbidden = scalar.value < 32 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
        if !isForbidden { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  private static func needsCare(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 32 || scalar == "&" || scalar == "<" || scalar == ">" || scalar == "\""
      || scalar.value == 0xFFFE || scalar.value == 0xFFFF
  }

  /// An identifier of letters, digits, `-` and `_` that begins with a letter.
  static func safeIdentifier(_ text: String) -> String {
    let safe = String(
      text.prefix(200).map { character in
        character.isASCII && (character.isLetter || character.isNumber)
          || character == "-" || character == "_" ? character : "-"
      }
    )
    guard let first = safe.first else { return "figure" }
    return first.isLetter ? safe : "f-" + safe
  }
}

extension SVGWriter {
  /// A line of text at its place; formulas become `tspan`s.
  mutating func place(_ placed: PlacedText) {
    guard !placed.text.isEmpty else { return }
    var attributes: Attributes = [
      ("x", NumberText.coordinate(placed.x)), ("y", NumberText.coordinate(placed.y)),
    ]
    if placed.anchor != .start { attributes.append(("text-anchor", placed.anchor.rawValue)) }
    if placed.size != Typography.body {
      attributes.append(("font-size", NumberText.coordinate(placed.size)))
    }
    if placed.hasHalo {
      attributes += theme == nil ? [("class", "halo")] : []
      attributes += [
        ("stroke", fallback("surface")), ("stroke-width", "4"), ("stroke-linejoin", "round"),
        ("paint-order", "stroke"),
      ]
    }
    begin("text", attributes)
    spans(placed.text, size: placed.size)
    end()
  }

  private mutating func spans(_ rich: RichText, size: Double) {
    var rise = 0.0
    var shift = 0.0
    for run in rich.runs {
      shift += run.shift
      guard !run.text.isEmpty else { continue }
      var attributes: Attributes = []
      if abs(shift) > 1e-9 {
        attributes.append(("dx", NumberText.coordinate(shift * size)))
      }
      if run.rise != rise {
        attributes.append(("dy", NumberText.coordinate((rise - run.rise) * size)))
      }
      if run.scale != 1 {
        attributes.append(("font-size", NumberText.coordinate(run.scale * size)))
      }
      attributes += fontAttributes(run.font)
      if attributes.isEmpty {
        characters(run.text)
      } else {
        element("tspan", attributes, content: run.text)
      }
      (rise, shift) = (run.rise, 0)
    }
  }

  private func fontAttributes(_ font: LabelFont) -> Attributes {
    let math: Attributes = [("font-family", FigureStyle.mathFontFamily)]
    return switch font {
    case .sans: []
    case .sansBold: [("font-weight", "bold")]
    case .math: math
    case .mathItalic: math + [("font-style", "italic")]
    case .mathBold: math + [("font-weight", "bold")]
    }
  }
}
