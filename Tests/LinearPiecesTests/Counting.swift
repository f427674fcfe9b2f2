import ExactNumbers
import LinearPieces
import ReLUNetworks
import TestSupport

/// All five counts of one network by one method, as plain numbers.
struct FiveCounts: Equatable, CustomStringConvertible {
  var patterns: Int
  var regions: Int
  var pieces: Int
  /// nil where the method does not know it.
  var functions: Int?
  var perLayer: [Int]

  var description: String {
    "R1 \(patterns), R2 \(regions), R4 \(pieces), R6 \(functions.map(String.init) ?? "-"), "
      + "per layer \(perLayer)"
  }

  init(patterns: Int, regions: Int, pieces: Int, functions: Int?, perLayer: [Int]) {
    self.patterns = patterns
    self.regions = regions
    self.pieces = pieces
    self.functions = functions
    self.perLayer = perLayer
  }

  /// By the slow oracle.
  init(oracle network: ReLUNetwork, on domain: Interval) {
    let counts = SlowPieceOracle.counts(of: network, on: domain)
    patterns = counts.activationPatterns
    regions = counts.activationRegions
    pieces = counts.linearPieces
    functions = counts.affineFunctions
    perLayer = counts.perLayer
  }

  /// By the library.
  init(_ network: ReLUNetwork, on domain: Interval, _ method: CountingMethod) throws {
    let counts = try network.pieceCounts(
      on: domain, PieceCountRequest(counts: Set(CountName.allCases), method: method))
    self.init(counts)
  }

  /// As plain numbers.
  init(_ counts: PieceCounts) {
    func small(_ value: Integer?) -> Int { value.flatMap { Int(exactly: $0) } ?? -1 }
    patterns = small(counts.activationPatterns)
    regions = small(counts.activationRegions)
    pieces = small(counts.linearPieces)
    functions = counts.affineFunctions.flatMap { Int(exactly: $0) }
    perLayer = (counts.perLayer ?? []).map { small($0) }
  }

  /// Whether another count agrees wherever it knows.
  func agrees(with other: FiveCounts) -> Bool {
    var copy = other
    copy.functions = other.functions ?? functions
    return copy == self
  }
}

/// Compares folding and walking with the oracle; describes the first difference.
func difference(_ network: ReLUNetwork, on domain: Interval) throws -> String? {
  let truth = FiveCounts(oracle: network, on: domain)
  for method in CountingMethod.allCases {
    let counts = try FiveCounts(network, on: domain, method)
    if !truth.agrees(with: counts) {
      return "\(method.rawValue) says \(counts), the oracle \(truth), on \(domain) of "
        + network.json()
    }
  }
  return nil
}

/// A network of one input and one output from integer rows; biases stand last in each row.
func integerNetwork(_ layers: [[[Int]]]) throws -> ReLUNetwork {
  let maps = try layers.map { rows in
    try AffineMap(
      weights: rows.map { row in row.dropLast().map { Rational($0) } },
      biases: rows.map { Rational($0[$0.count - 1]) })
  }
  return try ReLUNetwork(hidden: Array(maps.dropLast()), output: maps[maps.count - 1])
}
