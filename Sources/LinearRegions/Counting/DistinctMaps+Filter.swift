internal import ExactNumbers
internal import Synchronization

/// Regions whose affine maps doubles prove to be different from each other.
///
/// The gradient of one fixed combination of the outputs, times a factor, is put into a square of a grid: the leading 20
/// bits of either coordinate, with sign and exponent. Where the whole interval of a coordinate's error
/// begins with the same bits, the true gradient is in the square. So of regions in different squares
/// the maps differ, and where each of two neighbours is the first in its square, the edge between them
/// is a kink that nobody needs to look at. The number of squares taken is a lower bound of the number
/// of affine functions.
///
/// For the number itself, a region that is not the first in its square *contests* it, or contests every
/// square that its gradient may be in. What is in a contested square wants exact maps; any other
/// square holds one map that no other region has.
///
/// The table has a fixed size; when it is full, no further region is accepted.
final class DistinctMaps: Sendable {
  /// A part of the table with a lock of its own, so that threads seldom meet.
  private final class Shard: Sendable {
    let squares = Mutex<[Square: Use]>([:])
  }

  /// What is known of a square.
  private struct Use {
    /// Whether some region was the first in it.
    var isTaken: Bool
    var isContested: Bool
  }

  private static let shardCount = 16
  /// Squares that a part of the table holds: about a million in all.
  private static let shardCapacity = 1 << 16

  private let shards = (0..<shardCount).map { _ in Shard() }
  /// Where gradients without a certain square may be, rounded outwards.
  private let doubtful = Mutex<Set<DoubtfulBox>>([])

  private func shard(_ square: Square) -> Shard {
    shards[Int(truncatingIfNeeded: (square.x ^ square.y) & UInt64(Self.shardCount - 1))]
  }

  /// Whether a gradient is the first in its square.
  ///
  /// - Parameter gradient: of the combination of outputs, with its error.
  /// - Returns: false where its square is taken or not certain, or the table is full.
  func insert(_ gradient: LineEstimate) -> Bool {
    guard let square = Square.certain(gradient) else { return false }
    return shard(square).squares.withLock { squares in
      if squares[square] != nil || squares.count >= Self.shardCapacity { return false }
      squares[square] = Use(isTaken: true, isContested: false)
      return true
    }
  }

  /// Contests all squares that a gradient may be in.
  func contest(_ gradient: LineEstimate) {
    guard let candidates = Square.candidates(gradient) else {
      return doubtful.withLock { _ = $0.insert(DoubtfulBox(gradient)) }
    }
    for square in candidates {
      shard(square).squares.withLock { squares in
        if squares[square] != nil {
          squares[square]?.isContested = true
        } else if squares.count < Self.shardCapacity {
          squares[square] = Use(isTaken: false, isContested: true)
        }
      }
    }
  }

  /// Whether another region may have the map of one that was the first in its square.
  func isContested(_ gradient: LineEstimate) -> Bool {
    guard let square = Square.certain(gradient) else { return false }
    if shard(square).squares.withLock({ $0[square]?.isContested ?? false }) { return true }
    return doubtful.withLock { $0.contains { $0.meets(square) } }
  }

  /// The number of squares that some region was the first in.
  var count: Int {
    shards.reduce(0) { $0 + $1.squares.withLock { $0.values.count(where: \.isTaken) } }
  }

  /// The number of those that nobody contests.
  var uncontestedCount: Int {
    let boxes = doubtful.withLock { $0 }
    return shards.reduce(0) { sum, shard in
      sum
        + shard.squares.withLock { squares in
          squares.count { square, use in
            use.isTaken && !use.isContested && !boxes.contains { $0.meets(square) }
          }
        }
    }
  }
}

/// A square of the grid: the leading bits of two doubles.
private struct Square: Hashable {
  let x: UInt64
  let y: UInt64

  /// Bits of a double that do not count.
  static let dropped = 32
  /// What gradients are multiplied by: those of networks that fold are often integers, and so the ends of squares.
  private static let factor = 0x1.9e37_79b9_7f4a_7p0

  /// The square that a computed gradient certainly lies in.
  static func certain(_ gradient: LineEstimate) -> Square? {
    guard let x = leading(gradient.x, gradient.error.x), x.lowerBound == x.upperBound,
      let y = leading(gradient.y, gradient.error.y), y.lowerBound == y.upperBound
    else { return nil }
    return Square(x: x.lowerBound, y: y.lowerBound)
  }

  /// The squares that a computed gradient may lie in, if they are four at most.
  static func candidates(_ gradient: LineEstimate) -> [Square]? {
    guard let x = leading(gradient.x, gradient.error.x),
      let y = leading(gradient.y, gradient.error.y)
    else { return nil }
    return x.flatMap { x in y.map { Square(x: x, y: $0) } }
  }

  /// The leading bits that a number may have, if they are two neighbours at most.
  private static func leading(_ value: Double, _ error: Double) -> ClosedRange<UInt64>? {
    let (lower, upper) = interval(value, error)
    guard lower.isFinite, upper.isFinite else { return nil }
    let bits = (lower.bitPattern >> dropped, upper.bitPattern >> dropped)
    let range = min(bits.0, bits.1)...max(bits.0, bits.1)
    return range.upperBound - range.lowerBound <= 1 ? range : nil
  }

  /// The numbers that a computed one may stand for, times the factor; wider by the roundings of the product and of
  /// both sums, each at most 2⁻⁵³ of the modulus.
  static func interval(_ value: Double, _ error: Double) -> (lower: Double, upper: Double) {
    let center = factor * value
    let margin = (factor * error + 0x1p-51 * center.magnitude) * Slack.inflation + Slack.tiny
    return (center - margin, center + margin)
  }

  /// The numbers that begin with some bits.
  static func range(_ bits: UInt64) -> ClosedRange<Double> {
    let near = Double(bitPattern: bits << dropped)
    let far = Double(bitPattern: bits << dropped | (1 << dropped - 1))
    return min(near, far)...max(near, far)
  }
}

/// A box of gradients, its ends rounded outwards to powers of two, so that there are few of them.
private struct DoubtfulBox: Hashable {
  private let x: ClosedRange<Double>
  private let y: ClosedRange<Double>

  init(_ gradient: LineEstimate) {
    x = Self.rounded(Square.interval(gradient.x, gradient.error.x))
    y = Self.rounded(Square.interval(gradient.y, gradient.error.y))
  }

  /// A number's binade is the power of two, with its sign, next to it on the side of zero.
  private static func rounded(
    _ interval: (lower: Double, upper: Double)
  ) -> ClosedRange<Double> {
    guard interval.lower.isFinite, interval.upper.isFinite else { return -.infinity ... .infinity }
    let lower = interval.lower < 0 ? 2 * interval.lower.binade : interval.lower.binade
    let upper = interval.upper > 0 ? 2 * interval.upper.binade : interval.upper.binade
    return lower...upper
  }

  func meets(_ square: Square) -> Bool {
    x.overlaps(Square.range(square.x)) && y.overlaps(Square.range(square.y))
  }
}
