import Constructions
import ExactNumbers
import LinearRegions
import ReLUNetworks

/// One count in several inputs to measure, on [-1, 1]ⁿ, and the count that must come out.
struct SpaceWorkload: Sendable {
  let name: String
  let expected: Int
  /// Whether the search is set beside the same one in plain doubles.
  let hasBaseline: Bool
  let network: @Sendable () throws -> ReLUNetwork

  static let all: [SpaceWorkload] =
    [("3-16x3", 8202), ("3-32x3", 64_466), ("4-16x3", 122_837), ("5-16x3", 685_730)].map {
      name, regions in
      SpaceWorkload(
        name: "\(name)-1", expected: regions, hasBaseline: true,
        network: { try Workload.file("\(name)-1.npz") })
    }
    + [
      ([4, 30, 1], 28_621, false), ([5, 40, 1], 617_875, false),
      ([6, 12, 12, 12, 1], 1_322_832, false), ([8, 12, 12, 1], 653_708, false),
      ([10, 12, 12, 1], 807_234, false),
    ].map { widths, regions, hasBaseline in
      SpaceWorkload(
        name: "random \(widths.map(String.init).joined(separator: "-"))", expected: regions,
        hasBaseline: hasBaseline, network: { try .random(widths: widths, seed: 1) })
    }
}
