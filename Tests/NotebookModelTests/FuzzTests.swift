import NotebookModel
import Testing

@Suite("random mutations")
struct FuzzTests {
  /// A repeatable sequence of numbers (SplitMix64).
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let samples = [
    """
    ---
    title: T
    params: {a: [1, 2], b: x}
    tangent: {seed: 1}
    ---
    # H $x$ {#sec-h}

    A `{swift} a` $b*c*$ @fig-x [@k] [^n].

    > [!NOTE] T
    > text `{swift} q` $$y$$

    ```swift
    //| label: fig-x
    //| fig-cap: "c `{swift} d`"
    let x = "a"
    ```

    - item
      ```swift
      y
      ```

    [^n]: Note.
    """,
    """
    | a | `{swift} b` |
    |:--|--:|
    | $c|d$ | e |

    : Cap {#tbl-x}

    $$
    a - b
    = c
    $$ {#eq-y}

    ~~~swift
    z
    ~~~
    \\begin{align}
    + x
    \\end{align}
    """,
  ]

  static let fragments = [
    "`", "``", "```", "~~~", "$", "$$", "{swift} ", "`{swift} v`", "---", "\n", "\n\n", "\r\n",
    "\r", "\t",
    "> ", "- ", "1. ", "    ", "//| ", "#| ", ": ", "label: ", "|", "|-|", "[^n]", "[^n]:",
    "@fig-x", "[@",
    "\\", "\\begin{a}", "{#eq-y}", "<", ">", "<!--", "*", "_", "é", "🦊", "\u{301}", "\u{F0000}",
    "\u{F0001}",
    "\0", "&amp;", "[", "](", ")", "!", "# ", "===", "\u{FEFF}", "\u{2028}", "%", "&a ", "*a", "? ",
    "[[", "{",
  ]

  @Test("no mutation of a notebook breaks the reader or moves a place", arguments: 0..<8)
  func mutations(seed: Int) {
    var generator = Generator(state: UInt64(seed) &* 7919 &+ 1)
    for _ in 0..<400 {
      var bytes = Array(
        Self.samples[Int.random(in: 0..<Self.samples.count, using: &generator)].utf8
      )
      for _ in 0..<Int.random(in: 1...8, using: &generator) { Self.mutate(&bytes, &generator) }
      let notebook = Notebook(parsing: bytes, path: "fuzz.md")
      expectLegal(notebook)
    }
  }

  private static func mutate(_ bytes: inout [UInt8], _ generator: inout Generator) {
    let place = Int.random(in: 0...bytes.count, using: &generator)
    let end = min(bytes.count, place + Int.random(in: 0...12, using: &generator))
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes.removeSubrange(place..<end)
    case 1:
      bytes.insert(
        contentsOf: bytes[place..<end],
        at: Int.random(in: 0...bytes.count, using: &generator)
      )
    case 2 where place < bytes.count:
      if Bool.random(using: &generator) {
        bytes[place] = UInt8.random(in: 0...127, using: &generator)
      }
    case 3 where Int.random(in: 0..<10, using: &generator) == 0:
      bytes.insert(UInt8.random(in: 128...255, using: &generator), at: place)
    default:
      let fragment = fragments[Int.random(in: 0..<fragments.count, using: &generator)]
      bytes.insert(contentsOf: fragment.utf8, at: place)
    }
  }
}
