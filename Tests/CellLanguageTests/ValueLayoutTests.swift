import CellLanguage
import Testing

/// Arrays, tables and records are changed in place through a pointer to their payload, which rests
/// on how the compiler lays the enumeration out.
@Suite("The layout of a value") struct ValueLayoutTests {
  /// The first word of a value.
  private func word(_ value: Value) -> UInt {
    withUnsafeBytes(of: value) { $0.load(as: UInt.self) }
  }

  private func tag(_ value: Value) -> UInt8 {
    withUnsafeBytes(of: value) { $0.load(fromByteOffset: 8, as: UInt8.self) }
  }

  @Test("is a word of payload and a byte of tag behind it")
  func size() {
    #expect(MemoryLayout<Value>.size == 9)
    #expect(MemoryLayout<Value>.stride == 16)
    #expect(MemoryLayout<Value>.alignment == 8)
  }

  @Test("begins with the payload, verbatim")
  func payloads() {
    let (ints, doubles, values) = ([1, 2, 3], [1.5, 2.5], [Value.bool(true)])
    #expect(word(.ints(ints)) == unsafeBitCast(ints, to: UInt.self))
    #expect(word(.doubles(doubles)) == unsafeBitCast(doubles, to: UInt.self))
    #expect(word(.array(values)) == unsafeBitCast(values, to: UInt.self))
    let table = OrderedTable()
    #expect(word(.dictionary(table)) == unsafeBitCast(table, to: UInt.self))
    #expect(word(.set(table)) == unsafeBitCast(table, to: UInt.self))
    let record = Record([.int(1)])
    #expect(word(.record(record)) == unsafeBitCast(record, to: UInt.self))
    #expect(word(.int(-5)) == UInt(bitPattern: -5))
    #expect(word(.double(-0.5)) == UInt((-0.5).bitPattern))
  }

  @Test("tells the cases apart by the tag alone")
  func tags() {
    let table = OrderedTable()
    let values: [Value] = [
      .void, .int(0), .uint64(0), .double(0), .float(0), .bool(false), .string("x"), .ints([]),
      .doubles([]), .array([]), .dictionary(table), .set(table), .record(Record([])),
      .span(Span(.range, lower: .int(0), upper: .int(1))),
      .enumeration(EnumerationValue(tag: 0, name: "a")), .some(.none),
    ]
    #expect(Set(values.map(tag)).count == values.count)
  }
}
