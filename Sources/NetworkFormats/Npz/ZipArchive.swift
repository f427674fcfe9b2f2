/// The members of a zip archive as its central directory lists them.
///
/// Every size and offset is checked before memory is taken for it. What an archive of arrays has no
/// use for (several disks, encryption, other methods than stored and deflated) is refused.
///
/// - Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 to 4.5.
struct ZipArchive {
  /// One entry of the central directory.
  struct Member {
    let name: String
    /// 0 is stored, 8 is deflated.
    let method: Int
    let checksum: UInt32
    let compressedSize: Int
    let size: Int
    let localHeader: Int
  }

  let members: [Member]
  let reader: BinaryReader

  /// The most members that an archive may have.
  private static let memberLimit = 10_000

  init(_ bytes: [UInt8]) throws(FormatProblem) {
    reader = BinaryReader(bytes)
    let directory = try ZipDirectory(reader)
    guard directory.memberCount <= Self.memberLimit else {
      throw FormatProblem(
        "the archive has \(directory.memberCount) members; at most \(Self.memberLimit) are read")
    }
    var members: [Member] = []
    var names: Set<String> = []
    var offset = directory.offset
    for index in 0..<directory.memberCount {
      let (member, next) = try ZipDirectory.member(index, at: offset, in: reader)
      guard next <= directory.offset + directory.size else {
        throw FormatProblem("the archive's directory is longer than its end record says")
      }
      guard names.insert(member.name).inserted else {
        throw FormatProblem(
          "the archive has two members named \(FormatProblem.excerpt(member.name))")
      }
      members.append(member)
      offset = next
    }
    self.members = members
    // Members that share data could ask for any amount of work.
    let total = members.reduce(0) { $0 + min($1.compressedSize, bytes.count + 1) }
    guard total <= bytes.count else {
      throw FormatProblem("the archive's members overlap or are longer than the file")
    }
  }

  /// Where a member's data begins, once its local header agrees with the directory.
  func dataOffset(of member: Member) throws(FormatProblem) -> Int {
    let name = FormatProblem.excerpt(member.name)
    let start = member.localHeader
    guard start < reader.count, reader.uint32(at: start) == 0x0403_4B50,
      let nameLength = reader.uint16(at: start + 26),
      let extraLength = reader.uint16(at: start + 28),
      let localName = reader.slice(at: start + 30, count: nameLength)
    else {
      throw FormatProblem("\(name): no local header stands where the directory points")
    }
    guard String(decoding: localName, as: UTF8.self) == member.name,
      reader.uint16(at: start + 8) == member.method
    else {
      throw FormatProblem("\(name): its local header says something else than the directory")
    }
    let offset = start + 30 + nameLength + extraLength
    guard reader.slice(at: offset, count: member.compressedSize) != nil else {
      throw FormatProblem("\(name): its data reaches beyond the end of the file")
    }
    return offset
  }
}
