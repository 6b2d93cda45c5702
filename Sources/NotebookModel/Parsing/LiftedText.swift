/// Text in which what CommonMark would disturb has been replaced by marks.
///
/// Each mark is a character that the text does not hold, the number of the item, and a closing
/// character; to CommonMark it looks like a word. Lines stay aligned with the source: where an item
/// spans several lines, each further line begins with a filler character.
struct LiftedText {
  /// One lifted item and the bytes of the source it stood in.
  struct Item {
    /// What was lifted.
    enum Content {
      case math(Math)
      /// An inline value; the offset of its first byte is given.
      case value(text: String, offset: Int)
      case references([Reference])
      case citation([String])
      case footnote(String)
      case footnoteDefinition(String)
    }

    var content: Content
    var bytes: Range<Int>
  }

  var text: SourceText
  var items: [Item]
  let marks: Marks

  /// The three characters that marks are made of.
  struct Marks {
    let opening: [UInt8]
    let closing: [UInt8]
    let filler: [UInt8]

    /// Chooses three private characters that do not occur in the text.
    init(avoiding bytes: some Sequence<UInt8>) {
      var used: Set<UInt32> = []
      var pending: [UInt8] = []
      for byte in bytes {
        if byte == 0xF3 { pending = [byte]; continue }
        guard !pending.isEmpty else { continue }
        pending.append(byte)
        guard pending.count == 4 else { continue }
        used.insert(pending.dropFirst().reduce(0) { $0 << 6 | UInt32($1 & 0x3F) })
        pending = []
      }
      var free: [[UInt8]] = []
      var value: UInt32 = 0x30000  // U+F0000 without the lead byte's bits
      while free.count < 3 {
        if !used.contains(value) {
          free.append([
            0xF3, 0x80 | UInt8(value >> 12 & 0x3F), 0x80 | UInt8(value >> 6 & 0x3F),
            0x80 | UInt8(value & 0x3F),
          ])
        }
        value += 1
      }
      (opening, closing, filler) = (free[0], free[1], free[2])
    }

    /// The mark of an item.
    func mark(_ number: Int) -> [UInt8] { opening + Array(String(number).utf8) + closing }
  }

  /// A part of marked text.
  enum Piece {
    case text(ArraySlice<UInt8>)
    case item(Int)
    case filler
  }

  /// Cuts marked text at its marks.
  func pieces(of bytes: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var start = 0
    var index = 0
    func flush() { if start < index { pieces.append(.text(bytes[start..<index])) } }
    while index < bytes.count {
      guard bytes[index] == 0xF3, index + 4 <= bytes.count else { index += 1; continue }
      let scalar = bytes[index..<index + 4]
      if scalar.elementsEqual(marks.filler) {
        flush()
        pieces.append(.filler)
        index += 4
        start = index
      } else if scalar.elementsEqual(marks.opening), let (number, end) = item(in: bytes, at: index)
      {
        flush()
        pieces.append(.item(number))
        index = end
        start = end
      } else {
        index += 4
      }
    }
    flush()
    return pieces
  }

  private func item(in bytes: [UInt8], at start: Int) -> (Int, Int)? {
    var index = start + 4
    var number = 0
    while index < bytes.count, (0x30...0x39).contains(bytes[index]), number <= items.count {
      number = number * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    guard number < items.count, index + 4 <= bytes.count,
      bytes[index..<index + 4].elementsEqual(marks.closing)
    else { return nil }
    return (number, index + 4)
  }

  /// Marked text with everything put back as it was in the source.
  func restored(_ bytes: [UInt8], from source: SourceText) -> [UInt8] {
    guard bytes.contains(0xF3) else { return bytes }
    return pieces(of: bytes).flatMap { piece -> [UInt8] in
      switch piece {
      case .text(let slice): return Array(slice)
      case .item(let number): return Array(source.bytes[items[number].bytes])
      case .filler: return []
      }
    }
  }
}
