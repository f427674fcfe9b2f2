import ExactNumbers
import HyperplaneArrangements

/// Slow, plainly right counts for small arrangements.
enum SlowArrangementOracle {
  /// χ by Whitney's theorem: Σ (−1)^|B| t^(d − rank B) over the subsets B with a common point.
  ///
  /// - Returns: the coefficients, the constant one first.
  static func characteristicPolynomial(_ arrangement: HyperplaneArrangement) -> [Integer] {
    var coefficients = [Integer](repeating: 0, count: arrangement.dimension + 1)
    let hyperplanes = arrangement.hyperplanes
    for subset in 0..<(1 << hyperplanes.count) {
      let chosen = hyperplanes.indices.filter { subset >> $0 & 1 == 1 }.map { hyperplanes[$0] }
      let rank = rank(chosen.map(\.normal))
      guard rank == self.rank(chosen.map { $0.normal + [$0.offset] }) else { continue }
      coefficients[arrangement.dimension - rank] += chosen.count % 2 == 0 ? 1 : -1
    }
    return coefficients
  }

  /// The rank of a matrix, by Gauss.
  static func rank(_ rows: [[Rational]]) -> Int {
    var rows = rows
    var rank = 0
    for column in 0..<(rows.first?.count ?? 0) {
      guard let pivot = rows[rank...].firstIndex(where: { $0[column].sign != .zero }) else {
        continue
      }
      rows.swapAt(rank, pivot)
      for row in (rank + 1)..<max(rows.count, rank + 1) where rows[row][column].sign != .zero {
        let factor = rows[row][column] / rows[rank][column]
        rows[row] = zip(rows[row], rows[rank]).map { $0 - factor * $1 }
      }
      rank += 1
      if rank == rows.count { break }
    }
    return rank
  }

  /// The cells of a bounded box, by cutting polytopes that keep their corners: no cell is missed and
  /// none is counted twice, since each is what is left of one on one side.
  static func regionCount(_ arrangement: HyperplaneArrangement, box: [(Rational, Rational)]) -> Int
  {
    cells(arrangement, box: box).count
  }

  /// The mean of each cell's corners, a point of its interior.
  static func cells(
    _ arrangement: HyperplaneArrangement, box: [(Rational, Rational)]
  ) -> [[Rational]] {
    var cells = [Cell(box: box)]
    for (index, hyperplane) in arrangement.hyperplanes.enumerated() {
      cells = cells.flatMap { $0.cut(by: hyperplane, facet: 2 * box.count + index) }
    }
    return cells.map(\.centre)
  }

  private struct Cell {
    var corners: [(point: [Rational], facets: Set<Int>)]

    init(_ corners: [(point: [Rational], facets: Set<Int>)]) { self.corners = corners }

    init(box: [(Rational, Rational)]) {
      corners = (0..<(1 << box.count)).map { bits in
        let isUpper = box.indices.map { bits >> $0 & 1 == 1 }
        return (
          box.indices.map { isUpper[$0] ? box[$0].1 : box[$0].0 },
          Set(box.indices.map { 2 * $0 + (isUpper[$0] ? 1 : 0) })
        )
      }
    }

    var centre: [Rational] {
      corners[0].point.indices.map { axis in
        corners.reduce(Rational.zero) { $0 + $1.point[axis] } / Rational(corners.count)
      }
    }

    func cut(by hyperplane: Hyperplane, facet: Int) -> [Cell] {
      let values = corners.map { corner in
        zip(hyperplane.normal, corner.point).reduce(-hyperplane.offset) { $0 + $1.0 * $1.1 }
      }
      let signs = Set(values.map(\.sign))
      guard signs.contains(.positive), signs.contains(.negative) else { return [self] }
      var onCut = corners.indices.filter { values[$0].sign == .zero }.map { index in
        (point: corners[index].point, facets: corners[index].facets.union([facet]))
      }
      for first in corners.indices {
        for second in corners.indices.dropFirst(first + 1)
        where values[first].sign * values[second].sign == .negative {
          let shared = corners[first].facets.intersection(corners[second].facets)
          let isEdge = corners.indices.allSatisfy {
            $0 == first || $0 == second || !shared.isSubset(of: corners[$0].facets)
          }
          guard isEdge else { continue }
          let t = values[first] / (values[first] - values[second])
          let point = zip(corners[first].point, corners[second].point).map { $0 + t * ($1 - $0) }
          onCut.append((point, shared.union([facet])))
        }
      }
      return [Sign.positive, .negative].map { sign in
        Cell(corners.indices.filter { values[$0].sign == sign }.map { corners[$0] } + onCut)
      }
    }
  }
}
