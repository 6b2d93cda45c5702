/// A value that a sweep can run over.
///
/// The text of a point names its seeds, so equal points must have equal texts and different points
/// different ones, on every machine and in every version.
public protocol SweepPoint: Sendable {
  /// The name of the point in seeds, journals and messages.
  var sweepLabel: String { get }
  /// The place of the point on an axis; nothing for a point that is only a name.
  var sweepCoordinate: Double? { get }
}

extension Int: SweepPoint {
  /// The number in decimal digits.
  public var sweepLabel: String { description }
  /// The number itself.
  public var sweepCoordinate: Double? { Double(self) }
}

extension Double: SweepPoint {
  /// The shortest decimal text that reads back as the number.
  public var sweepLabel: String { description }
  /// The number itself.
  public var sweepCoordinate: Double? { self }
}

extension String: SweepPoint {
  /// The text itself.
  public var sweepLabel: String { self }
  /// Nothing: a text has no place on an axis.
  public var sweepCoordinate: Double? { nil }
}

extension Bool: SweepPoint {
  /// `true` or `false`.
  public var sweepLabel: String { description }
  /// Nothing: a condition has no place on an axis.
  public var sweepCoordinate: Double? { nil }
}
