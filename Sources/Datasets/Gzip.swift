internal import CZlib

/// The gzip format (RFC 1952), unpacked by zlib, which checks lengths and checksums.
enum Gzip {
  /// The first bytes of the content, at most `count`: all of it when it is shorter.
  ///
  /// The checksums are verified only where the end of the stream is reached.
  /// - Throws: `DatasetError.damagedCompression`.
  static func unpacked(_ packed: [UInt8], path: String, atMost count: Int) throws -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    let gzipOnly: Int32 = 15 + 16
    guard inflateInit2_(&stream, gzipOnly, ZLIB_VERSION, size) == Z_OK else {
      throw DatasetError.damagedCompression(path: path, offset: 0, reason: "zlib does not start")
    }
    defer { inflateEnd(&stream) }
    var reader = Reader(packed: packed, path: path)
    return try reader.run(&stream, atMost: count)
  }

  private struct Reader {
    let packed: [UInt8]
    let path: String
    var consumed = 0
    var output: [UInt8] = []

    mutating func run(_ stream: inout z_stream, atMost count: Int) throws -> [UInt8] {
      while true {
        let room = min(count - output.count, 1 << 20)
        let status = inflateChunk(&stream, room: max(room, 1))
        if output.count > count {
          output.removeLast(output.count - count)
          return output
        }
        switch status {
        case Z_OK: continue  // zlib has read or written something, so this ends.
        case Z_STREAM_END:
          guard consumed < packed.count else { return output }
          inflateReset(&stream)  // Further members are allowed and concatenate.
        case Z_BUF_ERROR: throw damaged("it ends too early")
        default: throw damaged(stream.msg.map { String(cString: $0) } ?? "zlib error \(status)")
        }
      }
    }

    /// Unpacks into at most `room` more bytes and returns the status of zlib.
    private mutating func inflateChunk(_ stream: inout z_stream, room: Int) -> Int32 {
      let available = min(packed.count - consumed, 1 << 30)
      var status = Z_BUF_ERROR
      var written = 0
      var taken = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
        packed.withUnsafeBufferPointer { input in
          // zlib does not write through `next_in`; its type predates `const`.
          stream.next_in = input.baseAddress.map {
            UnsafeMutablePointer(mutating: $0 + consumed)
          }
          stream.avail_in = UInt32(available)
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(room)
          status = inflate(&stream, Z_NO_FLUSH)
          taken = available - Int(stream.avail_in)
          written = room - Int(stream.avail_out)
        }
        initialized = written
      }
      consumed += taken
      output += chunk
      return status
    }

    private func damaged(_ reason: String) -> DatasetError {
      .damagedCompression(path: path, offset: consumed, reason: reason)
    }
  }
}
