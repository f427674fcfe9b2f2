/// A fraction of two words in lowest terms: the inline form of `Rational`.
///
/// The denominator is positive and the numerator is not `Int.min`. Every operation here returns
/// `nil` as soon as a step does not fit a word; the caller then takes the way through libgmp.
struct SmallFraction: Hashable {
  var numerator: Int
  var denominator: Int

  /// The value of a fraction already in lowest terms, or `nil` for the one excluded numerator.
  @inline(__always)
  init?(checking numerator: Int, _ denominator: Int) {
    if numerator == .min { return nil }
    self.init(numerator, denominator)
  }

  /// A fraction already in lowest terms.
  @inline(__always)
  init(_ numerator: Int, _ denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The value `numerator` / `denominator` in lowest terms, if both are words after reduction.
  init?(reducing numerator: Int, _ denominator: Int) {
    let divisor = greatestCommonDivisorOfWords(numerator.magnitude, denominator.magnitude)
    let top = numerator.magnitude / divisor
    let bottom = denominator.magnitude / divisor
    guard top <= UInt(Int.max), bottom <= UInt(Int.max) else { return nil }
    let isNegative = (numerator < 0) != (denominator < 0)
    self.init(isNegative ? -Int(top) : Int(top), Int(bottom))
  }

  @inline(__always)
  static func gcd(_ a: Int, _ b: Int) -> Int {
    // Neither argument is Int.min, so the divisor fits.
    Int(bitPattern: greatestCommonDivisorOfWords(a.magnitude, b.magnitude))
  }

  /// a/b + c/d.
  ///
  /// With g = gcd(b, d), b = g·b', d = g·d': the sum is t / (g·b'·d') with t = a·d' + c·b'. A prime
  /// that divides t and b' divides a·d', so it divides d' too (a and b are coprime); b' and d' are
  /// coprime, so only gcd(t, g) can be cancelled.
  @inline(__always)
  static func sum(_ x: SmallFraction, _ y: SmallFraction) -> SmallFraction? {
    if x.denominator == y.denominator { return sumOverOneDenominator(x, y) }
    return sumOverTwoDenominators(x, y)
  }

  @inline(__always)
  private static func sumOverOneDenominator(
    _ x: SmallFraction, _ y: SmallFraction
  ) -> SmallFraction? {
    let (top, overflow) = x.numerator.addingReportingOverflow(y.numerator)
    if overflow || top == .min { return nil }
    if x.denominator == 1 { return SmallFraction(top, 1) }
    let divisor = gcd(top, x.denominator)
    if divisor == 1 { return SmallFraction(top, x.denominator) }
    return SmallFraction(top / divisor, x.denominator / divisor)
  }

  private static func sumOverTwoDenominators(
    _ x: SmallFraction, _ y: SmallFraction
  ) -> SmallFraction? {
    let common = gcd(x.denominator, y.denominator)
    let b = common == 1 ? x.denominator : x.denominator / common
    let d = common == 1 ? y.denominator : y.denominator / common
    let (left, tooBig1) = x.numerator.multipliedReportingOverflow(by: d)
    let (right, tooBig2) = y.numerator.multipliedReportingOverflow(by: b)
    let (top, tooBig3) = left.addingReportingOverflow(right)
    if tooBig1 || tooBig2 || tooBig3 || top == .min { return nil }
    let divisor = common == 1 ? 1 : gcd(top, common)
    let rest = divisor == 1 ? y.denominator : y.denominator / divisor
    let (bottom, tooBig4) = b.multipliedReportingOverflow(by: rest)
    if tooBig4 { return nil }
    return SmallFraction(divisor == 1 ? top : top / divisor, bottom)
  }

  /// a/b · c/d, cancelling gcd(a, d) and gcd(c, b) first so that the products are in lowest terms.
  @inline(__always)
  static func product(_ x: SmallFraction, _ y: SmallFraction) -> SmallFraction? {
    var (a, b) = (x.numerator, x.denominator)
    var (c, d) = (y.numerator, y.denominator)
    if d != 1 { cancel(&a, &d) }
    if b != 1 { cancel(&c, &b) }
    let (top, tooBig1) = a.multipliedReportingOverflow(by: c)
    let (bottom, tooBig2) = b.multipliedReportingOverflow(by: d)
    if tooBig1 || tooBig2 { return nil }
    return SmallFraction(checking: top, bottom)
  }

  @inline(__always)
  private static func cancel(_ numerator: inout Int, _ denominator: inout Int) {
    let divisor = gcd(numerator, denominator)
    if divisor == 1 { return }
    numerator /= divisor
    denominator /= divisor
  }

  /// The fraction with the opposite sign.
  var negated: SmallFraction { SmallFraction(-numerator, denominator) }

  /// 1 / self; the caller has excluded zero.
  var reciprocal: SmallFraction {
    numerator < 0
      ? SmallFraction(-denominator, -numerator) : SmallFraction(denominator, numerator)
  }

  /// Whether x < y, by a cross product that cannot overflow.
  @inline(__always)
  static func isLess(_ x: SmallFraction, _ y: SmallFraction) -> Bool {
    if x.denominator == y.denominator { return x.numerator < y.numerator }
    let left = x.numerator.multipliedFullWidth(by: y.denominator)
    let right = y.numerator.multipliedFullWidth(by: x.denominator)
    return left.high != right.high ? left.high < right.high : left.low < right.low
  }
}
