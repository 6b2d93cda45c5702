internal import Tensors

/// How class numbers become targets.
public enum LabelEncoding: String, Sendable, Hashable, CaseIterable {
  /// 1 in the column of the class and 0 elsewhere; shape `[n, classes]`.
  case oneHot
  /// One-hot less its mean: 1 − 1/k in the column of the class and −1/k elsewhere.
  case centeredOneHot
  /// −1 for the first and +1 for the second of two classes; shape `[n, 1]`.
  case sign
  /// The number of the class among the chosen ones, from 0; shape `[n, 1]`.
  case index
}

/// How the bytes of an image become inputs.
public enum PixelScaling: Sendable, Hashable {
  /// Numbers 0 … 255.
  case raw
  /// Divided by 255: 0 … 1.
  case unit
  /// Divided by 255, less the mean image of the chosen examples.
  case centered
  /// Divided by 255, then each image less its mean and divided by its standard deviation.
  case standardized
  /// Each image divided by its norm and multiplied by the radius.
  case sphere(radius: Double)
}

/// The shape of an image among the inputs.
public enum ImageLayout: String, Sendable, Hashable, CaseIterable {
  /// One row of numbers: `[n, height · width · channels]`, channels fastest.
  case flat
  /// `[n, height, width, channels]`.
  case image
}

/// The choices which images are taken and how, common to all image data.
struct ImageOptions {
  let function: String
  let count: Int?
  let classes: [Int]?
  let pixels: PixelScaling
  let layout: ImageLayout
  let targets: LabelEncoding

  func check(classCount: Int) throws {
    if let count, count < 1 { throw invalid("count", "\(count)", "at least 1") }
    if let classes {
      guard !classes.isEmpty, Set(classes).count == classes.count,
        classes.allSatisfy({ (0..<classCount).contains($0) })
      else {
        throw invalid("classes", "\(classes)", "different numbers from 0 to \(classCount - 1)")
      }
    }
    let chosen = classes?.count ?? classCount
    if targets == .sign, chosen != 2 {
      throw invalid("targets", ".sign with \(chosen) classes", "used with 2 classes")
    }
    if case .sphere(let radius) = pixels, !(radius.isFinite && radius > 0) {
      throw invalid("radius", "\(radius)", "positive and finite")
    }
  }

  private func invalid(_ name: String, _ value: String, _ expected: String) -> DatasetError {
    .invalidArgument(function: function, name: name, value: value, expected: expected)
  }
}

/// Images as bytes with the numbers of their classes, as they come from the files.
struct LabeledImages {
  /// Height, width, channels.
  let shape: [Int]
  let classCount: Int
  /// The bytes of each image, channels fastest.
  var images: [ArraySlice<UInt8>] = []
  var labels: [Int] = []

  /// Takes one more example if it is of a wanted class.
  mutating func append(_ image: ArraySlice<UInt8>, label: Int, of options: ImageOptions) {
    guard let classes = options.classes else {
      images.append(image)
      labels.append(label)
      return
    }
    guard let position = classes.firstIndex(of: label) else { return }
    images.append(image)
    labels.append(position)
  }

  func dataset(name: String, path: String, _ options: ImageOptions) throws -> Dataset {
    guard !images.isEmpty, images.count >= options.count ?? 1 else {
      throw DatasetError.tooFewExamples(
        path: path,
        requested: options.count ?? 1,
        found: images.count,
        classes: options.classes
      )
    }
    let size = shape.reduce(1, *)
    let values = try options.pixels.inputs(from: images, size: size)
    let inputShape = options.layout == .flat ? [size] : shape
    let encoded = try options.targets.encoded(labels, classes: options.classes?.count ?? classCount)
    return try Dataset(
      checkedName: name,
      inputs: Tensor(checkedShape: [images.count] + inputShape, values: values),
      targets: encoded
    )
  }
}

extension LabelEncoding {
  /// The targets for class numbers in `0..<classes`.
  func encoded(_ labels: [Int], classes: Int) throws -> Tensor {
    switch self {
    case .oneHot, .centeredOneHot:
      let offset = self == .oneHot ? 0 : 1 / Double(classes)
      var values = [Double](repeating: -offset, count: labels.count * classes)
      if offset == 0 { values = [Double](repeating: 0, count: labels.count * classes) }
      for (row, label) in labels.enumerated() { values[row * classes + label] = 1 - offset }
      return try Tensor(checkedShape: [labels.count, classes], values: values)
    case .sign:
      return try Tensor(checkedShape: [labels.count, 1], values: labels.map { $0 == 0 ? -1 : 1 })
    case .index:
      return try Tensor(checkedShape: [labels.count, 1], values: labels.map(Double.init))
    }
  }
}

extension PixelScaling {
  /// The inputs of images of `size` bytes each, one after another.
  func inputs(from images: [ArraySlice<UInt8>], size: Int) throws -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(images.count * size)
    let divisor: Double =
      switch self {
      case .raw, .sphere: 1
      case .unit, .centered, .standardized: 255
      }
    for image in images {
      try Interruption.poll()
      for byte in image { values.append(Double(byte) / divisor) }
    }
    switch self {
    case .raw, .unit: break
    case .centered: Self.subtractMean(&values, size: size)
    case .standardized: Self.mapRows(&values, size: size, Self.standardized)
    case .sphere(let radius):
      Self.mapRows(&values, size: size) { row in
        let norm = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return norm > 0 ? row.map { $0 / norm * radius } : row
      }
    }
    return values
  }

  private static func subtractMean(_ values: inout [Double], size: Int) {
    let count = values.count / size
    for pixel in 0..<size {
      var sum = 0.0
      for row in 0..<count { sum += values[row * size + pixel] }
      let mean = sum / Double(count)
      for row in 0..<count { values[row * size + pixel] -= mean }
    }
  }

  /// An image of one grey has no standard deviation to divide by: it becomes zero.
  private static func standardized(_ row: [Double]) -> [Double] {
    let mean = row.reduce(0, +) / Double(row.count)
    let deviation = (row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count))
      .squareRoot()
    return deviation > 0 ? row.map { ($0 - mean) / deviation } : row.map { _ in 0 }
  }

  private static func mapRows(
    _ values: inout [Double],
    size: Int,
    _ transform: ([Double]) -> [Double]
  ) {
    for start in stride(from: 0, to: values.count, by: size) {
      values.replaceSubrange(
        start..<(start + size),
        with: transform(Array(values[start..<(start + size)]))
      )
    }
  }
}
