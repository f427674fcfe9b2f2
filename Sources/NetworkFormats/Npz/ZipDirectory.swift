/// Where the central directory of a zip archive stands.
struct ZipDirectory {
  let offset: Int
  let size: Int
  let memberCount: Int

  /// Finds the end record, which is the last thing in the file but for a comment.
  init(_ reader: BinaryReader) throws(FormatProblem) {
    guard let end = Self.endRecord(in: reader) else {
      throw FormatProblem("the file is no zip archive, or is cut short: it has no end record")
    }
    guard let disk = reader.uint16(at: end + 4), let firstDisk = reader.uint16(at: end + 6),
      let count = reader.uint16(at: end + 10), let size = reader.uint32(at: end + 12),
      let offset = reader.uint32(at: end + 16)
    else { throw Self.brokenEnd }
    let isLong = count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF
    if isLong, let long = try Self.longEndRecord(before: end, in: reader) {
      self = long
    } else {
      guard disk == 0, firstDisk == 0, reader.uint16(at: end + 8) == count else {
        throw FormatProblem("the archive is split over several files")
      }
      (self.offset, self.size, memberCount) = (offset, size, count)
    }
    // A record of the directory takes 46 bytes and a name.
    guard reader.slice(at: self.offset, count: self.size) != nil, self.offset + self.size <= end,
      memberCount <= self.size / 46
    else {
      throw FormatProblem("the archive's end record points outside the file")
    }
  }

  private init(offset: Int, size: Int, memberCount: Int) {
    self.offset = offset
    self.size = size
    self.memberCount = memberCount
  }

  private static let brokenEnd = FormatProblem("the archive's end record is broken")

  private static func endRecord(in reader: BinaryReader) -> Int? {
    guard reader.count >= 22 else { return nil }
    for offset in stride(from: reader.count - 22, through: max(0, reader.count - 65557), by: -1)
    where reader.bytes[offset] == 0x50 && reader.uint32(at: offset) == 0x0605_4B50 {
      if let comment = reader.uint16(at: offset + 20), offset + 22 + comment == reader.count {
        return offset
      }
    }
    return nil
  }

  /// The ZIP64 end record, if its locator stands before the end record.
  private static func longEndRecord(
    before end: Int, in reader: BinaryReader
  ) throws(FormatProblem) -> ZipDirectory? {
    guard reader.uint32(at: end - 20) == 0x0706_4B50 else { return nil }
    guard let start = reader.uint64(at: end - 12), start <= reader.count,
      reader.uint32(at: start) == 0x0606_4B50, reader.uint32(at: start + 16) == 0,
      reader.uint32(at: start + 20) == 0, let count = reader.uint64(at: start + 32),
      let size = reader.uint64(at: start + 40), let offset = reader.uint64(at: start + 48)
    else { throw brokenEnd }
    return ZipDirectory(offset: offset, size: size, memberCount: count)
  }

  /// Reads the directory's record at an offset.
  ///
  /// - Returns: the member, and where the next record begins.
  static func member(
    _ index: Int, at offset: Int, in reader: BinaryReader
  ) throws(FormatProblem) -> (ZipArchive.Member, next: Int) {
    guard reader.uint32(at: offset) == 0x0201_4B50, let flags = reader.uint16(at: offset + 8),
      let method = reader.uint16(at: offset + 10), let checksum = reader.uint32(at: offset + 16),
      let compressedSize = reader.uint32(at: offset + 20),
      let size = reader.uint32(at: offset + 24),
      let nameLength = reader.uint16(at: offset + 28),
      let extraLength = reader.uint16(at: offset + 30),
      let commentLength = reader.uint16(at: offset + 32),
      let localHeader = reader.uint32(at: offset + 42),
      let nameBytes = reader.slice(at: offset + 46, count: nameLength)
    else {
      throw FormatProblem("record \(index + 1) of the archive's directory is broken")
    }
    let name = String(decoding: nameBytes, as: UTF8.self)
    let printed = FormatProblem.excerpt(name)
    guard flags & 0x2041 == 0 else { throw FormatProblem("\(printed) is encrypted") }
    guard method == 0 || method == 8 else {
      throw FormatProblem(
        "\(printed) is compressed by method \(method); only stored and deflated members are read")
    }
    var sizes = [size, compressedSize, localHeader]
    let extra = offset + 46 + nameLength
    try widen(&sizes, extra: extra, extraLength, reader, printed)
    let member = ZipArchive.Member(
      name: name, method: method, checksum: UInt32(checksum), compressedSize: sizes[1],
      size: sizes[0], localHeader: sizes[2])
    return (member, extra + extraLength + commentLength)
  }

  /// Replaces sizes of 2^32 − 1 by those of the ZIP64 field, which lists them in this order.
  private static func widen(
    _ sizes: inout [Int], extra: Int, _ length: Int, _ reader: BinaryReader, _ name: String
  ) throws(FormatProblem) {
    guard sizes.contains(0xFFFF_FFFF) else { return }
    var field = extra
    while let kind = reader.uint16(at: field), let size = reader.uint16(at: field + 2),
      field + 4 + size <= extra + length
    {
      if kind == 1 {
        var place = field + 4
        for index in sizes.indices where sizes[index] == 0xFFFF_FFFF {
          guard place + 8 <= field + 4 + size, let value = reader.uint64(at: place) else {
            throw FormatProblem("\(name): its ZIP64 field is too short")
          }
          sizes[index] = value
          place += 8
        }
        return
      }
      field += 4 + size
    }
    throw FormatProblem("\(name): its sizes need a ZIP64 field that is missing")
  }
}
