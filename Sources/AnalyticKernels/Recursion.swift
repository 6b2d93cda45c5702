import Networks

/// A network as the kernels see it: an affine map of the inputs, then stages of one activation and
/// the dense layer that follows.
///
/// With S the covariance and T the tangent kernel, the first layer gives S = σ_w² x·x'/d + σ_b²,
/// T = S, and each stage S ← σ_w² C(S) + σ_b², T ← S + σ_w² Ċ T (Jacot et al. 2018, Lee et al. 2018).
struct Recursion: Sendable, Hashable {
  /// σ_w² and σ_b² of the first dense layer.
  var inputWeight: Double
  var inputBias: Double
  var stages: [Stage]
  /// The activation after the last dense layer, if there is one.
  var outputActivation: Activation?

  /// An activation and the dense layer after it.
  struct Stage: Sendable, Hashable {
    var dual: DualActivation
    /// σ_w² and σ_b², or 1 and 0 where no dense layer follows.
    var weight: Double
    var bias: Double
    /// 1 where a dense layer adds its own gradients to the tangent kernel, else 0.
    var direct: Double
  }
}

extension Recursion {
  /// The recursion of a network.
  ///
  /// - Throws: `AnalyticKernelError` if an activation meets anything but a dense layer's outputs, or
  ///   if there is no dense layer.
  init(_ network: Network) throws {
    var reader = Reader(network: network)
    for (index, layer) in network.layers.enumerated() { try reader.read(layer, at: index) }
    self = try reader.finished()
  }

  /// Reads layers one by one.
  private struct Reader {
    let network: Network
    var recursion: Recursion?
    var pending: Activation?

    mutating func read(_ layer: Layer, at index: Int) throws {
      switch layer {
      case .dense(let dense): try read(dense)
      case .activation(.identity): return
      case .activation(let activation):
        guard recursion != nil else {
          throw AnalyticKernelError.activationOnInputs(
            layer: index,
            activation: activation.description
          )
        }
        guard pending == nil else {
          throw AnalyticKernelError.consecutiveActivations(
            layer: index,
            activation: activation.description
          )
        }
        pending = activation
      }
    }

    private mutating func read(_ dense: Dense) throws {
      let weight = network.weightVariance(of: dense)
      let bias = network.biasVariance(of: dense)
      guard recursion != nil else {
        recursion = Recursion(inputWeight: weight, inputBias: bias, stages: [])
        return
      }
      let dual = try DualActivation(pending ?? .identity)
      recursion?.stages.append(Stage(dual: dual, weight: weight, bias: bias, direct: 1))
      pending = nil
    }

    func finished() throws -> Recursion {
      guard var recursion else { throw AnalyticKernelError.noDenseLayer }
      guard let pending else { return recursion }
      recursion.stages.append(
        Stage(dual: try DualActivation(pending), weight: 1, bias: 0, direct: 0)
      )
      recursion.outputActivation = pending
      return recursion
    }
  }
}
