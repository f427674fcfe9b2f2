public import ExactNumbers

/// Bounds on the expected number of regions that random hyperplanes make in a ball.
///
/// The hyperplanes are w · x = b, independent of each other, w normal with covariance σ_w² I in ℝⁿ and
/// b normal with variance σ_b²; the ball has radius R about 0, and ρ = R σ_w / σ_b.
///
/// In a convex set, generic hyperplanes make one region for each set of k ≤ n of them whose
/// intersection meets it (Zaslavsky 1977). The distance of k of them from 0 is, squared, bᵀ(W Wᵀ)⁻¹ b,
/// which is σ_b² / σ_w² times a quotient of independent chi-squared numbers of k and n − k + 1 degrees
/// of freedom. So it is at most R with the probability
/// P_k = ∫₀^θ sin^{k−1} cos^{n−k} / ∫₀^{π/2} sin^{k−1} cos^{n−k}, tan θ = ρ, and
/// E = Σ_k C(m, k) P_k. For n = 1 it is 1 + m (2/π) arctan ρ.
public struct ExpectedRegions: Hashable, Sendable {
  /// A rational number below the expected count.
  public let lower: Rational
  /// A rational number above it, closer than 2⁻⁶⁴ times the largest count possible.
  public let upper: Rational

  /// Bounds the expected count.
  ///
  /// - Parameters:
  ///   - hyperplanes: m, at least 0.
  ///   - dimension: n, at least 1.
  ///   - spread: ρ = R σ_w / σ_b, above 0.
  /// - Precondition: the numbers are in these ranges.
  /// - Complexity: O(n²) operations on fractions of about 128 bits.
  /// - Source: the proof above; for n = 1 it agrees with Hanin, Rolnick 2019 (arXiv 1901.09021).
  public init(hyperplanes: Int, dimension: Int, spread: Rational) {
    precondition(
      hyperplanes >= 0 && dimension >= 1 && spread.sign == .positive,
      "\(hyperplanes) hyperplanes in dimension \(dimension), spread \(spread)")
    let integrals = SineIntegrals(spread: spread)
    var (lower, upper): (Rational, Rational) = (1, 1)
    for k in 1..<(min(dimension, hyperplanes) + 1) {
      let share = integrals.share(sines: k - 1, cosines: dimension - k)
      let sets = Rational(Integer.binomial(hyperplanes, k))
      lower += sets * share.lower
      upper += sets * share.upper
    }
    (self.lower, self.upper) = (lower, upper)
  }
}

/// Integrals of sin^p cos^q from 0 to θ as exact combinations of 1, θ and 1 / cos θ.
private struct SineIntegrals {
  /// rational + angle · θ + root · √(1 + ρ²), exactly.
  private struct Value {
    var rational: Rational = 0
    var angle: Rational = 0
    var root: Rational = 0

    static func + (a: Value, b: Value) -> Value {
      Value(rational: a.rational + b.rational, angle: a.angle + b.angle, root: a.root + b.root)
    }

    static func * (factor: Rational, a: Value) -> Value {
      Value(rational: factor * a.rational, angle: factor * a.angle, root: factor * a.root)
    }
  }

  private let spread: Rational
  private let theta: Enclosure
  private let root: Enclosure
  private let halfPi: Enclosure

  init(spread: Rational) {
    self.spread = spread
    let quarter = Enclosure.arctangent(1)
    halfPi = quarter.scaled(by: 2)
    theta =
      spread <= 1
      ? Enclosure.arctangent(spread)
      : halfPi.minus(Enclosure.arctangent(1 / spread))
    root = Enclosure.squareRoot(1 + spread * spread)
  }

  /// The part of the integral from 0 to π/2 that lies below θ.
  func share(sines p: Int, cosines q: Int) -> Enclosure {
    let part = integral(p, q, isWhole: false)
    let whole = integral(p, q, isWhole: true)
    let above = Enclosure(part.rational, part.rational).plus(theta.scaled(by: part.angle))
      .plus(root.scaled(by: part.root))
    let below = Enclosure(whole.rational, whole.rational).plus(halfPi.scaled(by: whole.angle))
    return Enclosure(above.lower / below.upper, above.upper / below.lower).rounded
  }

  /// sin^a cos^b = ρ^a / (1 + ρ²)^{(a + b)/2} at θ; at π/2 it is 1 for b = 0 and 0 else.
  private func power(_ a: Int, _ b: Int, isWhole: Bool) -> Value {
    if isWhole { return Value(rational: b == 0 ? 1 : 0) }
    let square = 1 + spread * spread
    let half = (a + b) / 2
    if (a + b) % 2 == 0 { return Value(rational: spread.power(a) / square.power(half)) }
    return Value(root: spread.power(a) / square.power(half + 1))
  }

  /// By parts: J(p, q) = −sin^{p−1} cos^{q+1} / (p + q) + (p − 1) / (p + q) J(p − 2, q), and
  /// J(0, q) = sin cos^{q−1} / q + (q − 1) / q J(0, q − 2).
  private func integral(_ p: Int, _ q: Int, isWhole: Bool) -> Value {
    if p >= 2 {
      return Rational(-1, p + q) * power(p - 1, q + 1, isWhole: isWhole)
        + Rational(p - 1, p + q) * integral(p - 2, q, isWhole: isWhole)
    }
    if p == 1 {
      return Rational(1, q + 1)
        * (Value(rational: 1) + Rational(-1) * power(0, q + 1, isWhole: isWhole))
    }
    if q == 0 { return Value(angle: 1) }
    if q == 1 { return power(1, 0, isWhole: isWhole) }
    return Rational(1, q) * power(1, q - 1, isWhole: isWhole)
      + Rational(q - 1, q) * integral(0, q - 2, isWhole: isWhole)
  }
}

/// A real number between two fractions of about 192 bits.
private struct Enclosure {
  let lower: Rational
  let upper: Rational

  private static let bits = 192

  init(_ lower: Rational, _ upper: Rational) { (self.lower, self.upper) = (lower, upper) }

  func plus(_ other: Enclosure) -> Enclosure { .init(lower + other.lower, upper + other.upper) }

  func minus(_ other: Enclosure) -> Enclosure { .init(lower - other.upper, upper - other.lower) }

  func scaled(by factor: Rational) -> Enclosure {
    let ends = (factor * lower, factor * upper)
    return factor.sign == .negative ? .init(ends.1, ends.0) : .init(ends.0, ends.1)
  }

  /// Ends with a power of two below, outward.
  var rounded: Enclosure {
    let scale = Integer.one << Self.bits
    return .init(
      Rational((lower * Rational(scale)).floor, scale),
      Rational((upper * Rational(scale)).ceiling, scale))
  }

  /// √x for x ≥ 0.
  static func squareRoot(_ x: Rational) -> Enclosure {
    let scale = Integer.one << bits
    let root = (x * Rational(scale * scale)).floor.squareRootFloor
    return .init(Rational(root, scale), Rational(root + 1, scale))
  }

  /// The arctangent of 0 < x ≤ 1 by Euler's series Σ 4^k k!² / (2k + 1)! · x^{2k+1} / (1 + x²)^{k+1}.
  ///
  /// Each term is at most q = x² / (1 + x²) ≤ 1/2 times the one before, so what follows a term is at
  /// most that term. Terms are rounded down to a grid that is finer than the sum needs.
  static func arctangent(_ x: Rational) -> Enclosure {
    let scale = Integer.one << (bits + 16)
    let quotient = x * x / (1 + x * x)
    var term = x / (1 + x * x)
    var (sum, k) = (Rational.zero, 0)
    let least = Rational(1, scale)
    while term > least {
      sum += term
      k += 1
      term *= quotient * Rational(2 * k, 2 * k + 1)
      term = Rational((term * Rational(scale)).floor, scale)
    }
    // Each of the k roundings lowers its term by one unit at most and, through it, what follows by
    // another; the term that is left out and all behind it are below six units.
    return Enclosure(sum, sum + Rational(2 * k + 6) * least).rounded
  }
}
