public import Tensors

extension Dataset {
  /// The photographs of CIFAR-10 from the data directory; stops the program where the checked form
  /// throws.
  ///
  /// See `checkedCIFAR10`.
  public static func cifar10(
    _ part: DataPart = .train,
    count: Int? = nil,
    classes: [Int]? = nil,
    pixels: PixelScaling = .unit,
    layout: ImageLayout = .flat,
    targets: LabelEncoding = .oneHot
  ) -> Dataset {
    trapping {
      try checkedCIFAR10(
        part,
        count: count,
        classes: classes,
        pixels: pixels,
        layout: layout,
        targets: targets
      )
    }
  }

  /// The photographs of CIFAR-10 from the data directory.
  ///
  /// Files of the binary version: `cifar-10-batches-bin/data_batch_1.bin` … `data_batch_5.bin` and
  /// `test_batch.bin`, each with any whole number of records. Files are opened until there are
  /// `count` examples; the order is that of the files. The classes are airplane, automobile, bird,
  /// cat, deer, dog, frog, horse, ship and truck, from 0.
  /// - Parameters:
  ///   - part: The training or the test part.
  ///   - count: How many examples, all by default.
  ///   - classes: Only these classes, numbered in this order; all ten by default.
  ///   - pixels: The scale of the inputs, bytes divided by 255 by default.
  ///   - layout: `[n, 3072]` by default, or `[n, 32, 32, 3]`; channels fastest in both.
  ///   - targets: The encoding of the classes, one-hot by default: `[n, 10]`.
  /// - Returns: The examples, their targets encoded.
  /// - Throws: `DatasetError` where files are missing or damaged, or hold too few examples.
  /// - Reference: Krizhevsky, "Learning multiple layers of features from tiny images" (2009).
  public static func checkedCIFAR10(
    _ part: DataPart = .train,
    count: Int? = nil,
    classes: [Int]? = nil,
    pixels: PixelScaling = .unit,
    layout: ImageLayout = .flat,
    targets: LabelEncoding = .oneHot
  ) throws -> Dataset {
    let options = ImageOptions(
      function: "cifar10",
      count: count,
      classes: classes,
      pixels: pixels,
      layout: layout,
      targets: targets
    )
    try options.check(classCount: 10)
    var examples = LabeledImages(shape: [32, 32, 3], classCount: 10)
    var lastPath = ""
    let files = CIFARFiles(part)
    for name in files.names where examples.images.count < count ?? .max {
      lastPath = try files.checkedPath(of: name)
      try examples.append(cifarRecordsOf: DataFile(readingFrom: lastPath), options)
    }
    return try examples.dataset(name: "CIFAR-10 \(part.rawValue)", path: lastPath, options)
  }
}

extension LabeledImages {
  /// The bytes of a record: the class, then 1024 red, 1024 green and 1024 blue values by rows.
  static let cifarRecordSize = 3073

  mutating func append(cifarRecordsOf file: DataFile, _ options: ImageOptions) throws {
    let size = Self.cifarRecordSize
    let bytes = file.bytes
    guard !bytes.isEmpty, bytes.count.isMultiple(of: size) else {
      throw DatasetError.truncated(
        path: file.path,
        offset: bytes.count - bytes.count % size,
        expected: "a record of \(size) bytes",
        found: "\(bytes.count % size)"
      )
    }
    for start in stride(from: 0, to: bytes.count, by: size)
    where images.count < options.count ?? .max {
      let label = Int(bytes[start])
      guard label < classCount else {
        throw DatasetError.malformed(
          path: file.path,
          offset: start,
          expected: "a class from 0 to 9",
          found: "\(label)"
        )
      }
      append(Self.interleaved(bytes[(start + 1)..<(start + size)]), label: label, of: options)
    }
  }

  /// Three planes to channels fastest.
  private static func interleaved(_ planes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let pixels = planes.count / 3
    var result: [UInt8] = []
    result.reserveCapacity(planes.count)
    for pixel in planes.startIndex..<(planes.startIndex + pixels) {
      result.append(planes[pixel])
      result.append(planes[pixel + pixels])
      result.append(planes[pixel + 2 * pixels])
    }
    return result[...]
  }
}
