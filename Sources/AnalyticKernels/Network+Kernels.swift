public import Networks
public import Tensors

/// The two kernels of an infinitely wide network.
public enum KernelKind: String, Sendable, Hashable, CaseIterable {
  /// The covariance of the outputs over random parameters.
  case nngp
  /// The neural tangent kernel.
  case ntk
}

extension Network {
  /// The neural tangent kernel of the infinitely wide network between two batches.
  ///
  /// Entry `[i, j]` is the limit of ⟨∂f(x₁ᵢ)/∂θ, ∂f(x₂ⱼ)/∂θ⟩ for one output as the hidden widths grow;
  /// the widths that the network states do not enter. After a last activation it is the mean over
  /// parameters of that product. Stops the program where `checkedNTK(_:_:)` throws.
  ///
  /// - Parameters:
  ///   - x1: The first batch, shape `[n₁, d]`.
  ///   - x2: The second batch, shape `[n₂, d]`; the first with itself if absent.
  /// - Returns: The kernel, shape `[n₁, n₂]`, in the precision of the inputs.
  /// - Complexity: O(`n₁ n₂ (d + L)`) time for `L` layers; memory for the result and one tile per
  ///   thread.
  /// - Reference: Jacot et al. 2018, Theorem 1 (arXiv:1806.07572).
  public func ntk(_ x1: Tensor, _ x2: Tensor? = nil) -> Kernel {
    trapping { try checkedNTK(x1, x2) }
  }

  /// The covariance of the outputs of the infinitely wide network between two batches.
  ///
  /// Entry `[i, j]` is E f(x₁ᵢ) f(x₂ⱼ) for one output over random parameters, in the limit of wide
  /// hidden layers, the same in both parameterizations. Stops the program where
  /// `checkedNNGP(_:_:)` throws.
  ///
  /// - Parameters:
  ///   - x1: The first batch, shape `[n₁, d]`.
  ///   - x2: The second batch, shape `[n₂, d]`; the first with itself if absent.
  /// - Returns: The kernel, shape `[n₁, n₂]`, in the precision of the inputs.
  /// - Complexity: O(`n₁ n₂ (d + L)`) time for `L` layers; memory for the result and one tile per
  ///   thread.
  /// - Reference: Lee et al. 2018 (arXiv:1711.00165), Matthews et al. 2018 (arXiv:1804.11271).
  public func nngp(_ x1: Tensor, _ x2: Tensor? = nil) -> Kernel {
    trapping { try checkedNNGP(x1, x2) }
  }

  /// The neural tangent kernel of the infinitely wide network between two batches.
  ///
  /// - Parameters:
  ///   - x1: The first batch, shape `[n₁, d]`.
  ///   - x2: The second batch, shape `[n₂, d]`; the first with itself if absent.
  /// - Returns: The kernel, shape `[n₁, n₂]`, in the precision of the inputs.
  /// - Throws: `AnalyticKernelError` for the standard parameterization, in which this kernel grows
  ///   with the width, for an activation that does not follow a dense layer, and for inputs of the
  ///   wrong shape, with NaN or infinities, or out of range.
  public func checkedNTK(_ x1: Tensor, _ x2: Tensor? = nil) throws -> Kernel {
    try requireTangentKernel()
    return try kernels(.ntk, x1, x2).kernel(.ntk)
  }

  /// The covariance of the outputs of the infinitely wide network between two batches.
  ///
  /// - Parameters:
  ///   - x1: The first batch, shape `[n₁, d]`.
  ///   - x2: The second batch, shape `[n₂, d]`; the first with itself if absent.
  /// - Returns: The kernel, shape `[n₁, n₂]`, in the precision of the inputs.
  /// - Throws: `AnalyticKernelError` for an activation that does not follow a dense layer, and for
  ///   inputs of the wrong shape, with NaN or infinities, or out of range.
  public func checkedNNGP(_ x1: Tensor, _ x2: Tensor? = nil) throws -> Kernel {
    try kernels(.nngp, x1, x2).kernel(.nngp)
  }

  func requireTangentKernel() throws {
    switch parameterization {
    case .ntk: return
    case .standard: throw AnalyticKernelError.standardParameterization
    }
  }
}

/// Which of the kernels one pass is to write.
struct KernelChoice: OptionSet, Sendable {
  let rawValue: Int
  static let nngp = KernelChoice(rawValue: 1)
  static let ntk = KernelChoice(rawValue: 2)
}

/// The kernels which one pass has written; an empty tensor for one that was not asked for.
struct KernelPair: Sendable {
  var nngp: Tensor
  var ntk: Tensor
  var isSymmetric: Bool

  func kernel(_ kind: KernelKind) -> Kernel {
    switch kind {
    case .nngp: Kernel(nngp, isSymmetric: isSymmetric)
    case .ntk: Kernel(ntk, isSymmetric: isSymmetric)
    }
  }
}

extension Network {
  /// Checks the inputs and runs the tiles in their precision.
  func kernels(_ choice: KernelChoice, _ x1: Tensor, _ x2: Tensor? = nil) throws -> KernelPair {
    let recursion = try Recursion(self)
    try Self.checkShape(x1)
    guard let x2, x2 != x1 else { return try kernels(choice, recursion, x1, nil, x1.dtype) }
    try Self.checkShape(x2)
    guard x1.shape[1] == x2.shape[1] else {
      throw AnalyticKernelError.inputDimensions(x1.shape, x2.shape)
    }
    return try kernels(choice, recursion, x1, x2, DType.promoting(x1.dtype, x2.dtype))
  }

  private func kernels(
    _ choice: KernelChoice,
    _ recursion: Recursion,
    _ x1: Tensor,
    _ x2: Tensor?,
    _ dtype: DType
  ) throws -> KernelPair {
    let (x1, x2) = (x1.converted(to: dtype), x2?.converted(to: dtype))
    return switch dtype {
    case .float32: try tiles(choice, recursion, x1, x2, of: Float.self)
    case .float64: try tiles(choice, recursion, x1, x2, of: Double.self)
    }
  }

  private func tiles<T: KernelScalar>(
    _ choice: KernelChoice,
    _ recursion: Recursion,
    _ x1: Tensor,
    _ x2: Tensor?,
    of type: T.Type
  ) throws -> KernelPair {
    let rows = try Batch<T>(x1, through: recursion)
    let columns = try x2.map { try Batch<T>($0, through: recursion) } ?? rows
    let pass = TilePass<T>(
      recursion: recursion,
      rows: rows,
      columns: columns,
      isSymmetric: x2 == nil
    )
    let shape = [rows.count, columns.count]
    _ = try AllocationLimit.checkedCount(of: shape)
    var pair = KernelPair(
      nngp: .zeros([0, 0]),
      ntk: .zeros([0, 0]),
      isSymmetric: pass.isSymmetric
    )
    let wantsNNGP = choice.contains(.nngp)
    let wantsNTK = choice.contains(.ntk)
    if wantsNNGP, wantsNTK {
      pair.nngp = try Tensor(shape: shape, of: T.self) { nngp in
        pair.ntk = try Tensor(shape: shape, of: T.self) { ntk in
          try pass.run(into: .init(nngp: nngp.baseAddress, ntk: ntk.baseAddress))
        }
      }
    } else if wantsNTK {
      pair.ntk = try Tensor(shape: shape, of: T.self) { ntk in
        try pass.run(into: .init(nngp: nil, ntk: ntk.baseAddress))
      }
    } else {
      pair.nngp = try Tensor(shape: shape, of: T.self) { nngp in
        try pass.run(into: .init(nngp: nngp.baseAddress, ntk: nil))
      }
    }
    return pair
  }

  private static func checkShape(_ x: Tensor) throws {
    guard x.rank == 2, x.shape[1] > 0 else { throw AnalyticKernelError.inputShape(x.shape) }
  }
}
