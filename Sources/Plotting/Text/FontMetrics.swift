/// The fonts that labels use.
enum LabelFont: Sendable, Hashable {
  case sans, sansBold, math, mathItalic, mathBold

  var isMath: Bool {
    switch self {
    case .sans, .sansBold: false
    case .math, .mathItalic, .mathBold: true
    }
  }
}

/// Widths of characters in thousandths of the font size.
///
/// The advance widths of Helvetica and Times (and so of Arial, Liberation and Nimbus, which are
/// metrically equal). A reader's machine may have another font, so layouts leave a margin.
enum FontMetrics {
  /// The width of a text in units of the font size.
  static func width(of text: String, in font: LabelFont) -> Double {
    text.unicodeScalars.reduce(0) { $0 + Double(width(of: $1, in: font)) } / 1000
  }

  static func width(of scalar: Unicode.Scalar, in font: LabelFont) -> Int {
    let code = Int(scalar.value)
    if code >= 32 && code < 127 { return ascii(font)[code - 32] }
    if code >= 0x300 && code < 0x370 || code == 0x200B { return 0 }  // Combining marks.
    if let width = symbols[scalar] { return width }
    if code >= 0x391 && code <= 0x3C9 { return greek[code - 0x391] }
    if code >= 0xC0 && code < 0x250 { return font == .sansBold ? 600 : 560 }
    if code >= 0x1D400 && code < 0x1D800 { return 1000 }
    if code >= 0x2100 && code < 0x2150 { return 850 }
    // Ideographs, Hangul, emoji and other wide scripts fill their square.
    return code >= 0x1100 && code < 0x1160 || code >= 0x2E80 ? 1000 : 620
  }

  private static func ascii(_ font: LabelFont) -> [Int] {
    switch font {
    case .sans: helvetica
    case .sansBold: helveticaBold
    case .math: times
    case .mathItalic: timesItalic
    case .mathBold: timesBold
    }
  }

  private static let symbols: [Unicode.Scalar: Int] = [
    "\u{2212}": 600, "×": 590, "±": 560, "·": 280, "…": 1000, "∞": 713, "≤": 560, "≥": 560,
    "≈": 560, "√": 560, "∑": 713, "∏": 823, "∫": 300, "∂": 494, "∇": 700, "←": 1000, "→": 1000,
    "‖": 480, "⟨": 400, "⟩": 400, "ℝ": 750, "ℓ": 420, "′": 220, "ˆ": 333, "˜": 333, "¯": 333,
    "˙": 333, "¨": 333, "\u{2009}": 200, "\u{00A0}": 278, "–": 556, "—": 1000, "•": 350,
    "∈": 700, "∼": 600, "≠": 560, "≪": 850, "≫": 850, "∝": 713, "⊤": 650, "∘": 350, "°": 400,
    "‘": 222, "’": 222, "“": 333, "”": 333, "«": 556, "»": 556, "∗": 500, "†": 556,
  ]

  private static let helvetica = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]
  private static let helveticaBold = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
  ]
  private static let times = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
  ]
  private static let timesItalic = [
    250, 333, 420, 500, 500, 833, 778, 214, 333, 333, 500, 675, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 675, 675, 675, 500, 920, 611, 611, 667, 722, 611,
    611, 722, 722, 333, 444, 667, 556, 833, 667, 722, 611, 722, 611, 500, 556, 722, 611, 833, 611,
    556, 556, 389, 278, 389, 422, 500, 333, 500, 500, 444, 500, 444, 278, 500, 500, 278, 278, 444,
    278, 722, 500, 500, 500, 500, 389, 389, 278, 500, 444, 667, 444, 444, 389, 400, 275, 400, 541,
  ]
  private static let timesBold = times.map { $0 + $0 / 12 }

  /// Greek letters from Α to ω in Times.
  private static let greek = [
    722, 667, 578, 643, 611, 611, 722, 722, 333, 722, 725, 889, 722, 643, 722, 722, 556, 722, 582,
    611, 722, 731, 722, 738, 743, 333, 722, 524, 420, 523, 269, 495, 525, 509, 442, 471, 420, 414,
    523, 491, 278, 504, 485, 536, 452, 446, 500, 505, 499, 406, 539, 402, 495, 577, 444, 626, 706,
  ]
}
