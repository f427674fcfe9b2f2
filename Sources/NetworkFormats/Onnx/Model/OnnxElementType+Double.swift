internal import ExactNumbers

extension OnnxElementType {
  /// The number that an element's bits stand for, `nil` for infinities and what is no number.
  ///
  /// - Parameter bits: as many of the lowest bits as the type has; those above are not looked at.
  /// - Returns: the number.
  func value(ofBits bits: UInt64) -> Rational? {
    switch self {
    case .float32: Rational(exactly: Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .float64: Rational(exactly: Double(bitPattern: bits))
    case .float16:
      Rational(exactly: NpyArray.halfPrecision(UInt16(truncatingIfNeeded: bits)))
    case .bfloat16:
      // The upper half of a float32.
      Rational(exactly: Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16))
    case .bool: bits & 0xFF == 0 ? 0 : 1
    case .uint8: Rational(UInt8(truncatingIfNeeded: bits))
    case .uint16: Rational(UInt16(truncatingIfNeeded: bits))
    case .uint32: Rational(UInt32(truncatingIfNeeded: bits))
    case .uint64: Rational(bits)
    case .int8: Rational(Int8(truncatingIfNeeded: bits))
    case .int16: Rational(Int16(truncatingIfNeeded: bits))
    case .int32: Rational(Int32(truncatingIfNeeded: bits))
    case .int64: Rational(Int64(bitPattern: bits))
    }
  }
}

extension OnnxElementType {
  /// The number nearest to another one, ties to even, `nil` past the range: a float64 for that
  /// type, a float32 for every other.
  func nearest(_ value: Rational) -> Rational? {
    self == .float64 ? Rational(exactly: Double(value)) : Rational(exactly: Float(value))
  }
}
