internal import ExactNumbers

/// The types of elements that are read, with their numbers in ONNX.
enum OnnxElementType: Int, CaseIterable {
  case float32 = 1
  case uint8 = 2
  case int8 = 3
  case uint16 = 4
  case int16 = 5
  case int32 = 6
  case int64 = 7
  case bool = 9
  case float16 = 10
  case float64 = 11
  case uint32 = 12
  case uint64 = 13
  case bfloat16 = 16

  /// The names of the types that are not read.
  private static let otherNames = [
    0: "undefined", 8: "string", 14: "complex64", 15: "complex128", 17: "float8e4m3fn",
    18: "float8e4m3fnuz", 19: "float8e5m2", 20: "float8e5m2fnuz", 21: "uint4", 22: "int4",
    23: "float4e2m1",
  ]

  /// The type of a number in a file.
  ///
  /// - Parameters:
  ///   - code: the number.
  ///   - owner: what has the type, for the error text.
  /// - Throws: `FormatProblem` that names a type that is not read.
  init(code: Int, of owner: String) throws(FormatProblem) {
    guard let type = OnnxElementType(rawValue: code) else {
      throw FormatProblem(
        "\(owner) has the type \(Self.otherNames[code] ?? "number \(code)"); float16, bfloat16, "
          + "float32, float64 and integers are read")
    }
    self = type
  }

  var name: String { "\(self)" }

  /// The type that other formats have too; `nil` for the one that only ONNX has.
  private var common: ElementType? {
    switch self {
    case .float16: .float16
    case .bfloat16: .bfloat16
    case .float32: .float32
    case .float64: .float64
    case .int8: .int8
    case .int16: .int16
    case .int32: .int32
    case .int64: .int64
    case .uint8: .uint8
    case .uint16: .uint16
    case .uint32: .uint32
    case .uint64: .uint64
    case .bool: nil
    }
  }

  /// The bytes of one element in raw data.
  var byteCount: Int { common?.size ?? 1 }

  /// The number that an element's bits stand for, `nil` for infinities and what is no number.
  ///
  /// - Parameter bits: as many of the lowest bits as the type has, the others 0 or the sign's.
  /// - Returns: the number.
  func value(ofBits bits: UInt64) -> Rational? {
    common.map { $0.value(of: bits) } ?? (bits == 0 ? 0 : 1)
  }

  /// The smallest and the largest number of an integer type, `nil` for floats.
  private var range: ClosedRange<Rational>? {
    switch self {
    case .bool: 0...1
    case .uint8: Rational(UInt8.min)...Rational(UInt8.max)
    case .int8: Rational(Int8.min)...Rational(Int8.max)
    case .uint16: Rational(UInt16.min)...Rational(UInt16.max)
    case .int16: Rational(Int16.min)...Rational(Int16.max)
    case .uint32: Rational(UInt32.min)...Rational(UInt32.max)
    case .int32: Rational(Int32.min)...Rational(Int32.max)
    case .uint64: Rational(UInt64.min)...Rational(UInt64.max)
    case .int64: Rational(Int64.min)...Rational(Int64.max)
    case .float16, .bfloat16, .float32, .float64: nil
    }
  }

  /// What an IEEE format can hold: m · 2^e with |m| < 2^`precision`, `leastExponent` ≤ e, below
  /// 2^`top`.
  private var binaryFormat: (precision: Int, leastExponent: Int, top: Int)? {
    switch self {
    case .float16: (11, -24, 16)
    case .bfloat16: (8, -133, 128)
    case .float32: (24, -149, 128)
    case .float64: (53, -1074, 1024)
    default: nil
    }
  }

  var isFloat: Bool { binaryFormat != nil }

  /// Whether the type has a number.
  func holds(_ value: Rational) -> Bool {
    if let range { return value.isInteger && range.contains(value) }
    guard let format = binaryFormat, value.sign != .zero else { return value.sign == .zero }
    let (numerator, denominator) = (value.numerator, value.denominator)
    let fractionBits = denominator.trailingZeroBitCount
    guard denominator.bitLength == fractionBits + 1 else { return false }
    let evenBits = numerator.trailingZeroBitCount
    return numerator.bitLength - evenBits <= format.precision
      && evenBits - fractionBits >= format.leastExponent
      && numerator.bitLength - fractionBits <= format.top
  }

  /// Whether every number of a float type is one of this type.
  func includes(_ other: OnnxElementType) -> Bool {
    guard let mine = binaryFormat, let its = other.binaryFormat else { return self == other }
    return mine.precision >= its.precision && mine.leastExponent <= its.leastExponent
      && mine.top >= its.top
  }
}
