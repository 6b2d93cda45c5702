public import Tensors

extension Network {
  /// A model with parameters drawn from the initializer's law, for inputs like those given.
  ///
  /// The parameters of dense layer `l` come from a random stream named after `l`, so that adding a
  /// layer changes no other. The model computes in the number type of `inputs`; the draws are the
  /// same in both. Stops the program if it cannot be done.
  public func initialized(
    _ initializer: Initializer = .gaussian,
    for inputs: Tensor,
    seed: UInt64
  ) -> Model {
    trapping { try checkedInitialized(initializer, for: inputs, seed: seed) }
  }

  /// A model with parameters drawn from the initializer's law, for inputs `[n, d]`.
  ///
  /// - Throws: `NetworkError` if the inputs are no matrix, if the network has no dense layer, or
  ///   if the law cannot be had; `TensorError` if the parameters are too many.
  public func checkedInitialized(
    _ initializer: Initializer = .gaussian,
    for inputs: Tensor,
    seed: UInt64
  ) throws -> Model {
    guard inputs.rank == 2 else { throw NetworkError.inputRank(inputs.shape) }
    return try checkedInitialized(
      initializer,
      inputShape: Array(inputs.shape.dropFirst()),
      dtype: inputs.dtype,
      seed: seed
    )
  }

  /// A model for the inputs of a data set; stops the program if it cannot be done.
  public func initialized(
    _ initializer: Initializer = .gaussian,
    for data: Dataset,
    seed: UInt64
  ) -> Model {
    initialized(initializer, for: data.inputs, seed: seed)
  }

  /// A model for the inputs of a data set.
  ///
  /// - Throws: As `checkedInitialized` for the inputs themselves.
  public func checkedInitialized(
    _ initializer: Initializer = .gaussian,
    for data: Dataset,
    seed: UInt64
  ) throws -> Model {
    try checkedInitialized(initializer, for: data.inputs, seed: seed)
  }

  /// A model for inputs of shape `[d]`, computing in the given number type.
  ///
  /// - Throws: As for inputs.
  public func checkedInitialized(
    _ initializer: Initializer = .gaussian,
    inputShape: [Int],
    dtype: DType = .preferred,
    seed: UInt64
  ) throws -> Model {
    guard inputShape.count == 1, let length = inputShape.first, length > 0 else {
      throw NetworkError.inputShape(inputShape)
    }
    guard outputWidth != nil else { throw NetworkError.noDense }
    try initializer.check()
    var fanIn = length
    var drawn: [DenseParameters] = []
    for (index, dense) in denseLayers.enumerated() {
      let draw = LayerDraw(
        network: self,
        dense: dense,
        fanIn: fanIn,
        stream: RandomStream(seed: seed, "layer", "\(index)"),
        layer: index
      )
      drawn.append(
        DenseParameters(
          weights: try draw.weights(initializer.weights).converted(to: dtype),
          biases: try draw.biases(initializer.biases)?.converted(to: dtype)
        )
      )
      fanIn = dense.width
    }
    return try Model(checkedNetwork: self, parameters: Parameters(drawn))
  }
}
