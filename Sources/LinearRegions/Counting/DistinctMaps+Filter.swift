internal import ExactNumbers
internal import Synchronization

/// Regions whose affine maps doubles prove to be different from each other.
///
/// The gradient of one fixed combination of the outputs is put into a square of a grid: the leading 20
/// bits of either coordinate, with sign and exponent. Where the whole interval of a coordinate's error
/// begins with the same bits, the true gradient is in the square. So of regions in different squares
/// the maps differ, and where each of two neighbours is the first in its square, the edge between them
/// is a kink that nobody needs to look at. The number of squares taken is a lower bound of the number
/// of affine functions.
///
/// The table has a fixed size; when it is full, no further region is accepted.
final class DistinctMaps: Sendable {
  /// A part of the table with a lock of its own, so that threads seldom meet.
  private final class Shard: Sendable {
    let squares = Mutex(Set<Square>())
  }

  private struct Square: Hashable {
    let x: UInt64
    let y: UInt64
  }

  private static let shardCount = 16
  /// Squares that the whole table holds.
  private static let capacity = 1 << 20

  private let shards = (0..<shardCount).map { _ in Shard() }

  /// Whether a gradient is the first in its square.
  ///
  /// - Parameter gradient: of the combination of outputs, with its error.
  /// - Returns: false where its square is taken or not certain, or the table is full.
  func insert(_ gradient: LineEstimate) -> Bool {
    guard let x = Self.leading(gradient.x, gradient.error.x),
      let y = Self.leading(gradient.y, gradient.error.y)
    else { return false }
    let shard = shards[Int(truncatingIfNeeded: (x ^ y) & UInt64(Self.shardCount - 1))]
    return shard.squares.withLock { squares in
      squares.count < Self.capacity / Self.shardCount && squares.insert(Square(x: x, y: y)).inserted
    }
  }

  /// The bits that all numbers begin with that a computed one may stand for; nil if they differ.
  private static func leading(_ value: Double, _ error: Double) -> UInt64? {
    // Wider by the rounding of the two sums below.
    let margin = (error + 0x1p-52 * value.magnitude) * LayerBound.inflation + LayerBound.tiny
    let (lower, upper) = ((value - margin).bitPattern >> 32, (value + margin).bitPattern >> 32)
    return lower == upper && margin.isFinite ? lower : nil
  }

  /// The number of regions with maps proved to be different.
  var count: Int { shards.reduce(0) { $0 + $1.squares.withLock { $0.count } } }
}
