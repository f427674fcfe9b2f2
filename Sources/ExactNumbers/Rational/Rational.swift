internal import CGMP

/// An exact fraction of any size.
///
/// Always in lowest terms with a positive denominator. Two words that hold it stand inline; larger
/// values live in libgmp's storage, which grows in place while only one value holds it. The form
/// is canonical, so equal values have equal representations.
public struct Rational: Sendable {
  enum Representation: @unchecked Sendable {
    // Safe to send: a storage is written only while one value holds its sole reference.
    case small(SmallFraction)
    /// A value whose numerator or denominator does not fit `small`.
    case large(RationalStorage)
  }

  var representation: Representation

  init(_ fraction: SmallFraction) { representation = .small(fraction) }

  /// The rational with the value of a machine word.
  public init(_ value: Int) {
    if let fraction = SmallFraction(checking: value, 1) {
      self.init(fraction)
    } else {
      self.init(Integer(value))
    }
  }

  /// The rational with the value of any binary integer.
  public init<Source: BinaryInteger>(_ value: Source) { self.init(Integer(value)) }

  /// The rational with the value of an integer.
  public init(_ value: Integer) { self.init(canonical: value, .one) }

  /// The fraction `numerator` / `denominator` in lowest terms.
  ///
  /// - Parameters:
  ///   - numerator: any integer.
  ///   - denominator: any integer but 0.
  /// - Precondition: `denominator` ≠ 0.
  public init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator != 0, "Rational: the denominator of \(numerator)/0 is zero")
    if let fraction = SmallFraction(reducing: numerator, denominator) {
      self.init(fraction)
    } else {
      self.init(large: Integer(numerator), Integer(denominator), reduce: true)
    }
  }

  /// The fraction `numerator` / `denominator` in lowest terms.
  ///
  /// - Parameters:
  ///   - numerator: any integer.
  ///   - denominator: any integer but 0.
  /// - Precondition: `denominator` ≠ 0.
  public init(_ numerator: Integer, _ denominator: Integer) {
    precondition(denominator.sign != .zero, "Rational: the denominator is zero")
    if let top = numerator.inlineValue, let bottom = denominator.inlineValue {
      self.init(top, bottom)
    } else {
      self.init(large: numerator, denominator, reduce: true)
    }
  }

  /// A fraction known to be in lowest terms with a positive denominator.
  init(canonical numerator: Integer, _ denominator: Integer) {
    if let top = numerator.inlineValue, let bottom = denominator.inlineValue {
      self.init(SmallFraction(top, bottom))
    } else {
      self.init(large: numerator, denominator, reduce: false)
    }
  }

  /// The rational 0.
  public static let zero = Rational(0)

  /// The rational 1.
  public static let one = Rational(1)
}

extension Rational {
  /// The numerator in lowest terms, with the sign of the number.
  public var numerator: Integer {
    switch representation {
    case .small(let fraction): Integer(fraction.numerator)
    case .large(let storage):
      withExtendedLifetime(storage) { Integer(copying: storage.numerator) }
    }
  }

  /// The denominator in lowest terms, at least 1.
  public var denominator: Integer {
    switch representation {
    case .small(let fraction): Integer(fraction.denominator)
    case .large(let storage):
      withExtendedLifetime(storage) { Integer(copying: storage.denominator) }
    }
  }

  /// The sign of the number.
  public var sign: Sign {
    switch representation {
    case .small(let fraction): Sign(of: fraction.numerator)
    case .large(let storage): storage.numerator.pointee.sign
    }
  }

  /// The absolute value.
  public var magnitude: Rational { sign == .negative ? -self : self }

  /// Whether the denominator is 1.
  public var isInteger: Bool {
    switch representation {
    case .small(let fraction): fraction.denominator == 1
    case .large(let storage):
      withExtendedLifetime(storage) {
        storage.denominator.pointee.fitsInline && storage.denominator.pointee.inlineValue == 1
      }
    }
  }

  /// 1 / x, or `nil` for zero.
  public var reciprocal: Rational? { sign == .zero ? nil : .one / self }
}
