import Constructions
import ExactNumbers
import Foundation
import LinearPieces
import NetworkFormats
import ReLUNetworks

/// One thing to measure: what it counts, the count that must come out, and the baseline if there is
/// one.
struct Workload: Sendable {
  let name: String
  let domain: Interval
  let method: CountingMethod
  let expected: Integer
  let network: @Sendable () throws -> ReLUNetwork
  /// Whether the plain-double walk runs beside it.
  let hasBaseline: Bool

  static let all: [Workload] =
    [(4, 153), (8, 290), (16, 556)].map { depth, pieces in
      Workload(
        name: "1-64x\(depth)-1 on [-1,1]", domain: interval(-1, 1), method: .enumerate,
        expected: Integer(pieces), network: { try file("1-64x\(depth)-1.npz") }, hasBaseline: true)
    } + [
      Workload(
        name: "sawtooth K=2 H=20 on [0,1], enumerated", domain: .unit, method: .enumerate,
        expected: Integer(2).power(20), network: { try .sawtooth(width: 2, depth: 20) },
        hasBaseline: false),
      Workload(
        name: "sawtooth K=10 H=1000 on [0,1], folded", domain: .unit, method: .fold,
        expected: Integer(10).power(1000), network: { try .sawtooth(width: 10, depth: 1000) },
        hasBaseline: false),
      Workload(
        name: "sawtooth K=10 H=4000 on [0,1], folded", domain: .unit, method: .fold,
        expected: Integer(10).power(4000), network: { try .sawtooth(width: 10, depth: 4000) },
        hasBaseline: false),
      Workload(
        name: "zigzag K=10 H=1000 on [0,1], folded", domain: .unit, method: .fold,
        expected: Integer(11).power(1000), network: { try .zigzag(width: 10, depth: 1000) },
        hasBaseline: false),
    ]

  static func interval(_ lower: Rational, _ upper: Rational) -> Interval {
    (try? Interval(lower, upper)) ?? .unit
  }

  /// A network of `Benchmarks/Networks`, wherever the command is run.
  static func file(_ name: String) throws -> ReLUNetwork {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Networks/\(name)").standardized
    return try NetworkFile(path: folder.path(percentEncoded: false)).network
  }
}
