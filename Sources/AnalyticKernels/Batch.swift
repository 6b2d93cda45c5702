import Foundation
import Tensors

/// A batch of inputs on its way through a network, each sample paired with itself.
///
/// A sample with itself has correlation 1 exactly, so this pass takes e = k₁k₂ - k₃² as 0 rather than
/// as a difference; it runs in double precision and costs O(samples · layers). The variances it
/// leaves at each layer are what the pairs of different samples need.
struct Batch<T: KernelScalar> {
  let inputs: Tensor
  /// The number of samples and of features.
  let count: Int
  let features: Int
  /// Variances of the preactivations that enter each stage, and their roots, sample by sample.
  private(set) var variances: [[T]] = []
  private(set) var deviations: [[T]] = []
  /// The kernels of each sample with itself.
  private(set) var nngp: [Double] = []
  private(set) var ntk: [Double] = []

  init(_ inputs: Tensor, through recursion: Recursion) throws {
    self.inputs = inputs
    count = inputs.shape[0]
    features = inputs.shape[1]
    let norms = try Self.squaredNorms(inputs)
    let scale = recursion.inputWeight / Double(features)
    nngp = norms.map { recursion.inputBias + scale * $0 }
    ntk = nngp
    for stage in recursion.stages {
      guard stage.dual.largestConstant <= Double(T.greatestFiniteMagnitude) else {
        throw AnalyticKernelError.overflow(sample: 0, dtype: T.dtype)
      }
      try record(limit: Double(T.greatestFiniteMagnitude).squareRoot())
      advance(through: stage)
    }
    try record(limit: Double(T.greatestFiniteMagnitude))
  }

  private static func squaredNorms(_ inputs: Tensor) throws -> [Double] {
    let (count, features) = (inputs.shape[0], inputs.shape[1])
    return try inputs.withElements(of: T.self) { elements in
      guard let base = elements.baseAddress else { return [] }
      return try (0..<count).map { sample in
        let norm = T.squaredNorm(base + sample * features, features)
        guard norm.isFinite else {
          let row = elements[sample * features..<(sample + 1) * features]
          throw row.allSatisfy(\.isFinite)
            ? AnalyticKernelError.overflow(sample: sample, dtype: T.dtype)
            : AnalyticKernelError.notFiniteInput(sample: sample)
        }
        return norm
      }
    }
  }

  /// Keeps the variances that enter a stage; there their products must be in range too.
  private mutating func record(limit: Double) throws {
    for sample in 0..<count
    where !(nngp[sample].magnitude <= limit && ntk[sample].magnitude <= limit) {
      throw AnalyticKernelError.overflow(sample: sample, dtype: T.dtype)
    }
    variances.append(nngp.map { T($0) })
    deviations.append(nngp.map { T(max($0, 0).squareRoot()) })
  }

  /// Every sample is a row of one column; deviations of 0 make e vanish.
  private mutating func advance(through stage: Recursion.Stage) {
    let room = UnsafeMutablePointer<Double>.allocate(capacity: Row<Double>.scratchRows + 2)
    defer { room.deallocate() }
    let (variance, deviation) = (room + Row<Double>.scratchRows, room + Row<Double>.scratchRows + 1)
    deviation.pointee = 0
    nngp.withUnsafeMutableBufferPointer { nngp in
      ntk.withUnsafeMutableBufferPointer { ntk in
        guard let nngp = nngp.baseAddress, let ntk = ntk.baseAddress else { return }
        var row = Row<Double>(
          variances: variance,
          deviations: deviation,
          nngp: nngp,
          ntk: ntk,
          scratch: room,
          count: 1,
          weight: stage.weight,
          bias: stage.bias,
          direct: stage.direct,
          tangent: true
        )
        for sample in 0..<count {
          variance.pointee = nngp[sample]
          row.variance = nngp[sample]
          row.nngp = nngp + sample
          row.ntk = ntk + sample
          Double.advance(row, through: stage.dual)
        }
      }
    }
  }
}
