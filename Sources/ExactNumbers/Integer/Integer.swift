/// An integer of any size.
///
/// Values up to `Int.max` in size stand inline; larger ones live in libgmp's storage, which grows
/// in place while only one value holds it. The form is canonical: a value that fits one word is
/// never stored on the heap, so equal values have equal representations.
public struct Integer: Sendable {
  enum Representation: @unchecked Sendable {
    // Safe to send: a storage is written only while one value holds its sole reference.
    /// Any `Int` but `Int.min`, so that negation and absolute value stay inline.
    case small(Int)
    /// A value that does not fit `small`.
    case large(IntegerStorage)
  }

  var representation: Representation

  init(_ representation: Representation) { self.representation = representation }

  /// An integer with the value of a machine word.
  public init(_ value: Int) {
    if value == .min {
      self.init(magnitudeWords: [value.magnitude], isNegative: true)
    } else {
      self.init(.small(value))
    }
  }

  /// An integer with the value of any binary integer.
  public init<Source: BinaryInteger>(_ value: Source) {
    if let word = Int(exactly: value) {
      self.init(word)
    } else {
      self.init(magnitudeWords: Array(value.magnitude.words), isNegative: value < 0)
    }
  }

  /// The integer 0.
  public static let zero = Integer(0)

  /// The integer 1.
  public static let one = Integer(1)

  /// The sign of the integer.
  public var sign: Sign {
    switch representation {
    case .small(let value): Sign(of: value)
    case .large(let storage): storage.pointer.pointee.sign
    }
  }

  /// The absolute value.
  public var magnitude: Integer { sign == .negative ? -self : self }

  /// The value as a machine word, when it stands inline.
  var inlineValue: Int? {
    guard case .small(let value) = representation else { return nil }
    return value
  }
}

extension Integer: SignedNumeric {
  /// The same value; an integer holds every binary integer exactly.
  public init?<Source: BinaryInteger>(exactly source: Source) { self.init(source) }

  /// The integer that a literal of any length spells.
  public init(integerLiteral literal: StaticBigInt) {
    if literal.bitWidth <= Int.bitWidth {
      self.init(Int(bitPattern: literal[0]))
    } else {
      // Two's complement words; for a negative value |x| = ~x + 1.
      let count = (literal.bitWidth + UInt.bitWidth - 1) / UInt.bitWidth
      let words = (0..<count).map { literal[$0] }
      guard literal.signum() < 0 else {
        self.init(magnitudeWords: words, isNegative: false)
        return
      }
      self = -Integer(magnitudeWords: words.map { ~$0 }, isNegative: false) - 1
    }
  }
}

extension Int {
  /// The machine word with the value of `source`, or `nil` when it does not fit.
  public init?(exactly source: Integer) {
    if let value = source.inlineValue {
      self = value
    } else if source == Integer(Int.min) {
      self = .min
    } else {
      return nil
    }
  }
}
