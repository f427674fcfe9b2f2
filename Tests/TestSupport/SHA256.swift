internal import ExactNumbers

/// SHA-256 (FIPS 180-4), for digests of long exact results.
public enum SHA256 {
  /// The digest of a text's UTF-8 bytes.
  ///
  /// - Parameter text: what to digest.
  /// - Returns: 64 hexadecimal digits.
  public static func hex(_ text: String) -> String {
    var bytes = Array(text.utf8)
    let length = UInt64(bytes.count) * 8
    bytes.append(0x80)
    while bytes.count % 64 != 56 { bytes.append(0) }
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(56 - 8 * $0)) }
    var state = fractions(of: 8, root: 2)
    for start in stride(from: 0, to: bytes.count, by: 64) {
      compress(bytes[start..<start + 64], into: &state)
    }
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private static let constants = fractions(of: 64, root: 3)

  private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    var words = (0..<16).map { index in
      (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(block[block.startIndex + 4 * index + $1]) }
    }
    func turn(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }
    for index in 16..<64 {
      let (old, recent) = (words[index - 15], words[index - 2])
      let first = turn(old, 7) ^ turn(old, 18) ^ old >> 3
      let second = turn(recent, 17) ^ turn(recent, 19) ^ recent >> 10
      words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
    }
    var v = state
    for index in 0..<64 {
      let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
      let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
      let rise = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)
      let fall = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)
      let first = v[7] &+ rise &+ choice &+ constants[index] &+ words[index]
      v = [first &+ fall &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for index in 0..<8 { state[index] &+= v[index] }
  }

  /// The first 32 bits of the fractional parts of square or cube roots of the first primes.
  private static func fractions(of count: Int, root: Int) -> [UInt32] {
    var primes: [Int] = []
    var candidate = 2
    while primes.count < count {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { prime in
      // The largest r with r^root ≤ prime · 2^(32 · root), bit by bit.
      let target = Integer(prime) << (32 * root)
      var found = Integer.zero
      for bit in (0..<37).reversed() {
        let trial = found + Integer.one << bit
        if trial.power(root) <= target { found = trial }
      }
      let fraction = found - (found >> 32) << 32
      return UInt32(truncatingIfNeeded: Int(exactly: fraction) ?? 0)
    }
  }
}
