/// Writes `.npy` arrays byte by byte, with whatever header a test wants.
struct NpyWriter {
  var description = "<f4"
  var isFortranOrder = false
  var shape: [Int] = []
  var version: UInt8 = 1
  var data: [UInt8] = []

  /// An array of float32.
  static func floats(_ shape: [Int], _ values: [Float]) -> [UInt8] {
    NpyWriter(shape: shape, data: values.flatMap { littleEndian($0.bitPattern) }).bytes
  }

  /// An array of the numbers 1, 2, 3, … as float32.
  static func counting(_ shape: [Int]) -> [UInt8] {
    floats(shape, (0..<shape.reduce(1, *)).map { Float($0 + 1) })
  }

  var header: String {
    let extents = shape.map { "\($0), " }.joined()
    let order = isFortranOrder ? "True" : "False"
    return "{'descr': '\(description)', 'fortran_order': \(order), 'shape': (\(extents)), }\n"
  }

  var bytes: [UInt8] { Self.bytes(header: header, version: version, data: data) }

  static func bytes(header: String, version: UInt8 = 1, data: [UInt8]) -> [UInt8] {
    let text = Array(header.utf8)
    let length =
      version == 1 ? littleEndian(UInt16(text.count)) : littleEndian(UInt32(text.count))
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + data
  }
}

/// The bytes of a number, lowest first.
func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
  (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// Writes zip archives member by member, honest unless a test says otherwise.
struct ArchiveWriter {
  struct Member {
    var name: String
    var content: [UInt8]
    var isDeflated = false
    /// As numpy writes: the local header has its sizes in a ZIP64 field.
    var isLong = false
    var method: UInt16?
    var flags: UInt16 = 0
    var checksum: UInt32?
    var declaredSize: UInt32?
    var localName: String?
    /// Where the directory says the member is, if not where it is.
    var offset: UInt32?
    /// Deflated bytes that stand for the content.
    var deflated: [UInt8]?

    var stored: [UInt8] { isDeflated ? deflated ?? Deflate.literals(content) : content }
    var methodCode: UInt16 { method ?? (isDeflated ? 8 : 0) }
  }

  var members: [Member]
  var comment: [UInt8] = []
  var memberCount: UInt16?

  init(_ members: [Member]) { self.members = members }

  init(_ arrays: [(String, [UInt8])], isDeflated: Bool = false, isLong: Bool = false) {
    members = arrays.map {
      Member(name: $0.0 + ".npy", content: $0.1, isDeflated: isDeflated, isLong: isLong)
    }
  }

  var bytes: [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let start = UInt32(archive.count)
      archive += Self.localHeader(member) + member.stored
      directory += Self.record(member, at: member.offset ?? start)
    }
    let count = memberCount ?? UInt16(members.count)
    let end =
      [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + littleEndian(count) + littleEndian(count)
      + littleEndian(UInt32(directory.count)) + littleEndian(UInt32(archive.count))
      + littleEndian(UInt16(comment.count)) + comment
    return archive + directory + end
  }

  private static func common(_ member: Member) -> [UInt8] {
    littleEndian(member.flags) + littleEndian(member.methodCode) + [0, 0, 0, 0]
      + littleEndian(member.checksum ?? crc32(member.content))
  }

  private static func localHeader(_ member: Member) -> [UInt8] {
    let name = Array((member.localName ?? member.name).utf8)
    let size = member.declaredSize ?? UInt32(member.content.count)
    let sizes =
      member.isLong
      ? [UInt8](repeating: 255, count: 8)
      : littleEndian(UInt32(member.stored.count)) + littleEndian(size)
    let extra: [UInt8] =
      member.isLong
      ? [1, 0, 16, 0] + littleEndian(UInt64(size)) + littleEndian(UInt64(member.stored.count)) : []
    return [0x50, 0x4B, 3, 4, 45, 0] + common(member) + sizes + littleEndian(UInt16(name.count))
      + littleEndian(UInt16(extra.count)) + name + extra
  }

  private static func record(_ member: Member, at offset: UInt32) -> [UInt8] {
    let name = Array(member.name.utf8)
    let size = member.declaredSize ?? UInt32(member.content.count)
    return [0x50, 0x4B, 1, 2, 45, 3, 45, 0] + common(member)
      + littleEndian(UInt32(member.stored.count)) + littleEndian(size)
      + littleEndian(UInt16(name.count)) + [UInt8](repeating: 0, count: 12)
      + littleEndian(offset) + name
  }
}

/// Deflated data written bit by bit with the fixed code of RFC 1951, section 3.2.6.
struct Deflate {
  private var bytes: [UInt8] = []
  private var bits = 0
  private var bitCount = 0

  /// One block of literals.
  static func literals(_ content: [UInt8]) -> [UInt8] {
    var writer = Deflate()
    writer.begin()
    for byte in content { writer.literal(byte) }
    return writer.end()
  }

  /// One byte, then itself 258 more times for each repetition: a small bomb.
  static func bomb(_ byte: UInt8, repetitions: Int) -> [UInt8] {
    var writer = Deflate()
    writer.begin()
    writer.literal(byte)
    for _ in 0..<repetitions {
      writer.code(0b1100_0101, length: 8)  // length 258
      writer.code(0, length: 5)  // distance 1
    }
    return writer.end()
  }

  private mutating func begin() {
    put(1, count: 1)  // the last block
    put(1, count: 2)  // fixed codes
  }

  private mutating func literal(_ byte: UInt8) {
    let value = Int(byte)
    if value < 144 { code(0x30 + value, length: 8) } else { code(0x190 + value - 144, length: 9) }
  }

  private mutating func end() -> [UInt8] {
    code(0, length: 7)
    return bitCount > 0 ? bytes + [UInt8(bits)] : bytes
  }

  /// A Huffman code, highest bit first.
  private mutating func code(_ value: Int, length: Int) {
    for place in (0..<length).reversed() { put(value >> place & 1, count: 1) }
  }

  private mutating func put(_ value: Int, count: Int) {
    bits |= value << bitCount
    bitCount += count
    while bitCount >= 8 {
      bytes.append(UInt8(bits & 255))
      bits >>= 8
      bitCount -= 8
    }
  }
}

/// The checksum of RFC 1952, section 8, bit by bit.
func crc32(_ bytes: [UInt8]) -> UInt32 {
  var value: UInt32 = .max
  for byte in bytes {
    value ^= UInt32(byte)
    for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
  }
  return ~value
}
