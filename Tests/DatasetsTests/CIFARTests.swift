import Tensors
import Testing

@testable import Datasets

@Suite struct CIFARTests {
  static func files(_ name: String, _ labels: [UInt8]) -> [String: [UInt8]] {
    ["cifar-10-batches-bin/\(name).bin": labels.flatMap(Bytes.cifarRecord)]
  }

  @Test("planes become channels, which run fastest")
  func planes() throws {
    try Folder.with(Self.files("test_batch", [9, 0])) { _ in
      let data = Dataset.cifar10(.test, pixels: .raw)
      #expect(data.name == "CIFAR-10 test")
      #expect(data.inputs.shape == [2, 3072])
      #expect(data.inputs[0][0..<6].scalars == [0, 1, 2, 1, 2, 3])
      let image = Dataset.cifar10(.test, pixels: .raw, layout: .image).inputs
      #expect(image.shape == [2, 32, 32, 3])
      // The pixel in row 1, column 2 is the number 34 of its plane.
      #expect(image[0][1][2].scalars == [34, 35, 36])
      #expect(data.targets?[0].scalars == [0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    }
  }

  @Test("files are read until there are enough examples")
  func severalFiles() throws {
    var files = Self.files("data_batch_1", [1, 2])
    files.merge(Self.files("data_batch_2", [3, 1, 4])) { $1 }
    try Folder.with(files) { _ in
      #expect(Dataset.cifar10(count: 2, targets: .index).targets?.scalars == [1, 2])
      #expect(Dataset.cifar10(count: 4, targets: .index).targets?.scalars == [1, 2, 3, 1])
      #expect(
        Dataset.cifar10(count: 2, classes: [3, 1], targets: .sign).targets?.scalars == [1, -1]
      )
      #expect {
        try Dataset.checkedCIFAR10()
      } throws: { error in
        guard
          case .missingSet(.cifar10, ["cifar-10-batches-bin/data_batch_3.bin"], _) =
            error as? DatasetError
        else { return false }
        return true
      }
    }
  }

  @Test("every truncation is an error at the record that is cut, whole records excepted")
  func truncation() throws {
    let bytes = Bytes.cifarRecord(3) + Bytes.cifarRecord(4)
    let options = ImageOptions(
      function: "cifar10",
      count: nil,
      classes: nil,
      pixels: .unit,
      layout: .flat,
      targets: .oneHot
    )
    for length in 0...bytes.count {
      var images = LabeledImages(shape: [32, 32, 3], classCount: 10)
      let file = DataFile(path: "a.bin", bytes: Array(bytes.prefix(length)))
      if length > 0, length.isMultiple(of: 3073) {
        try images.append(cifarRecordsOf: file, options)
        #expect(images.labels.count == length / 3073)
      } else {
        #expect(
          throws: DatasetError.truncated(
            path: "a.bin",
            offset: length / 3073 * 3073,
            expected: "a record of 3073 bytes",
            found: "\(length % 3073)"
          )
        ) { try images.append(cifarRecordsOf: file, options) }
      }
    }
  }

  @Test("a class beyond the tenth is an error with its byte")
  func wrongClass() throws {
    try Folder.with(Self.files("test_batch", [9, 10])) { folder in
      #expect(
        throws: DatasetError.malformed(
          path: folder.path + "/cifar-10-batches-bin/test_batch.bin",
          offset: 3073,
          expected: "a class from 0 to 9",
          found: "10"
        )
      ) { try Dataset.checkedCIFAR10(.test) }
      #expect(throws: Never.self) { try Dataset.checkedCIFAR10(.test, count: 1) }
    }
  }
}
