import Foundation

/// Reads and writes the files that a command names, with errors that say what to do.
enum NotebookFile {
  /// The bytes of a notebook; `-` reads standard input.
  static func read(_ path: String) throws(UsageError) -> Data {
    guard path != "-" else { return FileHandle.standardInput.readDataToEndOfFile() }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw UsageError("\(path): no such file; `tangent new \(path)` makes one")
    }
    guard !isDirectory.boolValue else {
      throw UsageError("\(path): is a directory; name a Markdown file in it")
    }
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw UsageError("\(path): cannot be read (\(reason(for: error)))")
    }
  }

  /// Makes sure that a report can be written before any work is done for it.
  static func ensureWritable(_ path: String) throws(UsageError) {
    let manager = FileManager.default
    var isDirectory: ObjCBool = false
    if manager.fileExists(atPath: path, isDirectory: &isDirectory) {
      guard !isDirectory.boolValue else {
        throw UsageError("\(path): is a directory; -o takes a file name")
      }
      guard manager.isWritableFile(atPath: path) else {
        throw UsageError("\(path): cannot be written; choose another place with -o")
      }
      return
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard manager.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue
    else {
      throw UsageError("\(path): the folder \(folder) does not exist")
    }
    guard manager.isWritableFile(atPath: folder) else {
      throw UsageError("\(path): the folder \(folder) cannot be written; choose another with -o")
    }
  }

  /// Writes a file whole or not at all.
  static func write(_ text: String, to path: String) throws(UsageError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw UsageError("\(path): cannot be written (\(reason(for: error)))")
    }
  }

  private static func reason(for error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    guard let code = underlying?.code, let text = strerror(Int32(code)) else {
      return error.localizedDescription
    }
    return String(cString: text)
  }
}
