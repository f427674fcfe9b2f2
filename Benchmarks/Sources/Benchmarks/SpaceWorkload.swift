import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks

/// One count in several inputs to measure, and the count that must come out.
struct SpaceWorkload: Sendable {
  let name: String
  let expected: Int
  /// Whether the search is set beside the same one in plain doubles.
  var hasBaseline = false
  /// Where each input ranges.
  var side = Workload.interval(-1, 1)
  let network: @Sendable () throws -> ReLUNetwork

  static let all: [SpaceWorkload] =
    [("3-16x3", 8202), ("3-32x3", 64_466), ("4-16x3", 122_837), ("5-16x3", 685_730)].map {
      name, regions in
      SpaceWorkload(
        name: "\(name)-1", expected: regions, hasBaseline: true,
        network: { try Workload.file("\(name)-1.npz") })
    }
    + [
      ([4, 30, 1], 28_621), ([5, 40, 1], 617_875), ([6, 12, 12, 12, 1], 1_322_832),
      ([8, 12, 12, 1], 653_708), ([10, 12, 12, 1], 807_234),
    ].map { widths, regions in
      SpaceWorkload(
        name: name(widths), expected: regions,
        network: { try .random(widths: widths, seed: 1) })
    }
    + [([784, 10, 10, 1], 166_333), ([8, 10, 8, 8, 1], 569_101)].map { widths, regions in
      SpaceWorkload(
        name: "\(name(widths)) on all of the space", expected: regions, side: .wholeLine,
        network: { try .random(widths: widths, seed: 1) })
    }

  private static func name(_ widths: [Int]) -> String {
    "random \(widths.map(String.init).joined(separator: "-"))"
  }
}
