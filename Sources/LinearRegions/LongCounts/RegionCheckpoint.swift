/// Where a count was when it was saved: enough to go on from there, in another process or on another
/// machine.
///
/// A depth-first search always cuts the same cells in the same order. So the place of each search is a
/// short path of sides of cuts, and the size of a checkpoint does not grow with the count.
public struct RegionCheckpoint: Codable, Hashable, Sendable {
  /// What was counted: `ReLUNetwork.regionTask(in:layers:)`.
  public let task: String
  /// Which shard of it, as "i/n".
  public let shard: String
  /// Cells after 1, 2, … hidden layers that finished searches have counted.
  let counted: [Int]
  /// The parts that searches have claimed, as ranges: for each its first part and the one behind its
  /// last.
  let claimed: [Int]
  /// The share of the search in these, in millionths: a guide for progress.
  let millionths: Int
  /// Searches under way.
  let walks: [Walk]

  /// A search under way.
  struct Walk: Codable, Hashable, Sendable {
    /// The path to the node that it searches next.
    var path: String
    /// The number of the part that it meets next.
    var nextPart: Int
    /// Whether it counts what lies above the parts.
    var isFirst: Bool
    /// Cells after 1, 2, … hidden layers that it has counted.
    var cells: [Int]

    /// A search that has not begun.
    static func start(isFirst: Bool, depth: Int) -> Walk {
      Walk(path: "", nextPart: 0, isFirst: isFirst, cells: Array(repeating: 0, count: depth))
    }
  }

  /// The parts that searches have claimed.
  var claimedParts: [Int] {
    stride(from: 0, to: claimed.count - 1, by: 2).flatMap { claimed[$0]..<claimed[$0 + 1] }
  }

  /// Parts as ranges.
  static func ranges(of parts: [Int]) -> [Int] {
    var bounds: [Int] = []
    for part in parts.sorted() {
      if bounds.last == part {
        bounds[bounds.count - 1] = part + 1
      } else {
        bounds += [part, part + 1]
      }
    }
    return bounds
  }

  /// Whether nothing is left to be counted.
  public var isComplete: Bool { walks.isEmpty }

  /// Activation regions counted so far.
  public var activationRegions: Int {
    (counted.last ?? 0) + walks.reduce(0) { $0 + ($1.cells.last ?? 0) }
  }

  /// Whether the numbers can be those of a search of so many hidden layers.
  func fits(depth: Int) -> Bool {
    let tallies = [counted] + walks.map(\.cells)
    return tallies.allSatisfy { $0.count == depth && $0.allSatisfy { $0 >= 0 } }
      && claimed.count % 2 == 0 && zip([0] + claimed, claimed).allSatisfy { $0 <= $1 }
      && claimed.allSatisfy { $0 < 1 << 24 } && walks.allSatisfy { $0.nextPart >= 0 }
      && walks.allSatisfy { SearchPath(text: $0.path) != nil } && 0...1_000_000 ~= millionths
  }
}
