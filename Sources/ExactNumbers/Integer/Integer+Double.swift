extension Integer {
  /// The bit pattern of the nearest number of a binary format to |x|, ties to even.
  func magnitudeBitPattern(in format: BinaryFormat) -> UInt64 {
    if let value = inlineValue {
      if value == 0 { return 0 }
      let word = UInt64(value.magnitude)
      let zeros = word.leadingZeroBitCount
      return format.bitPattern(leading: word << UInt64(zeros), exponent: -zeros, hasTail: false)
    }
    // The top 64 bits, and whether anything is left below them.
    let shift = bitLength - UInt64.bitWidth
    return format.bitPattern(
      leading: (magnitude >> shift).lowWord, exponent: shift,
      hasTail: trailingZeroBitCount < shift)
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
