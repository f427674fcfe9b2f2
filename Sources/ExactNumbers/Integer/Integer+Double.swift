extension Integer {
  /// The bit pattern of the nearest number of a binary format to |x|, ties to even.
  func magnitudeBitPattern(in format: BinaryFormat) -> UInt64 {
    let length = bitLength
    guard length > 0 else { return 0 }
    let shift = length - UInt64.bitWidth
    let leading = (magnitude >> shift).lowWord
    let hasTail = trailingZeroBitCount < shift
    return format.bitPattern(leading: leading, exponent: shift, hasTail: hasTail)
  }

  /// The lowest 64 bits of |x|.
  var lowWord: UInt64 {
    switch representation {
    case .small(let value): UInt64(value.magnitude)
    case .large(let storage): storage.withLimbs { limbs, _ in UInt64(limbs[0]) }
    }
  }
}

extension Double {
  /// The double nearest to an integer, ties to even; infinite when the integer is too large.
  public init(_ value: Integer) {
    let magnitude = Double(bitPattern: value.magnitudeBitPattern(in: .binary64))
    self = value.sign == .negative ? -magnitude : magnitude
  }
}

extension Float {
  /// The float nearest to an integer, ties to even; infinite when the integer is too large.
  public init(_ value: Integer) {
    let magnitude = Float(bitPattern: UInt32(value.magnitudeBitPattern(in: .binary32)))
    self = value.sign == .negative ? -magnitude : magnitude
  }
}
