/// A hash table that remembers the order of insertion: the storage of dictionaries and sets.
///
/// Compiled Swift leaves the order open and varies it from run to run; here it is fixed, so that a
/// notebook gives the same output each time. Removal leaves a gap, closed when gaps prevail.
public final class OrderedTable: @unchecked Sendable {
  private var index: [Value: Int] = [:]
  private var keys: [Value?] = []
  private var values: [Value] = []

  /// Makes an empty table.
  public init() {}

  /// A copy that shares nothing that changes.
  init(copying other: OrderedTable) {
    (index, keys, values) = (other.index, other.keys, other.values)
  }

  /// The number of entries.
  public var count: Int { index.count }

  /// The entries in order of insertion; a set's values are `.void`.
  public var entries: some Sequence<(key: Value, value: Value)> {
    zip(keys, values).lazy.compactMap { key, value in key.map { (key: $0, value: value) } }
  }

  /// The keys in order of insertion.
  var orderedKeys: [Value] { keys.compactMap { $0 } }

  /// The values in order of insertion.
  var orderedValues: [Value] { entries.map(\.value) }

  /// The value for a key; nil removes it.
  public subscript(key: Value) -> Value? {
    get { index[key].map { values[$0] } }
    set {
      guard let newValue else { remove(key); return }
      if let place = index[key] { values[place] = newValue; return }
      index[key] = keys.count
      keys.append(key)
      values.append(newValue)
    }
  }

  /// Whether a key is there.
  func contains(_ key: Value) -> Bool { index[key] != nil }

  /// Takes the value of a key out for a change, leaving `.void` in its place.
  func take(_ key: Value) -> Value? {
    guard let place = index[key] else { return nil }
    var value = Value.void
    swap(&value, &values[place])
    return value
  }

  /// Removes a key and returns its value.
  @discardableResult func remove(_ key: Value) -> Value? {
    guard let place = index.removeValue(forKey: key) else { return nil }
    let value = values[place]
    keys[place] = nil
    values[place] = .void
    if keys.count > 16, index.count * 2 < keys.count { compact() }
    return value
  }

  private func compact() {
    let kept = Array(entries)
    keys = kept.map(\.key)
    values = kept.map(\.value)
    index.removeAll(keepingCapacity: true)
    for (place, entry) in kept.enumerated() { index[entry.key] = place }
  }
}
