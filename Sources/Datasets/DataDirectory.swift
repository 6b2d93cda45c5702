internal import Foundation
internal import Tensors

/// A well-known data set that the library reads in its original files.
public enum StandardDataset: String, Sendable, Hashable, CaseIterable {
  /// Handwritten digits, 28 × 28 grey: `mnist/t10k-images-idx3-ubyte.gz` and so on.
  case mnist
  /// Small photographs, 32 × 32 × 3: `cifar-10-batches-bin/data_batch_1.bin` and so on.
  case cifar10

  /// The name as people write it.
  public var title: String {
    switch self {
    case .mnist: "MNIST"
    case .cifar10: "CIFAR-10"
    }
  }
}

/// A part of a data set that is divided for training and testing.
public enum DataPart: String, Sendable, Hashable, CaseIterable {
  /// The examples to train on.
  case train
  /// The examples to test on.
  case test
}

/// Where data files are looked for.
///
/// The tool binds the paths from `--data`, `TANGENT_DATA` or the XDG data directory; a Swift program
/// does it by `DataDirectory.using(["/data"]) { … }`. Nothing outside these directories is read.
public enum DataDirectory {
  /// The directories, searched in order; none by default.
  @TaskLocal public static var paths: [String] = []

  /// Runs a body which, on whatever threads, finds data in the given directories.
  @discardableResult
  public static func using<R>(_ paths: [String], _ body: () throws -> R) rethrows -> R {
    try Parallelism.inheriting({ $paths.withValue(paths, operation: $0) }) {
      try $paths.withValue(paths, operation: body)
    }
  }

  /// Whether all files of a part of a data set are there; of any part, if none is named.
  ///
  /// It looks for the files without opening them.
  public static func contains(_ set: StandardDataset, _ part: DataPart? = nil) -> Bool {
    let parts = part.map { [$0] } ?? DataPart.allCases
    return parts.contains { part in
      switch set {
      case .mnist: MNISTFiles(part).isComplete
      case .cifar10: CIFARFiles(part).isComplete
      }
    }
  }

  /// The path of a file in the first data directory that has it.
  /// - Throws: `DatasetError` for a name that leads out of the directories or is in none of them.
  public static func checkedPath(of name: String) throws -> String {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, !name.contains("\0"),
      !parts.contains(where: { ["", ".", ".."].contains($0) })
    else { throw DatasetError.forbiddenName(name) }
    guard let path = path(ofAny: [name]) else {
      throw DatasetError.missingFile(name, searched: paths)
    }
    return path
  }

  /// The first of the candidates that is there, in the first directory that has one.
  static func path(ofAny names: [String]) -> String? {
    for directory in paths {
      for name in names {
        let path = directory + "/" + name
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
          !isDirectory.boolValue
        {
          return path
        }
      }
    }
    return nil
  }
}

/// The files of one part of MNIST, plain or compressed.
struct MNISTFiles {
  let images: [String]
  let labels: [String]

  init(_ part: DataPart) {
    let stem = part == .train ? "train" : "t10k"
    func names(_ kind: String) -> [String] {
      ["\(stem)-\(kind)-ubyte", "\(stem)-\(kind)-ubyte.gz"].map { "mnist/" + $0 }
    }
    images = names("images-idx3")
    labels = names("labels-idx1")
  }

  var isComplete: Bool {
    DataDirectory.path(ofAny: images) != nil && DataDirectory.path(ofAny: labels) != nil
  }

  func checkedPath(of names: [String]) throws -> String {
    guard let path = DataDirectory.path(ofAny: names) else {
      throw DatasetError.missingSet(.mnist, files: names, searched: DataDirectory.paths)
    }
    return path
  }
}

/// The files of one part of CIFAR-10.
struct CIFARFiles {
  let names: [String]

  init(_ part: DataPart) {
    let files = part == .train ? (1...5).map { "data_batch_\($0).bin" } : ["test_batch.bin"]
    names = files.map { "cifar-10-batches-bin/" + $0 }
  }

  var isComplete: Bool { names.allSatisfy { DataDirectory.path(ofAny: [$0]) != nil } }

  func checkedPath(of name: String) throws -> String {
    guard let path = DataDirectory.path(ofAny: [name]) else {
      throw DatasetError.missingSet(.cifar10, files: [name], searched: DataDirectory.paths)
    }
    return path
  }
}
