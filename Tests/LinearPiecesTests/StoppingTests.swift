import Constructions
import ExactNumbers
import ReLUNetworks
import Synchronization
import TestSupport
import Testing

@testable import LinearPieces

@Suite("Stopping early")
struct StoppingTests {
  /// True from the call of this number on.
  private final class Alarm: Sendable {
    private let calls = Mutex(0)
    private let limit: Int

    init(after limit: Int) { self.limit = limit }

    func ring() -> Bool {
      calls.withLock {
        $0 += 1
        return $0 > limit
      }
    }
  }

  private func request(
    _ method: CountingMethod, _ isCancelled: @escaping @Sendable () -> Bool
  ) -> PieceCountRequest {
    PieceCountRequest(
      counts: Set(CountName.allCases), method: method, isCancelled: isCancelled)
  }

  /// Whether every count is known, at least 1, and at most the true one.
  private func isLowerBound(_ part: PieceCounts, _ whole: PieceCounts) -> Bool {
    func fits(_ name: KeyPath<PieceCounts, Integer?>) -> Bool {
      guard let found = part[keyPath: name], let truth = whole[keyPath: name] else { return false }
      return found >= 1 && found <= truth
    }
    guard let layers = part.perLayer, let all = whole.perLayer else { return false }
    return fits(\.activationPatterns) && fits(\.activationRegions) && fits(\.linearPieces)
      && fits(\.affineFunctions) && layers.count == all.count
      && zip(layers, all).allSatisfy { $0 <= $1 }
  }

  @Test("cancelled after some calls, the counts are lower bounds", arguments: [0, 1, 2, 5])
  func cancelled(calls: Int) throws {
    let network = try ReLUNetwork.sawtooth(width: 3, depth: 8)
    let domain = try Interval(Rational(1, 7), 1)
    let whole = try network.pieceCounts(
      on: domain, PieceCountRequest(counts: Set(CountName.allCases), method: .enumerate))
    for method in CountingMethod.allCases {
      let alarm = Alarm(after: calls)
      let part = try network.pieceCounts(on: domain, request(method, { alarm.ring() }))
      #expect(!part.isComplete, "\(method)")
      #expect(isLowerBound(part, whole), "\(method): \(part)")
    }
    let alarm = Alarm(after: .max)
    let enumerated = try network.pieceCounts(on: domain, request(.enumerate, { alarm.ring() }))
    #expect(enumerated.isComplete && enumerated == whole)
  }

  @Test("cancelled while walking in slices: some of the regions are counted")
  func partOfTheWalk() throws {
    let network = try ReLUNetwork.sawtooth(width: 2, depth: 15)
    let alarm = Alarm(after: 2)
    let part = try network.pieceCounts(
      on: .unit, PieceCountRequest(method: .enumerate, isCancelled: { alarm.ring() }))
    let regions = part.activationRegions ?? 0
    #expect(!part.isComplete && part.method == .enumerate)
    #expect(regions > 1000 && regions < Integer(1 << 15))
    #expect(part.linearPieces ?? 0 <= regions)
    #expect(part.affineFunctions == nil && part.activationPatterns == nil)
  }

  @Test("a budget that is spent stops every method", arguments: CountingMethod.allCases)
  func budget(method: CountingMethod) throws {
    let network = try ReLUNetwork.random(
      widths: [1] + Array(repeating: 24, count: 30) + [1], seed: 1)
    let clock = ContinuousClock()
    let start = clock.now
    let counts = try network.pieceCounts(
      on: .wholeLine, PieceCountRequest(method: method, budgetSeconds: 0.001))
    #expect(!counts.isComplete)
    #expect(counts.activationRegions ?? 0 >= 1)
    #expect(start.duration(to: clock.now) < .seconds(20))
    let longer = try ReLUNetwork.sawtooth(width: 2, depth: 6).pieceCounts(
      on: .unit, PieceCountRequest(method: method, budgetSeconds: 600))
    #expect(longer.isComplete && longer.linearPieces == 64)
  }

  @Test("progress is told, and only rises")
  func progress() throws {
    let told = Mutex<[PieceProgress]>([])
    let network = try ReLUNetwork.sawtooth(width: 2, depth: 15)
    let counts = try network.pieceCounts(
      on: .unit,
      PieceCountRequest(
        method: .enumerate, progress: { step in told.withLock { $0.append(step) } }))
    let steps = told.withLock { $0 }
    #expect(steps.count > 5)
    #expect(
      zip(steps, steps.dropFirst()).allSatisfy {
        $0.activationRegions < $1.activationRegions && $0.fraction <= $1.fraction
      })
    #expect(steps.allSatisfy { $0.fraction >= 0 && $0.fraction <= 1 })
    #expect(Integer(steps.last?.activationRegions ?? 0) <= counts.activationRegions ?? 0)
  }

  @Test("what a visitor throws ends the visit")
  func visitor() throws {
    struct Enough: Error {}
    let network = try ReLUNetwork.sawtooth(width: 2, depth: 40)
    var seen = 0
    #expect(throws: Enough.self) {
      try network.forEachLinearPiece(on: .unit) { _ in
        seen += 1
        if seen == 10 { throw Enough() }
      }
    }
    #expect(seen == 10)
    #expect(throws: PieceCountError.tooManyPieces(limit: 100)) {
      try network.piecewiseLinearFunction(on: .unit, pieceLimit: 100)
    }
    #expect(throws: PieceCountError.noSuchOutput(2, outputs: 1)) {
      try network.piecewiseLinearFunction(on: .unit, output: 1)
    }
  }

  @Test("several inputs are refused by name")
  func severalInputs() throws {
    let network = try ReLUNetwork.random(widths: [2, 3, 1], seed: 1)
    #expect(throws: PieceCountError.severalInputs(2)) { try network.pieceCounts(on: .unit) }
    #expect(throws: PieceCountError.severalInputs(2)) {
      try network.forEachLinearPiece(on: .unit) { _ in }
    }
    #expect("\(PieceCountError.severalInputs(2))".contains("2 inputs"))
  }
}
