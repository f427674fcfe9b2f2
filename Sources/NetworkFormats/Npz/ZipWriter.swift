import CZlib

/// Writes a zip archive of stored members, the same bytes on every machine and every day.
///
/// - Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var memberCount: UInt16 = 0

  /// 1 January 1980, the first day of the format.
  private static let date: [UInt8] = [0, 0, 0x21, 0]

  /// Adds a member.
  ///
  /// - Precondition: there are fewer than 65,535 of them and the archive stays below 4 GiB.
  mutating func append(_ name: String, _ content: [UInt8]) {
    let offset = UInt32(bytes.count)
    let checksum = UInt32(truncatingIfNeeded: crc32(0, content, UInt32(content.count)))
    let size = LittleEndian.bytes(UInt32(content.count))
    // Version 2.0, no flags, stored.
    let fields =
      [20, 0, 0, 0, 0, 0] + Self.date + LittleEndian.bytes(checksum) + size + size
      + LittleEndian.bytes(UInt16(name.utf8.count))
    bytes += [0x50, 0x4B, 3, 4] + fields + [0, 0] + name.utf8
    bytes += content
    directory += [0x50, 0x4B, 1, 2, 20, 0] + fields + [UInt8](repeating: 0, count: 12)
    directory += LittleEndian.bytes(offset) + name.utf8
    memberCount += 1
  }

  /// The whole archive.
  func finished() -> [UInt8] {
    let count = LittleEndian.bytes(memberCount)
    return bytes + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count
      + LittleEndian.bytes(UInt32(directory.count)) + LittleEndian.bytes(UInt32(bytes.count))
      + [0, 0]
  }
}
