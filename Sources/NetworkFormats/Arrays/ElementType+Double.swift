internal import ExactNumbers

extension ElementType {
  /// The number that the bits of an element stand for, exactly.
  ///
  /// - Parameter bits: the element, in the low bits.
  /// - Returns: the number, or `nil` where it is not finite.
  func value(of bits: UInt64) -> Rational? {
    switch self {
    case .float16: Rational(exactly: Self.halfPrecision(UInt16(truncatingIfNeeded: bits)))
    case .bfloat16:
      Rational(exactly: Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16))
    case .float32: Rational(exactly: Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .float64: Rational(exactly: Double(bitPattern: bits))
    case .int8: Rational(Int8(truncatingIfNeeded: bits))
    case .int16: Rational(Int16(truncatingIfNeeded: bits))
    case .int32: Rational(Int32(truncatingIfNeeded: bits))
    case .int64: Rational(Int64(truncatingIfNeeded: bits))
    case .uint8, .uint16, .uint32, .uint64: Rational(bits)
    }
  }

  /// The float of an IEEE half: the formula of the standard, every step exact in a float.
  static func halfPrecision(_ bits: UInt16) -> Float {
    let exponent = Int(bits >> 10 & 31)
    let fraction = Float(bits & 1023)
    let magnitude: Float
    switch exponent {
    case 0: magnitude = fraction * 0x1p-24
    case 31: magnitude = fraction == 0 ? .infinity : .nan
    default:
      magnitude = (1024 + fraction) * Float(sign: .plus, exponent: exponent - 25, significand: 1)
    }
    return bits >> 15 == 1 ? -magnitude : magnitude
  }
}

extension FloatFit.Width {
  /// The bytes of a number that this width holds, the lowest first.
  func littleEndianBytes(of value: Rational) -> [UInt8] {
    switch self {
    case .float32: LittleEndian.bytes(Float(value).bitPattern)
    case .float64: LittleEndian.bytes(Double(value).bitPattern)
    }
  }
}
