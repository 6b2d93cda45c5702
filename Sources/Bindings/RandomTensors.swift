internal import CellLanguage
internal import Tangent

/// Random numbers: streams found by seed and name, and tensors drawn from them.
extension BindingRegistry {
  mutating func registerRandomTensors() {
    registerStreams()
    staticMember(
      of: "Tensor",
      """
      func normal(_ shape: [Int], mean: Double = 0, standardDeviation: Double = 1, \
      stream: RandomStream, dtype: DType = .preferred) -> Tensor
      """,
      summary: "Independent normal numbers from the beginning of a stream."
    ) { (shape: [Int], mean: Double, deviation: Double, stream: RandomStream, dtype: DType) in
      try Tensor.checkedNormal(
        shape,
        mean: mean,
        standardDeviation: deviation,
        stream: stream,
        dtype: dtype
      )
    }
    staticMember(
      of: "Tensor",
      """
      func uniform(_ shape: [Int], from low: Double = 0, to high: Double = 1, \
      stream: RandomStream, dtype: DType = .preferred) -> Tensor
      """,
      summary: "Independent uniform numbers from the beginning of a stream."
    ) { (shape: [Int], low: Double, high: Double, stream: RandomStream, dtype: DType) in
      try Tensor.checkedUniform(shape, from: low, to: high, stream: stream, dtype: dtype)
    }
    staticMember(
      of: "Tensor",
      """
      func haarOrthogonal(rows: Int, columns: Int, stream: RandomStream, \
      dtype: DType = .preferred) -> Tensor
      """,
      summary: "A random matrix with orthonormal rows or columns, whichever are fewer."
    ) { (rows: Int, columns: Int, stream: RandomStream, dtype: DType) in
      try Tensor.checkedHaarOrthogonal(
        rows: rows,
        columns: columns,
        stream: stream,
        dtype: dtype
      )
    }
  }

  private mutating func registerStreams() {
    type("Seed", NamespaceTag<SeedName>.self, summary: "Seeds derived from seeds by name.")
    staticMember(
      of: "Seed",
      "func derive(from seed: UInt64, names: [String]) -> UInt64",
      summary: "A seed that depends on another and on a path of names."
    ) { (seed: UInt64, names: [String]) in Seed.derive(from: seed, names: names) }
    type(
      "RandomStream",
      RandomStream.self,
      summary: "Random numbers of a seed and a path of names.",
      conformsTo: ["Equatable", "Hashable"]
    )
    initializer(of: "RandomStream", "init(seed: UInt64, _ names: String...)") {
      (seed: UInt64, names: [String]) in RandomStream(seed: seed, names: names)
    }
    method(on: "RandomStream", "func substream(_ name: String) -> RandomStream") {
      (stream: RandomStream, name: String) in stream.substream(name)
    }
    method(on: "RandomStream", "func substream(_ index: Int) -> RandomStream") {
      (stream: RandomStream, index: Int) in stream.substream(index)
    }
    method(
      on: "RandomStream",
      "func at(_ position: UInt64) -> UInt64",
      summary: "The word at a position, wherever the stream stands."
    ) { (stream: RandomStream, position: UInt64) in stream.at(position) }
  }
}
