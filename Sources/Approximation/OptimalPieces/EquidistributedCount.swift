internal import ExactNumbers

/// Bounds of how many pieces of gap 2 E fit into an interval, fractions counted.
///
/// With g = F″, pieces of gap 2 E have ∫ √g near 4 √E: short pieces follow a parabola. How near is
/// proved on each of many blocks, so the count is enclosed without laying the pieces.
struct EquidistributedCount {
  let function: ConvexFunction
  /// Digits of the bounds, more than those of the count.
  private let digits: Int
  /// The most blocks that are tried.
  private let blockLimit = 1000

  init(_ function: ConvexFunction) {
    self.function = function
    digits = function.bits + 32
  }

  /// A block with the fewest and the most pieces that its part of the interval stands for.
  struct Block {
    let range: RationalInterval
    let least: Rational
    /// `nil` where nothing is known.
    let most: Rational?
    var doubt: Rational { most.map { $0 - least } ?? range.width * 1_000_000_000 }
  }

  /// Encloses the sum of the counts on an interval; `nil` above where nothing is known.
  ///
  /// The blocks in most doubt are halved until no integer lies between the bounds, or there are
  /// too many blocks.
  func count(on interval: RationalInterval) -> (least: Rational, most: Rational?) {
    var blocks = gradedParts(of: interval).map(block)
    while true {
      let least = blocks.reduce(Rational.zero) { $0 + $1.least }
      let isBounded = blocks.allSatisfy { $0.most != nil }
      let most = isBounded ? blocks.reduce(Rational.zero) { $0 + ($1.most ?? 0) } : nil
      // Where the curvature vanishes inside, halving never ends.
      let limit = isBounded ? blockLimit : blockLimit / 4
      if blocks.count >= limit || most?.ceiling == least.ceiling { return (least, most) }
      let share = (blocks.map(\.doubt).max() ?? 0) / 8
      blocks = blocks.flatMap {
        $0.doubt > share ? parts(of: $0.range, count: 2).map(block) : [$0]
      }
    }
  }

  /// Parts that halve toward both ends, where the curvature may vanish.
  private func gradedParts(of interval: RationalInterval) -> [RationalInterval] {
    let halvings = 12
    let left = (1...halvings).reversed().map {
      interval.lower + interval.width / Rational(Integer.one << $0)
    }
    let right = (2...halvings).map {
      interval.upper - interval.width / Rational(Integer.one << $0)
    }
    return parts(between: [interval.lower] + left + right + [interval.upper])
  }

  private func parts(of interval: RationalInterval, count: Int) -> [RationalInterval] {
    parts(
      between: (0...count).map { interval.lower + interval.width * Rational($0, count) })
  }

  private func parts(between ends: [Rational]) -> [RationalInterval] {
    let rounded = [ends[0]] + ends.dropFirst().dropLast().map(function.round) + ends.suffix(1)
    return zip(rounded, rounded.dropFirst()).map { RationalInterval(min($0, $1), max($0, $1)) }
  }

  /// The bounds for one block X.
  ///
  /// A piece that meets X lies in X⁺, which reaches M beyond X, if M is at least its length; and
  /// its length is at most 4 √(E / g), as its gap 2 E is at least g (length)² / 8 for g at its
  /// least. Let the piece have half-length η and middle c, so η² ≤ Y = 4 E / g.
  ///
  /// The gap at c is ∫ (η − |s − c|)/2 · g(s) ds = g(c) η²/2 + g″ η⁴/24 with g″ somewhere in the
  /// piece. The chord's slope differs from F′(c) by at most |g′| η²/6, so the gap elsewhere is
  /// above that at c by at most (|g′| η²/6)² / (2 g). Together 2 E = g(c) η²/2 · (1 + κ) with
  /// g″ Y / (12 g) ≤ κ ≤ g″ Y / (12 g) + g′² Y / (36 g²), the first term taken at 0 where that
  /// is the farther bound. And ∫ √g = 2 η √g(c) (1 + κ′) with κ′ = η²/6 · (√g)″ / √g(c), where
  /// (√g)″ = √g v, v = g″/(2 g) − g′²/(4 g²). So ∫ √g over the piece is
  /// 4 √E (1 + κ′) / √(1 + κ): at most 4 √E (1 + κ′) / (1 + κ) for the lower bound −1 < κ ≤ 0, and
  /// at least 4 √E (1 + κ′) (1 − κ/2) for the upper one. The integral over X itself, of
  /// half-length h, is 2 h √g(c) + (√g)″ h³/3 likewise.
  private func block(_ range: RationalInterval) -> Block {
    let nothing = Block(range: range, least: 0, most: nil)
    let error = function.largestGap / 2
    guard let bounds = bounds(around: range, error: error) else { return nothing }
    let (g, first, second) = (bounds[0], bounds[1], bounds[2])
    let square = 4 * error / g.lower
    let steep = first.squared.upper / (g.lower * g.lower)
    let bend = second / g
    let kappaLow = min(bend.lower, 0) * square / 12
    let kappaHigh = max(bend.upper, 0) * square / 12 + steep * square / 36
    let v = bend * Rational(1, 2) - (first / g).squared * Rational(1, 4)
    let stretch = g.upper / g.lower * square / 6
    let upper = (1 + max(v.upper, 0) * stretch) / (1 + kappaLow)
    let lower = (1 + min(v.lower, 0) * stretch) * (1 - kappaHigh / 2)
    guard kappaLow > -1, lower.sign == .positive else { return nothing }
    let whole = integral(over: range, v: v, g: g)
    let unit = FixedPoint.squareRoot(16 * error, bits: digits)
    return Block(
      range: range,
      least: RationalInterval.round(
        max(whole.lower, 0) / (unit.upper * upper), fractionBits: digits, .down),
      most: RationalInterval.round(
        whole.upper / (unit.lower * lower), fractionBits: digits, .up))
  }

  /// ∫ √g over a block.
  private func integral(
    over range: RationalInterval, v: RationalInterval, g: RationalInterval
  ) -> RationalInterval {
    let half = range.width / 2
    let middle = function.bendings(on: RationalInterval(range.midpoint), digits: digits)[0]
    let root = squareRoot(middle)
    let bend = (v * squareRoot(g)).rounded(bits: 64)
    return root * range.width + bend * (half * half * half / 3)
  }

  private func squareRoot(_ x: RationalInterval) -> RationalInterval {
    FixedPoint.squareRoot(max(x.lower, 0), bits: digits)
      .hull(with: FixedPoint.squareRoot(max(x.upper, 0), bits: digits))
  }

  /// g, g′ and g″ around a block, as far as a piece that meets it may reach.
  private func bounds(
    around range: RationalInterval, error: Rational
  ) -> [RationalInterval]? {
    let inside = function.bendings(on: range, digits: digits)[0]
    guard inside.lower.sign == .positive else { return nil }
    // A little more than 4 √(E / g).
    let reach =
      function.round(
        FixedPoint.squareRoot(20 * error / inside.lower, bits: digits).upper) + range.width / 8
    let around = RationalInterval(
      max(range.lower - reach, function.stretch.lower),
      min(range.upper + reach, function.stretch.upper))
    let bounds = function.bendings(on: around, digits: digits).map { $0.rounded(bits: 64) }
    guard bounds[0].lower.sign == .positive, 16 * error <= bounds[0].lower * reach * reach
    else { return nil }
    return bounds
  }
}
