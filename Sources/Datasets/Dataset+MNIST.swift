public import Tensors

extension Dataset {
  /// The handwritten digits of MNIST from the data directory; stops the program where the checked
  /// form throws.
  ///
  /// See `checkedMNIST`.
  public static func mnist(
    _ part: DataPart = .train,
    count: Int? = nil,
    classes: [Int]? = nil,
    pixels: PixelScaling = .unit,
    layout: ImageLayout = .flat,
    targets: LabelEncoding = .oneHot
  ) -> Dataset {
    trapping {
      try checkedMNIST(
        part,
        count: count,
        classes: classes,
        pixels: pixels,
        layout: layout,
        targets: targets
      )
    }
  }

  /// The handwritten digits of MNIST from the data directory.
  ///
  /// Files, plain or with `.gz`: `mnist/train-images-idx3-ubyte`, `mnist/train-labels-idx1-ubyte`
  /// and the same with `t10k`. The examples are the first ones in the order of the files.
  /// - Parameters:
  ///   - part: The training or the test part.
  ///   - count: How many examples, all by default.
  ///   - classes: Only these digits, numbered in this order; all ten by default.
  ///   - pixels: The scale of the inputs, bytes divided by 255 by default.
  ///   - layout: `[n, 784]` by default, or `[n, 28, 28, 1]`.
  ///   - targets: The encoding of the digits, one-hot by default: `[n, 10]`.
  /// - Returns: The examples, their targets encoded.
  /// - Throws: `DatasetError` where files are missing or damaged, or hold too few examples.
  /// - Reference: LeCun, Cortes and Burges, "The MNIST database of handwritten digits" (1998).
  public static func checkedMNIST(
    _ part: DataPart = .train,
    count: Int? = nil,
    classes: [Int]? = nil,
    pixels: PixelScaling = .unit,
    layout: ImageLayout = .flat,
    targets: LabelEncoding = .oneHot
  ) throws -> Dataset {
    let options = ImageOptions(
      function: "mnist",
      count: count,
      classes: classes,
      pixels: pixels,
      layout: layout,
      targets: targets
    )
    try options.check(classCount: 10)
    let files = MNISTFiles(part)
    let imagePath = try files.checkedPath(of: files.images)
    let labelPath = try files.checkedPath(of: files.labels)
    let images = try IDX(DataFile(readingFrom: imagePath))
    let labels = try IDX(DataFile(readingFrom: labelPath))
    return try LabeledImages(images: images, labels: labels, options)
      .dataset(name: "MNIST \(part.rawValue)", path: imagePath, options)
  }
}

extension LabeledImages {
  init(images file: IDX, labels labelFile: IDX, _ options: ImageOptions) throws {
    try file.require(["images", "rows", "columns"])
    try labelFile.require(["labels"])
    let size = file.shape[1] * file.shape[2]
    guard size > 0 else {
      throw DatasetError.malformed(
        path: file.path,
        offset: 8,
        expected: "images of at least 1 pixel",
        found: "\(file.shape[1]) × \(file.shape[2])"
      )
    }
    guard file.shape[0] == labelFile.shape[0] else {
      throw DatasetError.countMismatch(
        images: file.path,
        count: file.shape[0],
        labels: labelFile.path,
        labelCount: labelFile.shape[0]
      )
    }
    self.init(shape: [file.shape[1], file.shape[2], 1], classCount: 10)
    for index in 0..<file.shape[0] where self.images.count < options.count ?? .max {
      let place = labelFile.elements.startIndex + index
      let label = Int(labelFile.elements[place])
      guard label < classCount else {
        throw DatasetError.malformed(
          path: labelFile.path,
          offset: place,
          expected: "a digit from 0 to 9",
          found: "\(label)"
        )
      }
      let start = file.elements.startIndex + index * size
      append(file.elements[start..<(start + size)], label: label, of: options)
    }
  }
}
