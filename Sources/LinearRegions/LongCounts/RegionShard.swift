/// One of several shares of a count, to be counted apart and added up.
///
/// The parts of a search, what lies under each of its nodes a fixed number of cuts below the domain,
/// have numbers in the order of the search. Shard i of n has parts i − 1, i − 1 + n, i − 1 + 2n, …; shard 1
/// also the cells above all parts. So what a shard is depends on the network, the domain and n alone.
public struct RegionShard: Hashable, Sendable, CustomStringConvertible {
  /// Which share, from 1.
  public let index: Int
  /// How many shares there are.
  public let count: Int

  /// The whole count.
  public static let whole = RegionShard(checked: 1, of: 1)

  /// A share; nil unless 1 ≤ `index` ≤ `count`.
  ///
  /// - Parameters:
  ///   - index: which share, from 1.
  ///   - count: how many there are.
  public init?(_ index: Int, of count: Int) {
    guard count >= 1, 1...count ~= index else { return nil }
    self.init(checked: index, of: count)
  }

  private init(checked index: Int, of count: Int) {
    self.index = index
    self.count = count
  }

  /// Reads "i/n"; nil for anything else, and unless 1 ≤ i ≤ n.
  ///
  /// - Parameter text: two whole numbers with a slash between them.
  public init?(text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
    self.init(index, of: count)
  }

  /// The share as "i/n".
  public var description: String { "\(index)/\(count)" }

  /// Whether a part belongs to the shard.
  @inline(__always)
  func contains(_ part: Int) -> Bool { count == 1 || part % count == index - 1 }
}
