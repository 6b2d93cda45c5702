import Synchronization
import Tensors

/// The eigendecomposition of a training kernel with its ridge.
struct Spectrum: Sendable {
  /// The eigenvalues with the ridge, smallest first; none below the ridge.
  let eigenvalues: [Double]
  /// The eigenvectors, in factors.
  let eigen: SymmetricEigen
  /// The targets in the eigenbasis, `[n, k]`.
  let projectedTargets: Tensor
}

/// An eigendecomposition that is made when it is first asked for, and kept.
///
/// A class, since copies of a regression are to share it; the lock makes it safe to ask from
/// several threads, of which one computes and the others wait.
final class LazySpectrum: Sendable {
  private let kernel: Kernel
  private let targets: Tensor
  private let ridge: Double
  private let made = Mutex<Spectrum?>(nil)

  init(kernel: Kernel, targets: Tensor, ridge: Double) {
    self.kernel = kernel
    self.targets = targets
    self.ridge = ridge
  }

  func value() throws -> Spectrum {
    try made.withLock { made in
      if let made { return made }
      let eigen = try kernel.matrix.checkedSymmetricEigen()
      let spectrum = Spectrum(
        eigenvalues: eigen.values.map { max($0, 0) + ridge },
        eigen: eigen,
        projectedTargets: try eigen.checkedProjected(targets)
      )
      made = spectrum
      return spectrum
    }
  }
}
