import ExactNumbers
import Foundation
@_spi(Benchmarks) import LinearPieces
import ReLUNetworks

/// One workload's times; the walk's and the baseline's alternate in the same process.
struct Measurement {
  let workload: Workload
  /// Seconds of a whole count, from the network to the report, ascending.
  let counts: [Double]
  /// Seconds of the walk alone and of the plain-double walk, both prepared beforehand, ascending.
  let walks: [Double]
  let baselines: [Double]

  /// Runs a workload; stops the program when a count is not the expected one.
  init(_ workload: Workload) throws {
    self.workload = workload
    let network = try workload.network()
    // Short workloads are repeated within a run, so that the clock's grain does not show.
    let once = try Self.time { try Self.count(workload, network) }
    let inner = max(1, Int(0.02 / max(once, 1e-6)))
    let runs = once > 0.2 ? 5 : 15
    counts = try (0..<runs).map { _ in
      try Self.time { for _ in 0..<inner { try Self.count(workload, network) } } / Double(inner)
    }.sorted()
    guard workload.hasBaseline else {
      (walks, baselines) = ([], [])
      return
    }
    let walk = try PreparedWalk(network, on: workload.domain)
    let plain = PlainWalk(network, from: -1, to: 1)
    var (walks, baselines): ([Double], [Double]) = ([], [])
    for _ in 0..<2 * runs {
      walks.append(Self.time { for _ in 0..<inner { _ = walk.countPieces() } } / Double(inner))
      baselines.append(Self.time { for _ in 0..<inner { plain.run() } } / Double(inner))
    }
    guard walk.countPieces() == plain.pieces, Integer(plain.pieces) == workload.expected else {
      fatalError(
        "\(workload.name): the walks find \(walk.countPieces()) and \(plain.pieces) pieces")
    }
    self.walks = walks.sorted()
    self.baselines = baselines.sorted()
  }

  private static func count(_ workload: Workload, _ network: ReLUNetwork) throws {
    let request = PieceCountRequest(method: workload.method)
    let counts = try network.pieceCounts(on: workload.domain, request)
    guard counts.linearPieces == workload.expected else {
      fatalError("\(workload.name): \(counts) instead of \(workload.expected) pieces")
    }
  }

  private static func time(_ body: () throws -> Void) rethrows -> Double {
    let elapsed = try ContinuousClock().measure(body)
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
  }

  private static func median(_ seconds: [Double]) -> Double { seconds[seconds.count / 2] }

  /// The highest resident memory of this process so far, in bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }

  /// The columns of `Main`'s header.
  var row: [String] {
    let median = Self.median(counts)
    let pieces = Int(exactly: workload.expected)
    let digits = workload.expected.description.count
    let rate = pieces.map { String(format: "%.0fk", Double($0) / median / 1000) } ?? "-"
    let ratio =
      walks.isEmpty ? "-" : String(format: "×%.2f", Self.median(walks) / Self.median(baselines))
    return [
      workload.name, pieces.map(String.init) ?? "\(digits) digits",
      String(format: "%.3f ms", median * 1000), rate,
      String(format: "%.0f MB", Double(Self.peakMemory) / 1e6), ratio,
    ]
  }
}
