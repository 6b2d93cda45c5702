extension Network: CustomStringConvertible {
  /// One line: the parameterisation, the variances and the layers.
  public var description: String {
    let head =
      "Network(parameterization: .\(parameterization), weightVariance: \(weightVariance), "
      + "biasVariance: \(biasVariance))"
    return head + " { " + layers.map(\.description).joined(separator: "; ") + " }"
  }

  /// A table of the layers, one line each, with the variances that hold for them.
  public var summary: String {
    let rows = layers.enumerated().map { index, layer in
      "  \(index + 1)  \(row(of: layer))"
    }
    let head =
      "\(parameterization) parameterisation, \(depth) dense "
      + (depth == 1 ? "layer" : "layers")
    return ([head] + rows).joined(separator: "\n")
  }

  private func row(of layer: Layer) -> String {
    switch layer {
    case .dense(let dense):
      "Dense(\(dense.width))  σ_w² \(weightVariance(of: dense))  "
        + (dense.bias ? "σ_b² \(biasVariance(of: dense))" : "no bias")
    case .activation(let activation): activation.description
    }
  }
}
