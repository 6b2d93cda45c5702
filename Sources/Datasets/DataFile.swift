internal import Foundation
internal import Tensors

/// The bytes of a plain file, with the path for messages.
struct DataFile {
  let path: String
  let bytes: [UInt8]

  /// Files beyond 4 GiB are refused rather than read into memory.
  static let limit = 1 << 32

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Reads a whole file.
  /// - Throws: `DatasetError` for anything but a readable plain file of at most 4 GiB.
  init(readingFrom path: String, limit: Int = DataFile.limit) throws {
    self.path = path
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(atPath: url.path)
    } catch {
      throw DatasetError.unreadable(path: path, reason: "there is no such file or no permission")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw DatasetError.notAFile(path: path)
    }
    let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
    guard size <= limit else {
      throw DatasetError.tooLarge(path: path, bytes: size, limit: limit)
    }
    do {
      bytes = [UInt8](try Data(contentsOf: url))
    } catch {
      throw DatasetError.unreadable(path: path, reason: "no permission, or a fault of the disk")
    }
  }

  /// The file unpacked, when its name ends in `.gz`; itself otherwise.
  func unpacked(atMost count: Int) throws -> [UInt8] {
    guard path.hasSuffix(".gz") else { return bytes }
    return try Gzip.unpacked(bytes, path: path, atMost: count)
  }
}
