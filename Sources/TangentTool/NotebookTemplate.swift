/// The notebook that `tangent new` writes.
enum NotebookTemplate {
  static func text(title: String) -> String {
    """
    ---
    title: \(quoted(title))
    params: {widths: [64, 128, 256, 512], repeats: 8}
    tangent: {seed: 1}
    jupyter:
      jupytext:
        custom_language_magics: swift
        text_representation: {extension: .md, format_name: markdown, format_version: '1.3'}
      kernelspec: {name: tangent, display_name: Tangent, language: swift}
    ---
    The kernel of a network of width $n$ tends to its infinite-width limit.

    ```swift
    //| label: setup
    let inputs = Dataset.sphere(count: 12, dimension: 8, seed: 1).inputs

    func network(width: Int) -> Network {
        Network(weightVariance: 2, biasVariance: 0.1) {
            Dense(width); ReLU()
            Dense(1)
        }
    }
    let limit = network(width: 1).ntk(inputs)
    ```

    ```swift
    //| label: fig-rate
    //| fig-cap: "Relative kernel error against width; fitted slope `{swift} errors.powerLaw.exponent, .fixed(2)`."
    let errors = sweep(over: params.widths, repeats: params.repeats) { width, seed in
        let model = network(width: width).initialized(.gaussian, for: inputs, seed: seed)
        return model.ntk(inputs).relativeDistance(to: limit)
    }

    Figure(x: "width $n$", y: "relative error", scales: .logLog) {
        Line(errors, label: "Gaussian").band(.standardError)
        SlopeGuide(-0.5)
    }
    ```

    ```swift
    //| label: claim-rate
    Claim("the error falls as $n^{-1/2}$", errors.powerLaw.exponent, near: -0.5, within: 0.2)
    ```

    """
  }

  /// A YAML double-quoted scalar.
  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }
}
