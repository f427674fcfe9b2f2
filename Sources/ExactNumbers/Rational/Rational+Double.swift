internal import CGMP

extension Rational {
  /// The exact value of a double, or `nil` for NaN and the infinities.
  public init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    let field = Int(value.exponentBitPattern)
    let leadingBit = field == 0 ? 0 : 1 << 52
    let significand = Int(value.significandBitPattern) | leadingBit
    self.init(
      dyadic: value.sign == .minus ? -significand : significand, exponent: max(field, 1) - 1075)
  }

  /// The exact value of a float, or `nil` for NaN and the infinities.
  public init?(exactly value: Float) { self.init(exactly: Double(value)) }

  // Swift has no Float16 on Intel Macs.
  #if !(os(macOS) && arch(x86_64))
    /// The exact value of a half-precision float, or `nil` for NaN and the infinities.
    public init?(exactly value: Float16) { self.init(exactly: Double(value)) }
  #endif

  /// The value `significand` · 2^`exponent`.
  init(dyadic significand: Int, exponent: Int) {
    guard significand != 0 else {
      self = .zero
      return
    }
    let zeros = significand.trailingZeroBitCount
    let (odd, shift) = (significand >> zeros, exponent + zeros)
    if shift >= 0 && shift < odd.magnitude.leadingZeroBitCount {
      self.init(SmallFraction(odd << shift, 1))
    } else if shift < 0 && shift > -(Int.bitWidth - 1) {
      self.init(SmallFraction(odd, 1 << -shift))
    } else {
      self.init(dyadic: Integer(odd), exponent: shift)
    }
  }

  /// The value `significand` · 2^`exponent`.
  init(dyadic significand: Integer, exponent: Int) {
    let zeros = significand.trailingZeroBitCount
    let shift = exponent + zeros
    let odd = significand >> zeros
    self =
      significand == .zero
      ? .zero
      : Rational(canonical: odd << max(shift, 0), Integer.one << max(-shift, 0))
  }

  /// The bit pattern of the nearest number of a binary format to |x|, ties to even.
  func magnitudeBitPattern(in format: BinaryFormat) -> UInt64 {
    switch representation {
    case .small(let fraction): fraction.magnitudeBitPattern(in: format)
    case .large: largeMagnitudeBitPattern(in: format)
    }
  }

  /// The same through n·2^s / d, with s such that the integer part has 63 or 64 bits.
  private func largeMagnitudeBitPattern(in format: BinaryFormat) -> UInt64 {
    let (top, bottom) = (numerator.magnitude, denominator)
    // 2^62 < n·2^s / d < 2^64.
    let shift = 63 - (top.bitLength - bottom.bitLength)
    let (quotient, remainder) = (top << max(shift, 0)).quotientAndRemainder(
      dividingBy: bottom << max(-shift, 0))
    return format.bitPattern(
      leading: quotient.lowWord, exponent: -shift, hasTail: remainder != .zero)
  }
}

extension SmallFraction {
  /// The bit pattern of the nearest number of a binary format to |x|, ties to even.
  func magnitudeBitPattern(in format: BinaryFormat) -> UInt64 {
    if numerator == 0 { return 0 }
    let (top, bottom) = (UInt64(numerator.magnitude), UInt64(denominator))
    let (topZeros, bottomZeros) = (top.leadingZeroBitCount, bottom.leadingZeroBitCount)
    // Both with their leading bit on top, n' / d' lies between 1/2 and 2, and n' · 2^63 / d'
    // between 2^62 and 2^64.
    let aligned = top << UInt64(topZeros)
    let (quotient, remainder) = (bottom << UInt64(bottomZeros)).dividingFullWidth(
      (aligned >> 1, aligned << 63))
    return format.bitPattern(
      leading: quotient, exponent: bottomZeros - topZeros - 63, hasTail: remainder != 0)
  }
}

extension Double {
  /// The double nearest to a rational, ties to even; subnormals included, infinite beyond range.
  public init(_ value: Rational) {
    if case .small(let fraction) = value.representation,
      fraction.numerator.magnitude <= 1 << 53, fraction.denominator <= 1 << 53
    {
      // Both convert exactly, and division rounds correctly.
      self = Double(fraction.numerator) / Double(fraction.denominator)
      return
    }
    let magnitude = Double(bitPattern: value.magnitudeBitPattern(in: .binary64))
    self = value.sign == .negative ? -magnitude : magnitude
  }
}

extension Float {
  /// The float nearest to a rational, ties to even; subnormals included, infinite beyond range.
  public init(_ value: Rational) {
    let magnitude = Float(bitPattern: UInt32(value.magnitudeBitPattern(in: .binary32)))
    self = value.sign == .negative ? -magnitude : magnitude
  }
}

// Swift has no Float16 on Intel Macs.
#if !(os(macOS) && arch(x86_64))
  extension Float16 {
    /// The half-precision float nearest to a rational, ties to even; infinite beyond range.
    public init(_ value: Rational) {
      let magnitude = Float16(bitPattern: UInt16(value.magnitudeBitPattern(in: .binary16)))
      self = value.sign == .negative ? -magnitude : magnitude
    }
  }
#endif
