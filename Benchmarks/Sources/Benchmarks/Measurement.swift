import ExactNumbers
import Foundation
import LinearPieces
import ReLUNetworks

/// One workload's times, the baseline's in the same process and alternating with it.
struct Measurement {
  let workload: Workload
  let repetitions: Int
  let seconds: [Double]
  let baselineSeconds: [Double]

  /// Runs a workload; stops the program when the count is not the expected one.
  init(_ workload: Workload) throws {
    self.workload = workload
    let network = try workload.network()
    var (seconds, baseline): ([Double], [Double]) = ([], [])
    // Short workloads are repeated within a run, so that the clock's grain does not show.
    let once = try Self.time { try Self.count(workload, network) }
    let inner = max(1, Int(0.02 / max(once, 1e-6)))
    let runs = once > 0.2 ? 5 : 15
    for _ in 0..<runs {
      seconds.append(
        try Self.time { for _ in 0..<inner { try Self.count(workload, network) } } / Double(inner))
      guard workload.hasBaseline else { continue }
      baseline.append(
        Self.time { for _ in 0..<inner { PlainWalk(network, from: -1, to: 1).run() } }
          / Double(inner))
    }
    repetitions = runs
    self.seconds = seconds.sorted()
    baselineSeconds = baseline.sorted()
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

  private var median: Double { seconds[seconds.count / 2] }

  /// The highest resident memory of this process so far, in bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }

  /// workload, pieces, median, pieces per second, peak memory, ratio to plain doubles.
  var row: [String] {
    let pieces = Int(exactly: workload.expected)
    let digits = workload.expected.description.count
    let rate = pieces.map { String(format: "%.0fk/s", Double($0) / median / 1000) } ?? "-"
    let ratio =
      baselineSeconds.isEmpty
      ? "-" : String(format: "x%.2f", median / baselineSeconds[baselineSeconds.count / 2])
    return [
      workload.name, pieces.map(String.init) ?? "\(digits) digits",
      String(format: "%.3f ms", median * 1000), rate,
      String(format: "%.0f MB", Double(Self.peakMemory) / 1e6), ratio,
    ]
  }
}
