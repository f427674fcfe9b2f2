import ExactNumbers
import ReLUNetworks
import TestSupport

@testable import LinearPieces

/// The arithmetic that a walk is forced to use.
enum ForcedKernel: CaseIterable, Sendable {
  case int64, int128, filtered

  /// A walk over a network, or nil where the words are too short for it.
  func walk(_ network: ReLUNetwork, on domain: Interval) throws -> CellWalk? {
    let layers = try network.lineNetwork().layers
    var cleared = ClearedNetwork(layers)
    switch self {
    case .int64:
      guard cleared.clear(within: Int64.capacity),
        let kernel = WordKernel<Int64>(cleared, on: domain)
      else { return nil }
      return CellWalk(PieceSearch(kernel, patterns: true, pieces: true))
    case .int128:
      guard cleared.clear(within: Int128.capacity),
        let kernel = WordKernel<Int128>(cleared, on: domain)
      else { return nil }
      return CellWalk(PieceSearch(kernel, patterns: true, pieces: true))
    case .filtered:
      return CellWalk(
        PieceSearch(FilteredKernel(layers, on: domain), patterns: true, pieces: true))
    }
  }
}

/// All that a walk says of a network: the five counts and the pieces.
struct WalkRecord: Equatable, CustomStringConvertible {
  var counts: FiveCounts
  var pieces: SlowPieceOracle.Pieces

  /// By a walk, which it brings to its end.
  init(_ walk: CellWalk) {
    pieces = SlowPieceOracle.Pieces()
    var functions: Set<OutputMap> = []
    var end: ExtendedRational?
    while walk.advance() {
      if !walk.continuesPiece() {
        if case .finite(let start)? = end { pieces.breakpoints.append(start) }
        let map = walk.exactOutput()
        pieces.slopes.append(map.slopes)
        pieces.intercepts.append(map.intercepts)
        functions.insert(map)
      }
      end = walk.exactEnd()
    }
    let tally = walk.tally()
    let (atStart, atEnd) = walk.vanishesAtEnds()
    let ends = (atStart ? 1 : 0) + (atEnd ? 1 : 0)
    counts = FiveCounts(
      patterns: tally.regions + tally.points + ends, regions: tally.regions, pieces: tally.pieces,
      functions: functions.count, perLayer: walk.cellsPerLayer())
  }

  /// By the slow oracle.
  init(oracle network: ReLUNetwork, on domain: Interval) {
    counts = FiveCounts(oracle: network, on: domain)
    pieces = SlowPieceOracle.pieces(of: network, on: domain)
  }

  var description: String {
    "\(counts); breakpoints \(pieces.breakpoints), slopes \(pieces.slopes), "
      + "intercepts \(pieces.intercepts)"
  }
}

/// The pieces that the public enumeration visits, in the oracle's form; nil if they do not join up.
func visitedPieces(
  of network: ReLUNetwork, on domain: Interval
) throws -> SlowPieceOracle.Pieces? {
  var pieces = SlowPieceOracle.Pieces()
  var end = domain.lower
  var joins = true
  try network.forEachLinearPiece(on: domain) { piece in
    joins = joins && piece.domain.lower == end
    if !pieces.slopes.isEmpty, case .finite(let start) = end { pieces.breakpoints.append(start) }
    pieces.slopes.append(piece.slopes)
    pieces.intercepts.append(piece.intercepts)
    end = piece.domain.upper
  }
  return joins && end == domain.upper ? pieces : nil
}

/// Compares the forced kernels with the oracle; says how they differ, and which ran.
func kernelDifferences(
  _ network: ReLUNetwork, on domain: Interval
) throws -> (found: [String], ran: Set<ForcedKernel>) {
  let truth = WalkRecord(oracle: network, on: domain)
  var (found, ran): ([String], Set<ForcedKernel>) = ([], [])
  for kernel in ForcedKernel.allCases {
    guard let walk = try kernel.walk(network, on: domain) else { continue }
    ran.insert(kernel)
    let record = WalkRecord(walk)
    if record != truth {
      found.append("\(kernel) says \(record), the oracle \(truth), \(domain): \(network.json())")
    }
  }
  return (found, ran)
}

/// How any method or kernel differs from the oracle; empty if all agree.
func allDifferences(_ network: ReLUNetwork, on domain: Interval) throws -> [String] {
  let found = try kernelDifferences(network, on: domain).found
  return found + (try difference(network, on: domain).map { [$0] } ?? [])
}
