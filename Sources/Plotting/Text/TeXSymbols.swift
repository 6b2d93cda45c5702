/// What TeX commands without arguments stand for.
enum TeXSymbols {
  /// Letters, set in italics when lower case.
  static let letters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
    "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "ell": "ℓ", "hbar": "ℏ", "imath": "ı",
    "partial": "∂",
  ]

  /// Capitals and other signs, set upright.
  static let ordinary: [String: String] = [
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "nabla": "∇", "infty": "∞",
    "sum": "∑", "prod": "∏", "int": "∫", "forall": "∀", "exists": "∃", "emptyset": "∅",
    "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "prime": "′", "star": "⋆", "ast": "∗", "dagger": "†",
    "top": "⊤", "bot": "⊥", "intercal": "⊺", "langle": "⟨", "rangle": "⟩", "lVert": "‖",
    "rVert": "‖",
    "Vert": "‖", "|": "‖", "lvert": "|", "rvert": "|", "vert": "|", "mid": "|", "lfloor": "⌊",
    "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "{": "{", "}": "}", "lbrace": "{", "rbrace": "}",
    "%": "%", "#": "#", "&": "&", "_": "_", "$": "$", "ldots": "…", "dots": "…", "cdots": "⋯",
    "degree": "°", "circ": "∘", "bullet": "•", "square": "□", "backslash": "\\",
  ]

  /// Signs with a little space on both sides.
  static let operators: [String: String] = [
    "pm": "±", "mp": "∓", "times": "×", "cdot": "·", "div": "÷", "otimes": "⊗", "oplus": "⊕",
    "odot": "⊙", "cup": "∪", "cap": "∩", "setminus": "∖", "wedge": "∧", "vee": "∨",
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈",
    "sim": "∼", "simeq": "≃", "cong": "≅", "equiv": "≡", "propto": "∝", "ll": "≪", "gg": "≫",
    "lesssim": "≲", "gtrsim": "≳", "in": "∈", "notin": "∉", "subset": "⊂", "subseteq": "⊆",
    "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "Leftarrow": "⇐", "mapsto": "↦", "uparrow": "↑", "downarrow": "↓",
    "perp": "⊥", "parallel": "∥", "coloneqq": "≔",
  ]

  /// Names of functions, set upright.
  static let functions: Set<String> = [
    "log", "ln", "exp", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh",
    "min", "max", "argmin", "argmax", "inf", "sup", "lim", "det", "dim", "ker", "tr", "Tr", "Pr",
    "diag", "rank", "erf", "deg", "gcd",
  ]

  /// Spaces in multiples of the font size.
  static let spaces: [String: Double] = [
    ",": 0.17, ":": 0.22, ";": 0.28, "!": -0.17, " ": 0.25, "quad": 1, "qquad": 2,
    "thinspace": 0.17, "enspace": 0.5,
  ]

  /// Commands that change nothing here.
  static let ignored: Set<String> = [
    "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "displaystyle",
    "textstyle", "scriptstyle", "limits", "nolimits", "mathstrut", "middle",
  ]

  /// Marks set above a letter, by the spacing character that draws them.
  static let accents: [String: String] = [
    "hat": "ˆ", "widehat": "ˆ", "tilde": "˜", "widetilde": "˜", "bar": "¯", "overline": "¯",
    "dot": "˙", "ddot": "¨", "acute": "´", "grave": "`", "check": "ˇ", "breve": "˘",
  ]

  /// The combining forms of the accents, for plain text.
  static let combining: [String: String] = [
    "ˆ": "\u{302}", "˜": "\u{303}", "¯": "\u{304}", "˙": "\u{307}", "¨": "\u{308}",
    "´": "\u{301}", "`": "\u{300}", "ˇ": "\u{30C}", "˘": "\u{306}",
  ]

  /// A capital in script or double-struck form.
  static func lettered(_ character: Character, alphabet: Alphabet) -> String {
    let exceptions = alphabet == .script ? script : doubleStruck
    if let exception = exceptions[character] { return exception }
    guard let ascii = character.asciiValue, ascii >= 65 && ascii <= 90,
      let scalar = Unicode.Scalar(alphabet.rawValue + UInt32(ascii) - 65)
    else { return String(character) }
    return String(Character(scalar))
  }

  enum Alphabet: UInt32, Sendable { case script = 0x1D49C, doubleStruck = 0x1D538 }

  private static let script: [Character: String] = [
    "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ",
  ]
  private static let doubleStruck: [Character: String] = [
    "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
  ]
}
