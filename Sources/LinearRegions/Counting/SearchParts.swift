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
    var patterns: Set<PatternKey> = []
    var isClosed = false
    var share = 0.0
  }

  private let ledger = Mutex(Ledger())

  /// The share of the search that has been claimed, each cut halving what it cuts.
  var share: Double { ledger.withLock { $0.share } }

  /// Whether a part is now the caller's to search.
  ///
  /// - Parameters:
  ///   - part: its number.
  ///   - cuts: how many cuts lead to it.
  /// - Returns: false if it has been claimed before, or none are given out.
  func claim(_ part: Int, cuts: Int) -> Bool {
    ledger.withLock { ledger in
      if ledger.isClosed { return false }
      while ledger.claimed.count <= part { ledger.claimed.append(false) }
      if ledger.claimed[part] { return false }
      ledger.claimed[part] = true
      ledger.share += Self.share(afterCuts: cuts)
      return true
    }
  }

  /// Whether a part is now the caller's to search.
  ///
  /// - Parameter pattern: names it, where searches do not meet the parts in one order.
  /// - Returns: false if it has been claimed before, or none are given out.
  func claim(_ pattern: PatternKey) -> Bool {
    ledger.withLock { ledger in
      !ledger.isClosed && ledger.patterns.insert(pattern).inserted
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
