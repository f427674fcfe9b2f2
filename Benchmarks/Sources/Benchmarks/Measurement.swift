import ExactNumbers
@_spi(Benchmarks) import LinearPieces
import ReLUNetworks

/// One workload's times along a line; the walk's and the baseline's alternate in the same process.
struct Measurement {
  let workload: Workload
  /// Seconds of a whole count, from the network to the report.
  let counts: Times
  /// Seconds of the walk alone and of the plain-double walk, both prepared beforehand.
  private(set) var (walks, baselines) = (Times(), Times())

  static let columns = [
    "workload", "pieces", "median of a count", "pieces per second", "peak memory",
    "walk ÷ plain double",
  ]

  /// Runs a workload; stops the program when a count is not the expected one.
  init(_ workload: Workload) throws {
    self.workload = workload
    let network = try workload.network()
    counts = try Times(of: { try Self.count(workload, network) })
    guard workload.hasBaseline else { return }
    let walk = try PreparedWalk(network, on: workload.domain)
    let plain = PlainWalk(network, from: -1, to: 1)
    (walks, baselines) = Times.alternating({ _ = walk.countPieces() }, { plain.run() })
    guard walk.countPieces() == plain.pieces, Integer(plain.pieces) == workload.expected else {
      fatalError(
        "\(workload.name): the walks find \(walk.countPieces()) and \(plain.pieces) pieces")
    }
  }

  private static func count(_ workload: Workload, _ network: ReLUNetwork) throws {
    let request = PieceCountRequest(method: workload.method)
    let counts = try network.pieceCounts(on: workload.domain, request)
    guard counts.linearPieces == workload.expected else {
      fatalError("\(workload.name): \(counts) instead of \(workload.expected) pieces")
    }
  }

  /// As `columns` says.
  var row: [String] {
    let pieces = Int(exactly: workload.expected)
    let digits = workload.expected.description.count
    return [
      workload.name, pieces.map(String.init) ?? "\(digits) digits", counts.milliseconds,
      pieces.map(counts.rate) ?? "-", Times.peakMemory, Times.ratio(walks, baselines),
    ]
  }
}
