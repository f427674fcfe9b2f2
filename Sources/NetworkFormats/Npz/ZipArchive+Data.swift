import CZlib

extension ZipArchive {
  /// The first bytes of a member, at most `limit` of them.
  ///
  /// - Throws: `FormatProblem` for a broken header or data that is not deflated.
  /// - Returns: the bytes; fewer than `limit` only where the member has fewer.
  func prefix(of member: Member, limit: Int) throws(FormatProblem) -> [UInt8] {
    let (data, size) = try compressed(member)
    let room = min(limit, member.size)
    if member.method == 0 { return Array(data.prefix(min(room, size))) }
    return try Self.inflated(data, room: room, member).bytes
  }

  /// A member's whole content, its length and checksum checked.
  ///
  /// The caller has bounded `member.size` before.
  func content(of member: Member) throws(FormatProblem) -> [UInt8] {
    let (data, _) = try compressed(member)
    let name = FormatProblem.excerpt(member.name)
    let bytes: [UInt8]
    if member.method == 0 {
      bytes = data
    } else {
      // One byte more than declared: data that would fill it is longer than it says.
      let inflated = try Self.inflated(data, room: member.size + 1, member)
      guard inflated.isWhole, inflated.bytes.count == member.size else {
        throw FormatProblem(
          "\(name): its data does not inflate to the \(member.size) bytes declared")
      }
      bytes = inflated.bytes
    }
    let checksum = UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count)))
    guard checksum == member.checksum else {
      throw FormatProblem("\(name): its checksum is wrong, so the file is damaged")
    }
    return bytes
  }

  /// A member's bytes as they stand in the file.
  private func compressed(_ member: Member) throws(FormatProblem) -> (bytes: [UInt8], size: Int) {
    let offset = try dataOffset(of: member)
    let name = FormatProblem.excerpt(member.name)
    guard let data = reader.slice(at: offset, count: member.compressedSize) else {
      throw FormatProblem("\(name): its data reaches beyond the end of the file")
    }
    if member.method == 0 && member.size != member.compressedSize {
      throw FormatProblem("\(name): it is stored, but its two sizes differ")
    }
    // Deflate makes at most 1032 bytes of one.
    guard member.size / 1032 <= member.compressedSize else {
      throw FormatProblem(
        "\(name): \(member.compressedSize) bytes cannot inflate to the \(member.size) declared")
    }
    return (Array(data), data.count)
  }

  private static func inflated(
    _ data: [UInt8], room: Int, _ member: Member
  ) throws(FormatProblem) -> (bytes: [UInt8], isWhole: Bool) {
    let name = FormatProblem.excerpt(member.name)
    guard let inputSize = UInt32(exactly: data.count), let outputSize = UInt32(exactly: room) else {
      throw FormatProblem("\(name): it is too large")
    }
    var bytes = [UInt8](repeating: 0, count: max(1, room))
    let result = cz_inflate_raw(data, inputSize, &bytes, outputSize)
    guard result.written >= 0 else {
      throw FormatProblem("\(name): its data is not deflated data")
    }
    bytes.removeLast(bytes.count - result.written)
    return (bytes, result.ended != 0 && result.used == inputSize)
  }
}
