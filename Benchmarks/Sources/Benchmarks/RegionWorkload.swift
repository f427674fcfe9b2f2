import Constructions
import ExactNumbers
import ReLUNetworks

/// One search of the plane to measure, and the count that must come out.
struct RegionWorkload: Sendable {
  enum Comparison: Sendable {
    /// The search beside the same one in plain doubles, both prepared beforehand.
    case plainDouble
    /// The search with every sign decided exactly, instead of a count.
    case exactSearch
    /// A count by two threads beside one by one thread.
    case twoThreads
  }

  let name: String
  let box: [Interval]
  let expected: Int
  let comparison: Comparison?
  let network: @Sendable () throws -> ReLUNetwork

  static let all: [RegionWorkload] = [
    RegionWorkload(
      name: "2-32x4-1 on [-1,1]²", box: square(1), expected: 4462, comparison: .plainDouble,
      network: { try Workload.file("2-32x4-1.npz") }),
    RegionWorkload(
      name: "2-64x6-1 on [-1,1]²", box: square(1), expected: 26478, comparison: .plainDouble,
      network: { try Workload.file("2-64x6-1.npz") }),
    RegionWorkload(
      name: "2-32x4-1 on [-1,1]², every sign exact", box: square(1), expected: 4462,
      comparison: .exactSearch, network: { try Workload.file("2-32x4-1.npz") }),
    RegionWorkload(
      name: "2-16x3-1 on all of R²", box: [.wholeLine, .wholeLine], expected: 1382,
      comparison: nil, network: { try Workload.file("2-16x3-1.npz") }),
    RegionWorkload(
      name: "random 2-192x8-1 on [-8,8]²", box: square(8), expected: 1_033_972,
      comparison: .twoThreads,
      network: { try .random(widths: [2] + Array(repeating: 192, count: 8) + [1], seed: 1) }),
  ]

  private static func square(_ half: Rational) -> [Interval] {
    Array(repeating: Workload.interval(-half, half), count: 2)
  }
}
