import Foundation
import Tensors
import Testing

@testable import Datasets

@Suite struct MNISTTests {
  @Test("images are divided by 255, one row each, with one-hot digits")
  func defaults() throws {
    let data = try Folder.with(Bytes.mnist) { _ in try Dataset.checkedMNIST(.test) }
    #expect(data.name == "MNIST test")
    #expect(data.inputs.shape == [3, 4])
    #expect(data.inputs[0].scalars == [0, 1, 0.2, 0.4])
    let targets = try data.checkedTargets()
    #expect(targets.shape == [3, 10])
    #expect(targets[0].scalars == [0, 0, 0, 0, 0, 0, 0, 1, 0, 0])
    #expect(targets[1].scalars == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test("count takes the first images, classes those of some digits in the order given")
  func choice() throws {
    try Folder.with(Bytes.mnist) { _ in
      #expect(Dataset.mnist(.test, count: 2).count == 2)
      let data = Dataset.mnist(.test, classes: [3, 7], pixels: .raw, targets: .index)
      #expect(data.inputs.scalars == [0, 255, 51, 102, 250, 200, 150, 100])
      #expect(data.targets?.scalars == [1, 0])
      let signs = Dataset.mnist(.test, classes: [7, 0], targets: .sign)
      #expect(signs.targets == Tensor([[-1], [1]]))
      let centered = Dataset.mnist(.test, classes: [7, 0], targets: .centeredOneHot)
      #expect(centered.targets == Tensor([[0.5, -0.5], [-0.5, 0.5]]))
    }
  }

  @Test("pixels are scaled as named")
  func scaling() throws {
    try Folder.with(Bytes.mnist) { _ in
      let centered = Dataset.mnist(.test, pixels: .centered).inputs
      // The mean of three numbers below 1, rounded three times.
      #expect(centered.sum(axis: 0).scalars.allSatisfy { abs($0) < 1e-15 })
      let standardized = Dataset.mnist(.test, pixels: .standardized).inputs
      for row in 0..<3 {
        #expect(abs(standardized[row].mean()) < 1e-15)
        #expect(abs(standardized[row].dot(standardized[row]) - 4) < 1e-13)
      }
      let sphere = Dataset.mnist(.test, pixels: .sphere(radius: 2)).inputs
      for row in 0..<3 { #expect(abs(sphere[row].norm - 2) < 1e-14) }
      let image = Dataset.mnist(.test, layout: .image)
      #expect(image.inputs.shape == [3, 2, 2, 1])
      #expect(image.inputs.scalars == Dataset.mnist(.test).inputs.scalars)
    }
  }

  @Test("the inputs have the preferred precision")
  func precision() throws {
    try Folder.with(Bytes.mnist) { _ in
      DType.$preferred.withValue(.float32) {
        #expect(Dataset.mnist(.test).inputs.dtype == .float32)
      }
    }
  }

  @Test("compressed files give the same examples")
  func compressed() throws {
    let packed = Dictionary(
      uniqueKeysWithValues: Bytes.mnist.map { ($0 + ".gz", Bytes.gzip($1)) }
    )
    let data = try Folder.with(packed) { _ in try Dataset.checkedMNIST(.test) }
    let plain = try Folder.with(Bytes.mnist) { _ in try Dataset.checkedMNIST(.test) }
    #expect(data == plain)
  }

  @Test("every truncation of either file is an error that names the file and the byte")
  func truncation() throws {
    for (name, bytes) in Bytes.mnist {
      for length in 0..<bytes.count {
        var files = Bytes.mnist
        files[name] = Array(bytes.prefix(length))
        try Folder.with(files) { folder in
          #expect {
            try Dataset.checkedMNIST(.test)
          } throws: { error in
            guard case .truncated(folder.path + "/" + name, length, _, _) = error as? DatasetError
            else { return false }
            return true
          }
        }
      }
    }
  }

  @Test("every flipped bit is an error or other pixels, never a crash")
  func corruption() throws {
    for (name, bytes) in Bytes.mnist {
      let isImage = name.contains("images")
      for place in bytes.indices {
        for bit in 0..<8 {
          var files = Bytes.mnist
          files[name]?[place] ^= 1 << bit
          try Folder.with(files) { _ in
            if place >= (isImage ? 16 : 8) {
              let label = isImage ? 0 : Int(bytes[place] ^ 1 << bit)
              #expect((try? Dataset.checkedMNIST(.test)) != nil || label > 9)
            } else {
              #expect(throws: DatasetError.self) { try Dataset.checkedMNIST(.test) }
            }
          }
        }
      }
    }
  }

  @Test("every truncation and flipped bit of a compressed file is an error or changes nothing")
  func compressedCorruption() throws {
    let plain = Bytes.idx([3], [7, 0, 3])
    let packed = Bytes.gzip(plain)
    for length in 0..<packed.count {
      let file = DataFile(path: "labels.gz", bytes: Array(packed.prefix(length)))
      #expect(throws: DatasetError.self) { try IDX(file) }
    }
    for place in packed.indices {
      for bit in 0..<8 {
        var bytes = packed
        bytes[place] ^= 1 << bit
        do {
          let idx = try IDX(DataFile(path: "labels.gz", bytes: bytes))
          #expect(Array(idx.elements) == [7, 0, 3], "byte \(place), bit \(bit)")
        } catch {
          #expect(error is DatasetError)
        }
      }
    }
  }

  @Test("sizes too large to be true are errors before anything is allocated")
  func hugeSizes() throws {
    let huge = Bytes.idx([0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], [1])
    let large = Bytes.idx([60000, 28, 28], [1])
    let many = Bytes.idx([Int](repeating: 0xFFFF_FFFF, count: 255), [])
    for bytes in [huge, large, many] {
      for (name, content) in [("a", bytes), ("a.gz", Bytes.gzip(bytes))] {
        #expect(throws: DatasetError.self) { try IDX(DataFile(path: name, bytes: content)) }
      }
    }
  }

  @Test("wrong element types, dimensions and counts are errors that say what was expected")
  func wrongKinds() throws {
    let wrong: [(String, [UInt8])] = [
      ("element type 0x08", Bytes.idx([3, 2, 1], [UInt8](repeating: 0, count: 12), type: 0x0B)),
      ("3 dimensions", Bytes.idx([3, 4], [UInt8](repeating: 0, count: 12))),
      ("2 images", Bytes.idx([2, 2, 3], [UInt8](repeating: 0, count: 12))),
      ("at least 1 pixel", Bytes.idx([3, 0, 2], [])),
      ("the end of the file", Bytes.images + [0]),
      ("at least 1 dimension", Bytes.idx([], [])),
    ]
    for (text, bytes) in wrong {
      var files = Bytes.mnist
      files["mnist/t10k-images-idx3-ubyte"] = bytes
      try Folder.with(files) { _ in
        #expect {
          try Dataset.checkedMNIST(.test)
        } throws: { error in
          (error as? DatasetError)?.description.contains(text) == true
        }
      }
    }
  }

  @Test("choices that cannot be met are errors")
  func choices() throws {
    try Folder.with(Bytes.mnist) { _ in
      for count in [0, -1, 4, .max, .min] {
        #expect(throws: DatasetError.self) { try Dataset.checkedMNIST(.test, count: count) }
      }
      for classes in [[], [7, 7], [10], [-1], [5]] {
        #expect(throws: DatasetError.self) { try Dataset.checkedMNIST(.test, classes: classes) }
      }
      #expect(throws: DatasetError.self) { try Dataset.checkedMNIST(.test, targets: .sign) }
      for radius in [0, -1, .nan, .infinity] {
        #expect(throws: DatasetError.self) {
          try Dataset.checkedMNIST(.test, pixels: .sphere(radius: radius))
        }
      }
    }
  }
}

@Suite struct GzipTests {
  /// `python3 -c "gzip.compress(idx, 9, mtime=0)"` of an IDX file of 3000 labels 0, 1 … 9, 0, 1 ….
  static let packed: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xED, 0xC6, 0xB9, 0x11, 0x00, 0x20,
    0x0C, 0xC0, 0x30, 0x87, 0x2F, 0xE1, 0xD8, 0x7F, 0x17, 0xC6, 0x63, 0x0D, 0x0A, 0xAB, 0x12, 0x54,
    0xC0, 0xB9, 0x44, 0xEB, 0x63, 0xAE, 0xAC, 0xED, 0x9C, 0x73, 0xCE, 0x39, 0xE7, 0x9C, 0xFB, 0x75,
    0x0F, 0x31, 0xB8, 0xC9, 0x3E, 0xC0, 0x0B, 0x00, 0x00,
  ]

  @Test("a file that another program compressed is read")
  func foreign() throws {
    let idx = try IDX(DataFile(path: "labels.gz", bytes: Self.packed))
    #expect(idx.shape == [3000])
    #expect(Array(idx.elements) == (0..<3000).map { UInt8($0 % 10) })
  }

  @Test("every truncation and flipped bit of it is an error or changes nothing")
  func corruption() throws {
    for length in 0..<Self.packed.count {
      let file = DataFile(path: "labels.gz", bytes: Array(Self.packed.prefix(length)))
      #expect(throws: DatasetError.self) { try IDX(file) }
    }
    for place in Self.packed.indices {
      for bit in 0..<8 {
        var bytes = Self.packed
        bytes[place] ^= 1 << bit
        let found = try? IDX(DataFile(path: "labels.gz", bytes: bytes))
        #expect(found.map { Array($0.elements.prefix(3)) == [0, 1, 2] } ?? true)
      }
    }
  }

  @Test("only the bytes asked for are unpacked", arguments: [0, 1, 7, 3007, 3008, 3009, 1 << 40])
  func limit(count: Int) throws {
    let bytes = try Gzip.unpacked(Self.packed, path: "a.gz", atMost: count)
    #expect(bytes.count == min(count, 3008))
  }

  @Test("members that follow one another are joined, and anything else after the end is an error")
  func members() throws {
    let two = Bytes.gzip([1, 2]) + Bytes.gzip([3])
    #expect(try Gzip.unpacked(two, path: "a.gz", atMost: 100) == [1, 2, 3])
    #expect(throws: DatasetError.self) {
      try Gzip.unpacked(Bytes.gzip([1, 2]) + [0], path: "a.gz", atMost: 100)
    }
    #expect(try Gzip.unpacked(Bytes.gzip([]), path: "a.gz", atMost: 100).isEmpty)
    let large = (0..<200_000).map { UInt8($0 % 251) }
    #expect(try Gzip.unpacked(Bytes.gzip(large), path: "a.gz", atMost: .max) == large)
  }
}
