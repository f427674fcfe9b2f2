import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearRegions

/// What a search by linear programs finds.
struct ProgramFindings {
  var patterns: [[Bool]] = []
  var perLayer: [Int] = []

  /// Runs a search to its end, and checks each region: its pattern is the one at its interior point, which
  /// lies strictly inside the box.
  init(
    _ network: ReLUNetwork, _ box: [Interval], layers: Int? = nil, usesFilter: Bool = true
  ) throws {
    let search = ProgramSearch(
      try SpaceNetwork(network, in: box, layers: layers), usesFilter: usesFilter)
    while search.advance() > 0 {
      let (pattern, point) = (search.pattern, search.interiorPoint)
      let isInside = zip(box, point).allSatisfy { $0.interiorContains($1) }
      let found = network.activationPattern(at: point)
      let activity = (0..<search.network.depth).flatMap { found.activity(inLayer: $0) }
      #expect(isInside && activity == pattern.flatMap { $0 }, "\(pattern) at \(point)")
      patterns.append(pattern.flatMap { $0 })
    }
    perLayer = search.cellsPerLayer
  }
}

/// A box with the same interval on each input; nil for all of the line.
func cube(_ dimension: Int, _ text: String? = nil) throws -> [Interval] {
  let side = try text.map { try Interval(text: $0) } ?? .wholeLine
  return Array(repeating: side, count: dimension)
}

/// A network with one hidden layer of hyperplanes, given by slopes and constants.
func arrangement(_ rows: [[Rational]]) throws -> ReLUNetwork {
  let hidden = try AffineMap(
    weights: rows.map { Array($0.dropLast()) }, biases: rows.compactMap(\.last))
  let output = try AffineMap(weights: [rows.map { _ in 1 }], biases: [0])
  return try ReLUNetwork(hidden: [hidden], output: output)
}
