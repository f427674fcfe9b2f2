/// Reads little-endian numbers from bytes; beyond their end there is no number.
struct BinaryReader {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// The bytes of a range, or `nil` where it reaches beyond the end.
  func slice(at offset: Int, count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      return nil
    }
    return bytes[offset..<offset + count]
  }

  func uint16(at offset: Int) -> Int? { number(at: offset, count: 2) }

  func uint32(at offset: Int) -> Int? { number(at: offset, count: 4) }

  /// Eight bytes; `nil` also for 2^63 and above, which no offset or size reaches.
  func uint64(at offset: Int) -> Int? { number(at: offset, count: 8) }

  private func number(at offset: Int, count: Int) -> Int? {
    guard let slice = slice(at: offset, count: count) else { return nil }
    let value = slice.reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    return Int(exactly: value)
  }
}
