import Foundation
import Tensors
import Testing

@testable import Datasets

@Suite struct DataDirectoryTests {
  @Test("a data set is there when all files of a part are")
  func contains() throws {
    #expect(!DataDirectory.contains(.mnist))
    try Folder.with(Bytes.mnist) { _ in
      #expect(DataDirectory.contains(.mnist))
      #expect(DataDirectory.contains(.mnist, .test))
      #expect(!DataDirectory.contains(.mnist, .train))
      #expect(!DataDirectory.contains(.cifar10))
    }
    var half = Bytes.mnist
    half["mnist/t10k-labels-idx1-ubyte"] = nil
    try Folder.with(half) { _ in #expect(!DataDirectory.contains(.mnist)) }
    try Folder.with(CIFARTests.files("test_batch", [1])) { _ in
      #expect(DataDirectory.contains(.cifar10))
      #expect(!DataDirectory.contains(.cifar10, .train))
    }
  }

  @Test("a missing set names the files and the places searched, and says what to do")
  func missing() {
    #expect {
      try Dataset.checkedMNIST()
    } throws: { error in
      let error = error as? DatasetError
      return error?.description
        == "the data set MNIST is not there: looked for mnist/train-images-idx3-ubyte or "
        + "mnist/train-images-idx3-ubyte.gz in no directory, since none is named."
        && error?.advice == "Name a data directory with --data DIR or TANGENT_DATA."
    }
    DataDirectory.using(["/nowhere/a", "/nowhere/b"]) {
      #expect {
        try Dataset.checkedCIFAR10(.test)
      } throws: { error in
        let error = error as? DatasetError
        return error?.description
          == "the data set CIFAR-10 is not there: looked for "
          + "cifar-10-batches-bin/test_batch.bin in /nowhere/a or /nowhere/b."
          && error?.advice?.hasPrefix("Put the files there, or") == true
      }
    }
  }

  @Test("the first directory that has a file is the one that is read")
  func order() throws {
    try Folder.with(["t.csv": Array("x\n1\n".utf8)]) { first in
      try Folder.with(["t.csv": Array("x\n2\n".utf8), "u.csv": Array("x\n3\n".utf8)]) { second in
        DataDirectory.using([first.path, second.path]) {
          #expect(Dataset.csv("t.csv").inputs.scalars == [1])
          #expect(Dataset.csv("u.csv").inputs.scalars == [3])
        }
      }
    }
  }

  @Test("the directories are known on all threads")
  func threads() throws {
    try Folder.with(["t.csv": Array("x\n1\n".utf8)]) { _ in
      let found = try Parallelism.$threads.withValue(4) {
        try Parallelism.map(16) { _ in try Dataset.checkedCSV("t.csv").count }
      }
      #expect(found == [Int](repeating: 1, count: 16))
    }
  }

  @Test(
    "names that lead out of the directories are refused",
    arguments: ["", "/etc/passwd", "../t.csv", "a/../../t.csv", "./t.csv", "a//b", "a/", "t\0.csv"]
  )
  func forbidden(name: String) throws {
    try Folder.with(["t.csv": Array("x\n1\n".utf8)]) { _ in
      #expect(throws: DatasetError.forbiddenName(name)) { try Dataset.checkedCSV(name) }
    }
  }

  @Test("directories, missing files and files beyond the limit are errors")
  func notFiles() throws {
    try Folder.with(["a/t.csv": Array("x\n1\n".utf8)]) { folder in
      #expect(throws: DatasetError.missingFile("a", searched: [folder.path])) {
        try Dataset.checkedCSV("a")
      }
      #expect(throws: DatasetError.notAFile(path: folder.path)) {
        try DataFile(readingFrom: folder.path)
      }
      #expect(throws: DatasetError.notAFile(path: "/dev/null")) {
        try DataFile(readingFrom: "/dev/null")
      }
      #expect(throws: DatasetError.self) { try DataFile(readingFrom: folder.path + "/none") }
      let path = folder.path + "/a/t.csv"
      #expect(throws: DatasetError.tooLarge(path: path, bytes: 4, limit: 3)) {
        try DataFile(readingFrom: path, limit: 3)
      }
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/link.csv",
        withDestinationPath: path
      )
      #expect(Dataset.csv("link.csv").count == 1)
    }
  }
}
