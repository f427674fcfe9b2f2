import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks
import Synchronization
import TestSupport
import Testing

/// Counts that are stopped or refused.
@Suite("Stopped and refused counts of regions")
struct StoppedRegionTests {
  private static let all = Set(RegionCountName.allCases)

  /// Enough regions that a count is stopped within them: 64 fans of 6.
  private func network() throws -> ReLUNetwork {
    try AdversarialNetworks.folded(by: .absoluteFold(depth: 3), lines: 3)
  }

  /// The full counts, made once.
  private static let full = Result {
    let network = try AdversarialNetworks.folded(by: .absoluteFold(depth: 3), lines: 3)
    return try network.regionCounts(in: [.unit, .unit], RegionCountRequest(counts: all))
  }

  private func expectLowerBounds(
    _ counts: RegionCounts, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let full = try Self.full.get()
    #expect(full.isComplete)
    #expect(full.activationRegions == 384)
    let pairs = [
      (counts.activationPatterns, full.activationPatterns),
      (counts.activationRegions, full.activationRegions),
      (counts.linearRegions, full.linearRegions), (counts.closedRegions, full.closedRegions),
      (counts.affineFunctions, full.affineFunctions),
    ]
    for (part, whole) in pairs {
      guard let part, let whole else {
        Issue.record("a count is missing", sourceLocation: location)
        continue
      }
      #expect(part <= whole, sourceLocation: location)
      #expect(part >= 0, sourceLocation: location)
    }
    let layers = zip(counts.perLayer ?? [], full.perLayer ?? [])
    #expect(layers.allSatisfy { $0 <= $1 }, sourceLocation: location)
  }

  @Test("at once", arguments: [1, 2])
  func atOnce(threads: Int) throws {
    let request = RegionCountRequest(counts: Self.all, threads: threads, isCancelled: { true })
    let counts = try network().regionCounts(in: [.unit, .unit], request)
    #expect(!counts.isComplete)
    try expectLowerBounds(counts)
  }

  @Test("after some questions", arguments: [1, 3, 10])
  func later(questions: Int) throws {
    let asked = Atomic<Int>(0)
    let request = RegionCountRequest(
      counts: Self.all,
      isCancelled: { asked.add(1, ordering: .relaxed).newValue > questions })
    let counts = try network().regionCounts(in: [.unit, .unit], request)
    try expectLowerBounds(counts)
  }

  @Test("before the other threads have begun")
  func beforeOthers() throws {
    let network = try ReLUNetwork.random(widths: [3, 32, 32, 1], seed: 5)
    let found = Atomic<Int>(0)
    let request = RegionCountRequest(
      threads: 4, isCancelled: { found.load(ordering: .relaxed) >= 20_000 },
      progress: { found.store($0.activationRegions, ordering: .relaxed) })
    let counts = try network.regionCounts(in: try cube("-1,1", 3), request)
    #expect(!counts.isComplete)
    let regions = try #require(counts.activationRegions)
    #expect(regions >= 20_000)
    #expect(counts.perLayer?.count == 2 && counts.perLayer?.last == regions)
    #expect(counts.linearRegions.map { 1...regions ~= $0 } == true)
  }

  @Test("without time")
  func noTime() throws {
    let request = RegionCountRequest(counts: Self.all, budgetSeconds: 0)
    let counts = try network().regionCounts(in: [.unit, .unit], request)
    #expect(!counts.isComplete)
    try expectLowerBounds(counts)
  }

  @Test("with time enough")
  func time() throws {
    let request = RegionCountRequest(budgetSeconds: 3600, isCancelled: { false })
    let small = try AdversarialNetworks.folded(by: .absoluteFold(depth: 1), lines: 2)
    let counts = try small.regionCounts(in: [.unit, .unit], request)
    #expect(counts.isComplete && counts.activationRegions == 16)
  }

  @Test("progress never goes back and ends within 0…1")
  func progress() throws {
    let seen = Mutex<[RegionProgress]>([])
    let request = RegionCountRequest(progress: { report in seen.withLock { $0.append(report) } })
    _ = try network().regionCounts(in: [.unit, .unit], request)
    let reports = seen.withLock { $0 }
    #expect(reports.allSatisfy { (0...1).contains($0.fraction) })
    #expect(zip(reports, reports.dropFirst()).allSatisfy { $0.fraction <= $1.fraction })
    #expect(reports.allSatisfy { $0.activationRegions <= 384 })
  }

  @Test("a list that is stopped says so")
  func list() throws {
    var seen = 0
    #expect(throws: RegionCountError.cancelled) {
      try network().forEachActivationRegion(in: [.unit, .unit], isCancelled: { seen >= 5 }) { _ in
        seen += 1
      }
    }
    #expect(seen < 384)
    struct Enough: Error {}
    #expect(throws: Enough.self) {
      try network().forEachActivationRegion(in: [.unit, .unit]) { _ in throw Enough() }
    }
  }

  @Test("boxes, inputs and layers that do not fit are refused")
  func refusals() throws {
    let network = try ReLUNetwork(text: "1 0 0; 0 1 0 | 1 1 0")
    #expect(throws: RegionCountError.wrongBox(sides: 1, inputs: 2)) {
      try network.regionCounts(in: [.unit])
    }
    #expect(throws: RegionCountError.wrongBox(sides: 3, inputs: 2)) {
      try network.forEachActivationRegion(in: [.unit, .unit, .unit]) { _ in }
    }
    for layers in [-1, 0, 2] {
      #expect(throws: RegionCountError.noSuchLayer(layers, layers: 1)) {
        try network.regionCounts(in: plane, RegionCountRequest(layers: layers))
      }
    }
    let one = try ReLUNetwork(text: "1 0 | 1 0")
    #expect(throws: RegionCountError.oneInput) {
      try one.forEachActivationRegion(in: [.unit]) { _ in }
    }
    let three = try ReLUNetwork(text: "1 0 0 0 | 1 0")
    #expect(throws: RegionCountError.wrongBox(sides: 2, inputs: 3)) {
      try three.regionCounts(in: plane)
    }
    #expect(throws: RegionCountError.cannotFold) {
      try three.regionCounts(
        in: [.unit, .wholeLine, .unit], RegionCountRequest(method: .fold))
    }
    let four = try ReLUNetwork(
      text: "1 0 0 0 0; 0 1 0 0 0; 0 0 1 0 0; 0 0 0 1 0 | 1 1 1 1 0; 1 0 0 0 1")
    #expect(throws: RegionCountError.closedRegions(inputs: 4, outputs: 2)) {
      try four.regionCounts(in: plane + plane, RegionCountRequest(counts: [.closedRegions]))
    }
    let many = try ReLUNetwork(hidden: [], output: .identity(13))
    for body in [
      {
        _ = try many.regionCounts(
          in: Array(repeating: .wholeLine, count: 13), RegionCountRequest(method: .vertices))
      },
      { try many.forEachActivationRegion(in: Array(repeating: .wholeLine, count: 13)) { _ in } },
    ] {
      #expect(throws: RegionCountError.tooManyInputs(13, limit: 12)) { try body() }
    }
  }
}
