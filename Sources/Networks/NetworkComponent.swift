/// Something that can stand in the braces of a `Network`: one layer or several in a row.
public protocol NetworkComponent: Sendable {
  /// The layers it stands for, first to last.
  var layers: [Layer] { get }
}

/// One step of an architecture, as a value.
public indirect enum Layer: Sendable, Hashable {
  /// An affine map onto a number of units.
  case dense(Dense)
  /// A function applied to each unit.
  case activation(Activation)
}

extension Layer: NetworkComponent {
  /// The layer itself.
  public var layers: [Layer] { [self] }
}

extension Layer: CustomStringConvertible {
  /// As it is written in a notebook.
  public var description: String {
    switch self {
    case .dense(let dense): dense.description
    case .activation(let activation): activation.description
    }
  }
}
