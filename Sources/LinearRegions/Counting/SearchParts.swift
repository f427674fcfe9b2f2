internal import Synchronization

/// The parts of a search that several threads share.
///
/// A part is what lies under a node a fixed number of cuts below the domain, or a region above that.
/// Every thread walks the nodes above in the same order and so numbers the parts alike; the first to
/// claim one searches it. So the parts, and the sums over them, do not depend on the threads.
final class SearchParts: Sendable {
  /// Cuts from the domain to the root of a part.
  static let cuts = 14

  private struct Ledger {
    var claimed: [Bool] = []
    var isClosed = false
    var share = 0.0

    /// Marks a part as claimed; false if it was before.
    @discardableResult
    mutating func mark(_ part: Int) -> Bool {
      while claimed.count <= part { claimed.append(false) }
      if claimed[part] { return false }
      claimed[part] = true
      return true
    }
  }

  /// Whether parts must have the same numbers on every machine.
  ///
  /// What a search above them counts at once, if doubles allow, would be one part here and several there.
  let isPortable: Bool
  private let shard: RegionShard
  private let ledger: Mutex<Ledger>

  /// Parts to be searched.
  ///
  /// - Parameters:
  ///   - shard: gives out the parts of one shard only.
  ///   - claimed: parts that were claimed before.
  ///   - millionths: their share of the search.
  ///   - isPortable: whether parts must have the same numbers on every machine.
  init(
    of shard: RegionShard = .whole, claimed: [Int] = [], millionths: Int = 0,
    isPortable: Bool = false
  ) {
    self.shard = shard
    self.isPortable = isPortable
    var start = Ledger(share: Double(millionths) / 1_000_000)
    for part in claimed { start.mark(part) }
    ledger = Mutex(start)
  }

  /// The share of the shard that has been claimed, each cut halving what it cuts.
  var share: Double { ledger.withLock { min(1, $0.share * Double(shard.count)) } }

  /// The share of the search that has been claimed, in millionths.
  var millionths: Int { ledger.withLock { Int($0.share * 1_000_000) } }

  /// Whether a part is now the caller's to search.
  ///
  /// - Parameters:
  ///   - part: its number.
  ///   - cuts: how many cuts lead to it.
  /// - Returns: false if it has been claimed before, or none are given out.
  func claim(_ part: Int, cuts: Int) -> Bool {
    guard shard.contains(part) else { return false }
    return ledger.withLock { ledger in
      guard !ledger.isClosed, ledger.mark(part) else { return false }
      ledger.share += Self.share(afterCuts: cuts)
      return true
    }
  }

  /// The share of a search that lies under a node so many cuts below the domain.
  static func share(afterCuts cuts: Int) -> Double {
    cuts < 1000 ? 1 / Double(sign: .plus, exponent: cuts, significand: 1) : 0
  }

  /// Whether it was stopped to give out parts.
  var isClosed: Bool { ledger.withLock { $0.isClosed } }

  /// Gives out no more parts until they are opened again.
  func close() { ledger.withLock { $0.isClosed = true } }

  /// Gives out parts again.
  func open() { ledger.withLock { $0.isClosed = false } }
}
