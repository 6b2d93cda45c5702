/// A light or a dark surface.
public enum FigureTheme: String, Sendable, Hashable, CaseIterable {
  /// Dark ink on a light surface.
  case light
  /// Light ink on a dark surface.
  case dark
}

/// The colors of figures and the style sheet that lets one figure serve both themes.
///
/// Inside a page a figure carries classes: `plot` on the root, and `ink`, `muted`, `grid`, `s1` …
/// `s8` (the cycle), `o0` … `o8` (the ordered ramp) on groups, whose children paint with
/// `currentColor`; `surface` and `halo` paint with the surface. Presentation attributes give the
/// light colors where the sheet is missing. The sheet sets each class from the custom property of
/// the same name: `--ink`, `--muted`, `--grid`, `--surface`, `--s1` … `--s8`, `--o0` … `--o8`.
public enum FigureStyle {
  /// The fonts of labels; widths are reckoned with those of Helvetica.
  public static let fontFamily =
    "Helvetica Neue, Helvetica, Arial, Liberation Sans, Nimbus Sans, sans-serif"
  /// The fonts of formulas in labels; widths are reckoned with those of Times.
  public static let mathFontFamily =
    "STIX Two Text, Times New Roman, Times, Liberation Serif, Nimbus Roman, serif"

  /// The concrete color of a role, `ink`, `muted`, `grid`, `surface`, `s1` … `s8` or `o0` … `o8`.
  public static func color(of role: String, in theme: FigureTheme) -> String? {
    palette.first { $0.role == role }.map { theme == .light ? $0.light : $0.dark }
  }

  /// The custom properties of a theme as declarations: `--ink:#1f2328;--muted:…`.
  public static func properties(_ theme: FigureTheme) -> String {
    palette.map { "--\($0.role):\(theme == .light ? $0.light : $0.dark);" }.joined()
  }

  /// The style sheet of figures in a page, with both themes; the dark one when the reader
  /// prefers it, on screens only.
  public static let css = """
    :root{\(properties(.light))}
    @media screen and (prefers-color-scheme:dark){:root{\(properties(.dark))}}
    \(rules)
    """

  /// The rules alone, for a page that sets the custom properties itself.
  public static let rules: String = {
    let roles = palette.map(\.role).filter { $0 != "surface" }
    let colors = roles.map { ".plot .\($0){color:var(--\($0))}" }.joined()
    return """
      .plot{display:block;width:100%;height:auto;max-width:640px}
      \(colors).plot .surface{fill:var(--surface)}.plot .halo{stroke:var(--surface)}
      """
  }()

  /// Every role with its light and dark color.
  ///
  /// All but the grid have a contrast of 4.5 and more against the surface of their theme.
  package static let palette: [(role: String, light: String, dark: String)] = [
    ("ink", "#1f2328", "#e6e8eb"),
    ("muted", "#5c6470", "#a0a8b4"),
    ("grid", "#e3e6ea", "#31363e"),
    ("surface", "#ffffff", "#16181d"),
    ("s1", "#0069a8", "#5cb3f0"),
    ("s2", "#c04a00", "#ff8a4c"),
    ("s3", "#007a55", "#3fc79a"),
    ("s4", "#a8437f", "#e58cc0"),
    ("s5", "#856000", "#e0b040"),
    ("s6", "#0f7f91", "#7fd6e6"),
    ("s7", "#6a4bc0", "#b39cff"),
    ("s8", "#60666f", "#b4bac2"),
    ("o0", "#3b1f6b", "#8f7fe8"),
    ("o1", "#3d3a86", "#7c93ee"),
    ("o2", "#30559a", "#62a6ea"),
    ("o3", "#216d97", "#4db7d8"),
    ("o4", "#1d7a86", "#45c4bd"),
    ("o5", "#1f7f6a", "#57cf9c"),
    ("o6", "#3f7f45", "#86d778"),
    ("o7", "#637a1f", "#b9db5a"),
    ("o8", "#7f6f00", "#e8dc4e"),
  ]
}
