import Foundation

extension Tensor {
  /// Each element raised to a power, element by element.
  func raised(to exponent: Double) -> Tensor {
    let storage: Storage =
      switch self.storage {
      case .float32(let elements):
        .float32(elements.map { Float(Foundation.pow(Double($0), exponent)) })
      case .float64(let elements): .float64(elements.map { Foundation.pow($0, exponent) })
      }
    return Tensor(uncheckedShape: shape, storage: storage)
  }
}
