/// Bytes of numbers, the lowest first.
enum LittleEndian {
  static func bytes<Word: FixedWidthInteger>(_ word: Word) -> [UInt8] {
    (0..<Word.bitWidth / 8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
  }
}
