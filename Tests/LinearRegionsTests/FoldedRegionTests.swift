import Constructions
import ExactNumbers
import ReLUNetworks
import Synchronization
import TestSupport
import Testing

@testable import LinearRegions

/// The fold in the plane and in space, against formulas and against the searches.
@Suite("Folded counts of regions")
struct FoldedRegionTests {
  private static let names: Set<RegionCountName> = [.activationRegions, .perLayer]

  private func counts(
    _ network: ReLUNetwork, _ box: [Interval], _ method: RegionMethod
  ) throws -> RegionCounts {
    try network.regionCounts(in: box, RegionCountRequest(counts: Self.names, method: method))
  }

  /// 20 layers that fold each coordinate in two.
  private func montufarNetwork(_ inputs: Int) throws -> ReLUNetwork {
    try .montufar(inputs: inputs, widths: Array(repeating: 2 * inputs, count: 20))
  }

  @Test(
    "Montúfar's networks have p^(n(L-1)) Z(m, n) regions in the cube, in 20 layers",
    arguments: [2, 3])
  func montufar(inputs: Int) throws {
    let network = try montufarNetwork(inputs)
    let counts = try counts(network, Array(repeating: .unit, count: inputs), .automatic)
    let last = (0...inputs).reduce(Integer.zero) { $0 + Integer.binomial(2 * inputs, $1) }
    #expect(counts.activationRegions == Integer(2).power(inputs * 19) * last)
    #expect(counts.method == .fold)
  }

  @Test(
    "stopped among linear regions, the activation regions are those of the fold",
    arguments: [2, 3])
  func stopped(inputs: Int) throws {
    let network = try montufarNetwork(inputs)
    let box = Array(repeating: Interval.unit, count: inputs)
    let found = Atomic<Int>(0)
    let request = RegionCountRequest(
      isCancelled: { found.load(ordering: .relaxed) >= 81_000 },
      progress: { found.store($0.activationRegions, ordering: .relaxed) })
    let stopped = try network.regionCounts(in: box, request)
    let folded = try counts(network, box, .fold)
    #expect(!stopped.isComplete && stopped.method == .vertices)
    #expect(stopped.activationRegions == folded.activationRegions)
    #expect(stopped.perLayer == folded.perLayer)
    #expect(stopped.linearRegions.map { $0 >= 1 } == true)
  }

  @Test(
    "Montúfar's networks fold beyond the cube, where each coordinate has three kinds of intervals",
    arguments: [2, 3])
  func montufarBeyond(inputs: Int) throws {
    let network = try montufarNetwork(inputs)
    for side in [Interval.wholeLine, try Interval(-1, 2)] {
      let box = Array(repeating: side, count: inputs)
      let (chosen, folded) = (
        try counts(network, box, .automatic), try counts(network, box, .fold)
      )
      #expect(chosen.method == .fold && chosen.perLayer == folded.perLayer, "\(side)")
      let inside = Integer(2).power(inputs * 20)
      #expect(chosen.activationRegions.map { $0 > inside } == true)
    }
  }

  @Test(
    "Serra's networks have (p + 1)^(n(L-1)) Z(m, n) regions on the whole space", arguments: [2, 3])
  func serra(inputs: Int) throws {
    let widths = Array(repeating: 3 * inputs, count: inputs == 2 ? 20 : 5)
    let network = try ReLUNetwork.serra(inputs: inputs, widths: widths)
    let counts = try counts(network, Array(repeating: .wholeLine, count: inputs), .automatic)
    let last = (0...inputs).reduce(Integer.zero) { $0 + Integer.binomial(3 * inputs, $1) }
    #expect(counts.activationRegions == Integer(4).power(inputs * (widths.count - 1)) * last)
  }

  @Test("as many cells in each layer as a search visits", arguments: [1, 2, 3])
  func agreesWithTheSearch(inputs: Int) throws {
    let boxes = [
      Array(repeating: try Interval(-1, 2), count: inputs),
      Array(repeating: Interval.wholeLine, count: inputs),
      try (0..<inputs).map { $0 == 0 ? try Interval(.finite(0), .positiveInfinity) : .unit },
    ]
    for seed in UInt64(0)..<20 {
      var generator = SplitMix64(seed: seed * 7 + UInt64(inputs))
      let widths = [inputs, 3, 1 + generator.nextInt(below: 3), 2, 1]
      let network = NetworkSamples.random(widths: widths, using: &generator)
      for box in boxes {
        let folded = try counts(network, box, .fold)
        let walked = try counts(network, box, .vertices)
        #expect(folded.activationRegions == walked.activationRegions, "seed \(seed), box \(box)")
        #expect(folded.perLayer == walked.perLayer, "seed \(seed), box \(box)")
      }
    }
  }

  @Test(
    "a network that does not fold is given up after as many parts as the trial needs",
    arguments: [[2, 64, 64, 1], [3, 32, 32, 32, 1], [5, 50, 50, 1], [6, 20, 20, 20, 20, 20, 1]])
  func givesUp(widths: [Int]) throws {
    for seed in UInt64(1)...2 {
      let network = try ReLUNetwork.random(widths: widths, seed: seed)
      let box = try Array(repeating: Interval(-1, 1), count: widths[0])
      let limit = RegionFoldLimit.attempt(0, inputs: widths[0])
      var fold = RegionFold(try SpaceNetwork(network, in: box, layers: nil), limit: limit)
      #expect(fold.cellsPerLayer() == nil, "seed \(seed)")
      #expect(fold.isHopeless)
      #expect(fold.cutParts == limit.trial + 1 && limit.trial <= 27)
      #expect(fold.heldCells == 0)
    }
  }

  @Test("a long search of a network that does not fold goes on")
  func isWalkedThrough() throws {
    let network = try ReLUNetwork.random(widths: [2, 110, 110, 1], seed: 1)
    let box = try Array(repeating: Interval(-8, 8), count: 2)
    let chosen = try counts(network, box, .automatic)
    #expect(chosen.activationRegions ?? 0 > 20_000)
    #expect(chosen.method == .vertices)
    #expect(chosen.perLayer == (try counts(network, box, .vertices)).perLayer)
  }

  @Test("a fold that is over its limit holds no more cells, and is not hopeless")
  func keepsToItsLimit() throws {
    let network = try ReLUNetwork.serra(inputs: 2, widths: [6, 6, 6, 6])
    let plane = Array(repeating: Interval.wholeLine, count: 2)
    let space = try SpaceNetwork(network, in: plane, layers: nil)
    let values = 200
    var few = RegionFold(space, limit: RegionFoldLimit(values: values, products: nil, trial: 16))
    #expect(few.cellsPerLayer() == nil)
    #expect(1...values / 8 ~= few.heldCells)
    var brief = RegionFold(space, limit: RegionFoldLimit(values: .max, products: 1000, trial: 16))
    #expect(brief.cellsPerLayer() == nil)
    #expect(brief.cutParts < 20)
    #expect(!few.isHopeless && !brief.isHopeless)
    var whole = RegionFold(space, limit: .attempt(0, inputs: 2))
    #expect(whole.cellsPerLayer()?.map(\.description) == ["16", "256", "4096", "90112"])
  }

  @Test("of four inputs all kinds of cells are looked at, but only at last")
  func lookingLonger() throws {
    let network = try ReLUNetwork.montufar(inputs: 4, widths: Array(repeating: 8, count: 5))
    let space = try SpaceNetwork(
      network, in: Array(repeating: .wholeLine, count: 4), layers: nil)
    var (early, late) = (
      RegionFold(space, limit: .attempt(0, inputs: 4)),
      RegionFold(space, limit: .attempt(RegionFoldLimit.attempts - 1, inputs: 4))
    )
    #expect(early.cellsPerLayer() == nil && early.isHopeless)
    #expect(late.cellsPerLayer()?.prefix(2) == [81, 1296])
  }

  @Test("what a fold has counted allows it more work")
  func earnsItsWork() throws {
    let network = try ReLUNetwork.serra(inputs: 2, widths: Array(repeating: 6, count: 20))
    let plane = Array(repeating: Interval.wholeLine, count: 2)
    let space = try SpaceNetwork(network, in: plane, layers: nil)
    let products = 400_000
    var fold = RegionFold(
      space, limit: RegionFoldLimit(values: .max, products: products, trial: 16))
    let last = (0...2).reduce(Integer.zero) { $0 + Integer.binomial(6, $1) }
    #expect(fold.cellsPerLayer()?.last == Integer(16).power(19) * last)
    #expect(fold.products > products)
  }

  @Test("facets beyond a word are numbered as those in it")
  func manyFacets() {
    let numbers = [0, 3, 63, 64, 130]
    var facets = FacetNumbers(numbers)
    #expect(facets.firstMissing == 1)
    #expect(facets.countShared(with: FacetNumbers([3, 64, 65, 131])) == 2)
    let common = facets.intersection(FacetNumbers([3, 64, 65]))
    let expected = FacetNumbers([3, 64])
    #expect(common.isSubset(of: expected) && expected.isSubset(of: common))
    #expect(FacetNumbers([63, 130]).isSubset(of: facets))
    #expect(!FacetNumbers([63, 129]).isSubset(of: facets))
    #expect(!FacetNumbers([64]).isSubset(of: FacetNumbers([0])))
    facets.formUnion(FacetNumbers(Array(0..<128)))
    #expect(facets.firstMissing == 128)
    #expect(FacetNumbers(Array(0..<192)).firstMissing == 192)
  }
}
