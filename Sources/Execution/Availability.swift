/// Which names hold what a clean run would give them, while cells fail and are left out.
///
/// A cell may run when every name it reads is sound. The names of a cell that failed or was left
/// out are not, until a later cell defines them anew.
struct Availability {
  /// For each unsound name, the cell that should have given it.
  private var unsound: [String: String] = [:]

  /// The cells, by name and in order, for want of which a reader of these names cannot run.
  func missing(for reads: Set<String>) -> [String] {
    Array(Set(reads.compactMap { unsound[$0] })).sorted()
  }

  /// Notes a cell that ran to its end.
  mutating func succeed(writes: Set<String>) {
    for name in writes { unsound[name] = nil }
  }

  /// Notes a cell that failed, was interrupted or was left out.
  mutating func fail(cell: String, writes: Set<String>) {
    for name in writes { unsound[name] = cell }
  }
}
