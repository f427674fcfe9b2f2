import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks
import Synchronization
import Testing

/// Estimates by sampling the tree of cells.
@Suite("Estimates of the number of regions")
struct RegionEstimateTests {
  private static var cube: [Interval] { get throws { try box("-1,1", "-1,1", "-1,1") } }
  private static var square: [Interval] { get throws { try box("-1,1") } }

  private func plane() throws -> ReLUNetwork { try .random(widths: [2, 9, 9, 8, 1], seed: 5) }
  private func space() throws -> ReLUNetwork { try .random(widths: [3, 6, 6, 6, 1], seed: 2) }

  private func exactCount(_ network: ReLUNetwork, _ box: [Interval]) throws -> Int {
    let counts = try network.regionCounts(
      in: box, RegionCountRequest(counts: [.activationRegions, .perLayer]))
    return try #require(counts.activationRegions.flatMap(Int.init(exactly:)))
  }

  /// Regions under each cell of a layer, from the list of all regions.
  private func sizes(_ network: ReLUNetwork, layer: Int) throws -> [Int] {
    var sizes: [String: Int] = [:]
    try network.forEachActivationRegion(in: try Self.square) { region in
      let layers = region.pattern.description.split(separator: "|").prefix(layer)
      sizes[layers.joined(separator: "|"), default: 0] += 1
    }
    return Array(sizes.values)
  }

  @Test("with probability 1 they are exact, whichever layer is sampled", arguments: 1...3)
  func certain(layer: Int) throws {
    for (network, box) in [(try plane(), try Self.square), (try space(), try Self.cube)] {
      let estimate = try network.regionEstimate(
        in: box, RegionEstimateRequest(sampledLayer: layer, probability: 1))
      let counts = try network.regionCounts(in: box)
      #expect(estimate.estimate == counts.activationRegions.map { Rational($0) })
      #expect(estimate.standardError == 0 && estimate.isComplete)
      #expect(estimate.sampledCells == estimate.layerCells)
      #expect(estimate.layerCells.map { Integer($0) } == counts.perLayer?[layer - 1])
    }
  }

  /// The mean over seeds is compared with the truth.
  ///
  /// The estimates of `count` seeds are independent and have variance V = Σ sᵢ² (1 − p) / p, known exactly
  /// here. Their mean has the deviation √(V / count) and, near enough to normal, is within five of them
  /// but for a chance of 10⁻⁶; the seeds are fixed, so the test gives one answer for ever.
  @Test(
    "the mean over seeds is the true number, and the mean of the squared errors their variance",
    arguments: [(layer: 1, share: 4), (1, 2), (2, 3), (2, 10)])
  func unbiased(layer: Int, share: Int) throws {
    let network = try plane()
    let sizes = try sizes(network, layer: layer)
    let truth = Double(sizes.reduce(0, +))
    let squares = Double(sizes.reduce(0) { $0 + $1 * $1 })
    let variance = squares * Double(share - 1)
    let count = 60
    var (sum, errors) = (0.0, 0.0)
    for seed in 0..<UInt64(count) {
      let estimate = try network.regionEstimate(
        in: try Self.square,
        RegionEstimateRequest(seed: seed, sampledLayer: layer, probability: Rational(1, share)))
      #expect(estimate.layerCells == sizes.count)
      sum += Double(try #require(estimate.estimate))
      let error = try #require(estimate.standardError)
      errors += error * error
    }
    let deviation = (variance / Double(count)).squareRoot()
    #expect(abs(sum / Double(count) - truth) < 5 * deviation)
    // The squared error is a sum of independent terms as well, with sᵢ⁴ in place of sᵢ².
    let fourth = Double(sizes.reduce(0) { $0 + $1 * $1 * $1 * $1 })
    let spread = fourth * Double(share - 1) * Double((share - 1) * (share - 1))
    #expect(
      abs(errors / Double(count) - variance) < 5 * (spread / Double(count)).squareRoot())
  }

  @Test("the mean over seeds is the true number in three inputs, too")
  func unbiasedInSpace() throws {
    let network = try space()
    let truth = Double(try exactCount(network, try Self.cube))
    let count = 40
    var (sum, variance) = (0.0, 0.0)
    for seed in 0..<UInt64(count) {
      let estimate = try network.regionEstimate(
        in: try Self.cube,
        RegionEstimateRequest(seed: seed, sampledLayer: 1, probability: Rational(1, 8)))
      sum += Double(try #require(estimate.estimate))
      let error = try #require(estimate.standardError)
      variance += error * error
    }
    let deviation = variance.squareRoot() / Double(count)
    #expect(deviation < truth / 4)
    #expect(abs(sum / Double(count) - truth) < 5 * deviation)
  }

  @Test("one seed gives one estimate on any number of threads, another seed another")
  func seeds() throws {
    for (network, box) in [(try plane(), try Self.square), (try space(), try Self.cube)] {
      func estimate(_ seed: UInt64, threads: Int) throws -> RegionEstimate {
        try network.regionEstimate(
          in: box,
          RegionEstimateRequest(seed: seed, relativeError: Rational(1, 5), threads: threads))
      }
      let one = try estimate(3, threads: 1)
      #expect(try estimate(3, threads: 2) == one)
      #expect(try estimate(3, threads: 3) == one)
      let fixed = RegionEstimateRequest(seed: 3, sampledLayer: 1, probability: Rational(1, 2))
      var other = fixed
      other.seed = 4
      let (first, second) = (
        try network.regionEstimate(in: box, fixed), try network.regionEstimate(in: box, other)
      )
      #expect(first != second)
    }
  }

  @Test("the error aimed at is about the error reached, for less work than a count")
  func relativeError() throws {
    let network = try ReLUNetwork.random(widths: [2, 24, 24, 24, 1], seed: 1)
    let truth = try exactCount(network, try Self.square)
    for seed: UInt64 in 1...4 {
      let found = try network.regionEstimate(
        in: try Self.square, RegionEstimateRequest(seed: seed, relativeError: Rational(1, 10)))
      let (estimate, error) = (try #require(found.estimate), try #require(found.standardError))
      #expect(error < 0.2 * Double(estimate) && found.isComplete)
      #expect(abs(Double(estimate) - Double(truth)) < 5 * max(error, 1e-9))
      #expect(found.sampledRegions < truth)
    }
  }

  @Test("a budget is enough for a small network; without time there is no estimate")
  func budgets() throws {
    let network = try plane()
    let truth = try exactCount(network, try Self.square)
    let long = try network.regionEstimate(
      in: try Self.square, RegionEstimateRequest(budgetSeconds: 600, threads: 2))
    #expect(long.estimate == Rational(truth) && long.isComplete)
    for request in [
      RegionEstimateRequest(budgetSeconds: 0), RegionEstimateRequest(isCancelled: { true }),
      RegionEstimateRequest(sampledLayer: 1, probability: 1, isCancelled: { true }),
    ] {
      let none = try network.regionEstimate(in: try Self.square, request)
      #expect(none.estimate == nil && none.standardError == nil && !none.isComplete)
    }
  }

  @Test("after some of the layers, and of networks with one or no hidden layer")
  func fewLayers() throws {
    let network = try plane()
    let perLayer = try #require(try network.regionCounts(in: try Self.square).perLayer)
    for layers in 1...3 {
      let estimate = try network.regionEstimate(
        in: try Self.square, RegionEstimateRequest(layers: layers, sampledLayer: 1, probability: 1))
      #expect(estimate.estimate == Rational(perLayer[layers - 1]))
    }
    let first = try network.regionEstimate(in: try Self.square, RegionEstimateRequest(layers: 1))
    #expect(first.estimate == Rational(perLayer[0]) && first.standardError == 0)
    let affine = try ReLUNetwork(text: "1 2 3")
    #expect(try affine.regionEstimate(in: try Self.square).estimate == 1)
    #expect(throws: RegionCountError.noSuchLayer(4, layers: 3)) {
      try network.regionEstimate(in: try Self.square, RegionEstimateRequest(sampledLayer: 4))
    }
  }
}
