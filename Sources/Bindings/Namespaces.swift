internal import CellLanguage
import Foundation

/// Stands for a library enumeration without cases, whose static members alone are used.
///
/// Cells can name the type but never hold a value of it.
struct NamespaceTag<Name: Sendable>: CellNative {}

/// The name of the `Statistics` namespace.
enum StatisticsName: Sendable {}

/// The name of the `Seed` namespace.
enum SeedName: Sendable {}

/// The name of the `DataDirectory` namespace.
enum DataDirectoryName: Sendable {}

/// Numbers in tables.
enum DisplayText {
  /// Six significant digits, without trailing zeros.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞" }
    return String(format: "%.6g", value).replacing("-", with: "−")
  }
}
