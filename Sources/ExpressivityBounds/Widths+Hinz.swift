public import ExactNumbers

/// How a layer splits regions of one image dimension, in the sense of Hinz and van de Geer.
public enum RegionSplit: String, Hashable, Sendable, CaseIterable {
  /// C(n, j) of the parts have dimension min(d, n − j), for j = 0, …, d: Serra et al. 2018.
  case serra
  /// All Z(n, d) parts keep dimension d: Montúfar 2017.
  case montufar
  /// 2ⁿ parts, whatever the dimension.
  case naive
}

/// How many regions have an image of dimension 0, 1, …, after some hidden layers.
package struct RegionHistogram: Hashable, Sendable {
  /// Entry d: the number of regions whose image has dimension at most d, booked under d.
  package private(set) var counts: [Integer]

  /// One region of full dimension.
  package init(dimension: Int) {
    counts = Array(repeating: .zero, count: dimension) + [.one]
  }

  /// The number of regions.
  package var total: Integer { counts.reduce(.zero, +) }

  /// Passes all regions through a layer of `width` neurons.
  package mutating func pass(width: Int, split: RegionSplit) {
    clip(to: width)
    let dimension = counts.count - 1
    switch split {
    case .naive:
      counts = counts.map { $0 << width }
    case .montufar:
      let row = BinomialRow(width, through: dimension)
      counts = counts.indices.map { counts[$0] * row.sum(through: $0) }
    case .serra:
      passSerra(width: width, row: BinomialRow(width, through: dimension))
    }
  }

  /// An image in `width` coordinates has no higher dimension than that.
  private mutating func clip(to width: Int) {
    while counts.count > width + 1 {
      let top = counts.removeLast()
      counts[counts.count - 1] += top
    }
  }

  /// Dimension d goes to k = min(d, n − j) in C(n, j) ways, j ≤ d: to k = d for every
  /// j ≤ min(d, n − d), and to each k < d with n − k ≤ d in C(n, k) ways.
  private mutating func passSerra(width n: Int, row: BinomialRow) {
    let dimension = counts.count - 1
    // above[k]: how many regions have dimension k or more.
    var above = Array(repeating: Integer.zero, count: dimension + 2)
    for d in counts.indices.reversed() { above[d] = above[d + 1] + counts[d] }
    counts = counts.indices.map { k in
      let from = max(k + 1, n - k)
      let fallen = from <= dimension ? row.choose(k) * above[from] : .zero
      return counts[k] * row.sum(through: min(k, n - k)) + fallen
    }
  }
}

extension Widths {
  /// The bound of Hinz and van de Geer: a histogram of image dimensions pushed through the layers.
  ///
  /// - Parameter split: how a layer splits the regions of one dimension; `.serra` gives the same
  ///   number as `serra2018Bound()`, `.montufar` the same as `montufar2017Bound()`.
  /// - Returns: the total after the last layer, an upper bound on activation regions.
  /// - Complexity: O(Σ d_l) products with d_l = min(n₀, …, n_l).
  /// - Source: Hinz, van de Geer 2019 (arXiv 1806.01918).
  public func hinzBound(_ split: RegionSplit) -> Integer {
    // No more dimensions than the first layer's width survive it, so none need be booked.
    var histogram = RegionHistogram(dimension: min(inputs, hidden[0]))
    for width in hidden { histogram.pass(width: width, split: split) }
    return histogram.total
  }
}
