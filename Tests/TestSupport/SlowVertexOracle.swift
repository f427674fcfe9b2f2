public import ExactNumbers
public import ReLUNetworks

/// All counts of regions of a small network of any number of inputs on a bounded box, by solving all systems
/// of equations.
///
/// It shares nothing with the engine. Cells are polytopes given by inequalities; their vertices are all
/// solutions of n of these that fulfil the others. Faces are asked for their patterns at a point inside, and
/// all pairs of cells for what they have in common.
public enum SlowVertexOracle {
  /// A part of the box on which the pattern is constant.
  public struct Cell: Sendable {
    /// Its closure.
    public let polytope: SlowPolytope
    /// The pattern in its interior.
    public let pattern: ActivationPattern
    /// The outputs on it: for each a constant, then a coefficient an input.
    public let map: [[Rational]]
  }

  /// Counts the regions.
  ///
  /// - Complexity: the square of the number of cells.
  public static func counts(
    of network: ReLUNetwork, in box: [(Rational, Rational)]
  ) -> SlowRegionOracle.Counts {
    var perLayer: [Int] = []
    let cells = cells(of: network, in: box) { perLayer.append($0) }
    var patterns: Set<ActivationPattern> = []
    for cell in cells {
      for point in cell.polytope.facePoints {
        patterns.insert(network.activationPattern(at: point))
      }
    }
    return SlowRegionOracle.Counts(
      (
        patterns.count, cells.count, components(cells, open: true),
        components(cells, open: false), Set(cells.map(\.map)).count
      ), perLayer: perLayer)
  }

  /// The cells after the last layer; after each layer their number.
  public static func cells(
    of network: ReLUNetwork, in box: [(Rational, Rational)], _ count: (Int) -> Void = { _ in }
  ) -> [Cell] {
    let form = network.standardForm
    let identity = box.indices.map { axis in
      [Rational(0)] + box.indices.map { $0 == axis ? Rational(1) : 0 }
    }
    var parts = [(polytope: SlowPolytope(box), map: identity)]
    for layer in form.hidden {
      parts = parts.flatMap { part in
        let rows = image(of: part.map, under: layer)
        var cells = [part.polytope]
        for row in rows { cells = cells.flatMap { cut($0, by: row) } }
        return cells.map { cell in
          (
            cell,
            rows.map { row in
              SlowPolytope.value(row, at: cell.middle).sign == .positive ? row : row.map { _ in 0 }
            }
          )
        }
      }
      count(parts.count)
    }
    return parts.map { part in
      Cell(
        polytope: part.polytope, pattern: network.activationPattern(at: part.polytope.middle),
        map: image(of: part.map, under: form.output))
    }
  }

  private static func image(of map: [[Rational]], under layer: AffineMap) -> [[Rational]] {
    (0..<layer.outputDimension).map { row in
      var sum = [Rational](repeating: 0, count: map.first?.count ?? 1)
      sum[0] = layer.biases[row]
      for (weight, input) in zip(layer.row(row), map) {
        for index in sum.indices { sum[index] += weight * input[index] }
      }
      return sum
    }
  }

  private static func cut(_ cell: SlowPolytope, by form: [Rational]) -> [SlowPolytope] {
    let signs = Set(cell.vertices.map { SlowPolytope.value(form, at: $0).sign })
    guard signs.contains(.positive), signs.contains(.negative) else { return [cell] }
    return [
      SlowPolytope(forms: cell.forms + [form]),
      SlowPolytope(forms: cell.forms + [form.map { -$0 }]),
    ]
  }

  /// R4 or R5: cells of one map that hang together, through facets, or through all points where the
  /// network equals the map.
  private static func components(_ cells: [Cell], open: Bool) -> Int {
    let dimension = cells[0].polytope.vertices[0].count
    let vertices = cells.map { Set($0.polytope.vertices) }
    var contacts: [(Int, Int, common: [[Rational]])] = []
    for second in cells.indices {
      for first in 0..<second {
        let common = Array(vertices[first].intersection(vertices[second]))
        if !common.isEmpty { contacts.append((first, second, common)) }
      }
    }
    return Set(cells.map(\.map)).reduce(0) { total, map in
      var parents = Array(cells.indices)
      func root(_ cell: Int) -> Int {
        parents[cell] == cell ? cell : root(parents[cell])
      }
      for (first, second, common) in contacts {
        let joins =
          open
          ? cells[first].map == map && cells[second].map == map
            && SlowPolytope.affineRank(common) == dimension - 1
          : vanishes(cells[first].map, minus: map, between: common)
        if joins { parents[root(first)] = root(second) }
      }
      return total + Set(cells.indices.filter { cells[$0].map == map }.map(root)).count
    }
  }

  /// Whether two maps agree at a point of the hull of some points.
  private static func vanishes(
    _ map: [[Rational]], minus other: [[Rational]], between points: [[Rational]]
  ) -> Bool {
    var points = points
    for (row, wanted) in zip(map, other) {
      let form = zip(row, wanted).map { $0 - $1 }
      let values = points.map { SlowPolytope.value(form, at: $0) }
      var zeros = points.indices.filter { values[$0].sign == .zero }.map { points[$0] }
      for a in points.indices where values[a].sign == .positive {
        for b in points.indices where values[b].sign == .negative {
          let share = values[a] / (values[a] - values[b])
          zeros.append(zip(points[a], points[b]).map { $0 + share * ($1 - $0) })
        }
      }
      points = Array(Set(zeros))
      if points.isEmpty { return false }
    }
    return true
  }
}
