/// A rectangle of a matrix: the part of a product that one thread computes.
package struct Tile: Sendable, Hashable {
  /// The rows of the rectangle.
  package let rows: Range<Int>
  /// The columns of the rectangle.
  package let columns: Range<Int>

  /// The rectangle of the given rows and columns.
  package init(rows: Range<Int>, columns: Range<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// The most rows of a tile of a product.
  static let rowLimit = 256
  /// The most columns of a tile of a product.
  static let columnLimit = 256

  /// The tiles of a product, cut by its size alone.
  package static func covering(rows: Int, columns: Int) -> [Tile] {
    ranges(rows, by: rowLimit).flatMap { rows in
      ranges(columns, by: columnLimit).map { Tile(rows: rows, columns: $0) }
    }
  }

  /// `0..<count` in equal parts of at most `limit`, the last ones shorter.
  package static func ranges(_ count: Int, by limit: Int) -> [Range<Int>] {
    guard count > 0 else { return [] }
    let parts = (count + limit - 1) / limit
    let length = (count + parts - 1) / parts
    return stride(from: 0, to: count, by: length).map { $0..<min($0 + length, count) }
  }
}
