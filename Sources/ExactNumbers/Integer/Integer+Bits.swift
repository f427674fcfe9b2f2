internal import CGMP

extension Integer {
  /// The number of bits of |x|: the least n with |x| < 2^n, so 0 for zero.
  public var bitLength: Int {
    switch representation {
    case .small(let value): Int.bitWidth - value.magnitude.leadingZeroBitCount
    case .large(let storage):
      withExtendedLifetime(storage) { mpz_sizeinbase(storage.pointer, 2) }
    }
  }

  /// How many times 2 divides the number; 0 for zero.
  public var trailingZeroBitCount: Int {
    switch representation {
    case .small(let value): value == 0 ? 0 : value.trailingZeroBitCount
    case .large(let storage):
      withExtendedLifetime(storage) { Int(mpz_scan1(storage.pointer, 0)) }
    }
  }

  /// Whether 2 does not divide the number.
  public var isOdd: Bool {
    switch representation {
    case .small(let value): value & 1 == 1
    case .large: trailingZeroBitCount == 0
    }
  }

  /// Shifts left: `lhs` · 2^`rhs`; a negative count shifts right.
  public static func << (lhs: Integer, rhs: Int) -> Integer {
    var result = lhs
    result <<= rhs
    return result
  }

  /// Shifts right: ⌊`lhs` / 2^`rhs`⌋; a negative count shifts left.
  public static func >> (lhs: Integer, rhs: Int) -> Integer {
    var result = lhs
    result >>= rhs
    return result
  }

  /// Shifts left in place; a negative count shifts right.
  public static func <<= (lhs: inout Integer, rhs: Int) {
    guard rhs >= 0 else {
      lhs.shiftRight(by: rhs.magnitude)
      return
    }
    lhs.shiftLeft(by: rhs.magnitude)
  }

  /// Shifts right in place, rounding down; a negative count shifts left.
  public static func >>= (lhs: inout Integer, rhs: Int) {
    guard rhs >= 0 else {
      lhs.shiftLeft(by: rhs.magnitude)
      return
    }
    lhs.shiftRight(by: rhs.magnitude)
  }

  private mutating func shiftLeft(by count: UInt) {
    if case .small(let value) = representation {
      if value == 0 { return }
      // One bit to spare for the sign.
      if count < UInt(value.magnitude.leadingZeroBitCount) {
        representation = .small(value << count)
        return
      }
    }
    precondition(
      count <= UInt(Integer.bitLimit), "Integer: a shift by \(count) bits would not fit in memory")
    update { mpz_mul_2exp($0, $1, count) }
  }

  private mutating func shiftRight(by count: UInt) {
    if case .small(let value) = representation {
      representation = .small(value >> min(count, UInt(Int.bitWidth - 1)))
    } else {
      update { mpz_fdiv_q_2exp($0, $1, count) }
    }
  }
}
