/// Vectors of at most eight entries modulo a prime of at most seven bits, one word each.
///
/// Coordinate i stands in byte i, so comparing words compares tops first. Sums of bytes below 128
/// never carry into the next byte.
final class PackedVectors: ContractionArithmetic {
  let stride = 1
  let hasFailed = false
  private let prime: Int
  private let bytes: UInt64
  /// products[a · 128 + b] = a b mod p.
  private let products: UnsafeMutablePointer<UInt8>
  private let inverses: UnsafeMutablePointer<UInt8>
  /// Where two lines meet: quotients[(a + p) · 2p + c + p] = c / a mod p, 127 for a = 0.
  private let quotients: UnsafeMutablePointer<UInt8>
  private let lines: UnsafeMutablePointer<Int32>

  /// The greatest prime: position 127 of a set marks parallel lines.
  static let primeLimit: UInt64 = 127
  static let rankLimit = 8
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Tables for a prime; lists have at most `capacity` vectors.
  init(prime: UInt64, capacity: Int) {
    let p = Int(prime)
    self.prime = p
    bytes = Self.ones &* prime
    products = .allocate(capacity: 128 * 128)
    inverses = .allocate(capacity: 128)
    quotients = .allocate(capacity: 4 * p * p)
    lines = .allocate(capacity: 2 * capacity + 2)
    products.initialize(repeating: 0, count: 128 * 128)
    inverses.initialize(repeating: 0, count: 128)
    for a in 0..<p {
      for b in 0..<p {
        products[a * 128 + b] = UInt8(a * b % p)
        if a * b % p == 1 { inverses[a] = UInt8(b) }
      }
    }
    for a in (-p)..<p {
      for c in (-p)..<p {
        let (x, y) = ((a + p) % p, (c + p) % p)
        quotients[(a + p) * 2 * p + c + p] =
          x == 0 ? 127 : products[y * 128 + Int(inverses[x])]
      }
    }
  }

  deinit {
    products.deallocate()
    inverses.deallocate()
    quotients.deallocate()
    lines.deallocate()
  }

  /// A vector of residues, normalised.
  func pack(_ residues: [UInt64]) -> UInt64 {
    let word = residues.enumerated().reduce(UInt64.zero) { $0 | $1.element << (8 * $1.offset) }
    return normalised(word)
  }

  @inline(__always)
  func top(_ vector: UnsafePointer<UInt64>) -> Int { (63 - vector[0].leadingZeroBitCount) >> 3 }

  @inline(__always)
  func compare(_ first: UnsafePointer<UInt64>, _ second: UnsafePointer<UInt64>) -> Int {
    first[0] < second[0] ? -1 : first[0] > second[0] ? 1 : 0
  }

  /// u − h, each byte mod p.
  @inline(__always)
  private func difference(_ u: UInt64, _ h: UInt64) -> UInt64 {
    // Per byte u + 128 − h; its high bit says u ≥ h, where 128 is taken off, else 128 − p.
    let sum = (u | Self.highs) &- h
    let isAbove = (sum & Self.highs) >> 7
    let isBelow = isAbove ^ Self.ones
    return sum &- (isAbove << 7) &- isBelow &* UInt64(128 - prime)
  }

  /// The multiple whose last nonzero byte is 1.
  @inline(__always)
  private func normalised(_ word: UInt64) -> UInt64 {
    guard word > 1 else { return word }
    let shift = UInt64((63 - word.leadingZeroBitCount) & 56)
    let lead = Int(word >> shift)
    if lead == 1 { return word }
    if lead == prime - 1 {
      // Negate: p minus each byte that is not zero.
      let isNonzero = ((word &+ (Self.highs &- Self.ones)) & Self.highs) >> 7
      return isNonzero &* UInt64(prime) &- word
    }
    return scaled(word, products + 128 * Int(inverses[lead]))
  }

  @inline(__always)
  private func scaled(_ word: UInt64, _ row: UnsafeMutablePointer<UInt8>) -> UInt64 {
    var (result, rest, shift): (UInt64, UInt64, UInt64) = (0, word, 0)
    while rest != 0 {
      result |= UInt64(row[Int(rest & 0xff)]) << shift
      rest >>= 8
      shift += 8
    }
    return result
  }

  func restrict(
    _ vectors: UnsafePointer<UInt64>, _ count: Int, to pivot: UnsafePointer<UInt64>,
    into result: UnsafeMutablePointer<UInt64>
  ) -> Int {
    let h = pivot[0]
    var written = 0
    for index in 0..<count {
      let word = normalised(difference(vectors[index], h))
      // A word below 256 is a multiple of infinity: parallel to the pivot.
      if word < 256 { continue }
      var place = written
      while place > 0, result[place - 1] > word { place -= 1 }
      if place > 0, result[place - 1] == word { continue }
      var moved = written
      while moved > place {
        result[moved] = result[moved - 1]
        moved -= 1
      }
      result[place] = word
      written += 1
    }
    return written
  }

  /// Lines c + a x + b y = 0 with b = 1, or b = 0 and a = 1.
  ///
  /// On a line with b = 1 the others meet it where x = (c_j − c_i) / (a_i − a_j), or −c for b = 0; each line counts the points in which
  /// it meets lines before it.
  func meetingCount(_ vectors: UnsafePointer<UInt64>, _ count: Int) -> Int {
    var (low, high): (UInt64, UInt64) = (0, 0)
    var vertical = 0
    while vertical < count, vectors[vertical] >> 16 == 0 {
      let c = Int(vectors[vertical] & 0xff)
      let x = c == 0 ? 0 : prime - c
      if x < 64 { low |= 1 << UInt64(x) } else { high |= 1 << UInt64(x - 64) }
      vertical += 1
    }
    let others = count - vertical
    for index in 0..<others {
      let word = vectors[vertical + index]
      let (a, c) = (Int32(word >> 8 & 0xff), Int32(word & 0xff))
      // The place in the table is linear: (a_i − a_j + p) 2p + (c_j − c_i + p).
      lines[index] = a &* Int32(2 * prime) &- c
    }
    let base = Int32(2 * prime * prime + prime)
    var sum = 0
    for i in 0..<others {
      var (first, second) = (low, high)
      let start = lines[i] &+ base
      for j in 0..<i {
        let x = UInt64(quotients[Int(start &- lines[j])])
        let bit: UInt64 = 1 << (x & 63)
        let isHigh: UInt64 = 0 &- (x >> 6)
        first |= bit & ~isHigh
        second |= bit & isHigh
      }
      sum += first.nonzeroBitCount + (second << 1).nonzeroBitCount
    }
    return sum
  }
}
