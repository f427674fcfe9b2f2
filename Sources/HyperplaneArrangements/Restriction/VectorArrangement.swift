internal import ExactNumbers

/// The hyperplanes as vectors up to a factor, in which one of them is at infinity.
///
/// A central arrangement is its normals; another one is coned: (c, a₁, …, a_d) for each hyperplane,
/// with the vector (1, 0, …, 0) of the hyperplane at infinity beside them. Coordinates that
/// the others determine are left out, so that the vectors span their space of r dimensions.
struct VectorArrangement {
  /// Shape (hyperplanes × r); the vector at infinity of a cone is not among them.
  let vectors: [[Integer]]
  /// Whether these are the normals of a central arrangement.
  let isCentral: Bool
  /// r, the number of coordinates.
  let rank: Int
  /// Of all r×r minors, those with the vector at infinity included.
  let minorBound: MinorBound

  init(_ arrangement: HyperplaneArrangement) {
    isCentral = arrangement.isCentral
    let rows = isCentral ? arrangement.rows.map { Array($0.dropFirst()) } : arrangement.rows
    let infinity = isCentral ? [] : [Self.unit(arrangement.dimension + 1)]
    let columns = independentColumns(of: infinity + rows)
    let order = isCentral ? columns : [0] + Self.ordered(Array(columns.dropFirst()), rows)
    var vectors = rows.map { row in order.map { row[$0] } }
    if isCentral { vectors = Self.withInfinityFirst(vectors) }
    self.vectors = vectors
    rank = order.count
    minorBound = MinorBound(
      rows: vectors + (isCentral ? [] : [Self.unit(order.count)]))
  }

  private static func unit(_ length: Int) -> [Integer] {
    (0..<length).map { $0 == 0 ? 1 : 0 }
  }

  /// The vector of fewest entries goes to the front, with a coordinate of its own there.
  private static func withInfinityFirst(_ vectors: [[Integer]]) -> [[Integer]] {
    func entries(_ vector: [Integer]) -> Int { vector.count { $0.sign != .zero } }
    guard let index = vectors.indices.min(by: { entries(vectors[$0]) < entries(vectors[$1]) }),
      let pivot = vectors[index].lastIndex(where: { $0.sign != .zero })
    else { return vectors }
    let others = ordered(vectors[index].indices.filter { $0 != pivot }, vectors)
    var sorted = vectors.map { vector in [vector[pivot]] + others.map { vector[$0] } }
    sorted.swapAt(0, index)
    return sorted
  }

  /// Coordinates in an order that completes as many vectors as early as possible: what a pivot's
  /// restriction then has to change is small, and equal restrictions are frequent.
  private static func ordered(_ columns: [Int], _ rows: [[Integer]]) -> [Int] {
    let supports = rows.map { row in columns.filter { row[$0].sign != .zero } }
    var missing = supports.map(\.count)
    var rest = columns
    var order: [Int] = []
    while !rest.isEmpty {
      func gain(_ column: Int) -> (Int, Int) {
        var (complete, touched) = (0, 0)
        for (index, support) in supports.enumerated() where support.contains(column) {
          if missing[index] == 1 { complete += 1 }
          if missing[index] < support.count { touched += 1 }
        }
        return (complete, touched)
      }
      let best = rest.indices.max { left, right in
        let (a, b) = (gain(rest[left]), gain(rest[right]))
        return a == b ? left > right : a < b
      }
      let column = rest.remove(at: best ?? 0)
      order.append(column)
      for (index, support) in supports.enumerated() where support.contains(column) {
        missing[index] -= 1
      }
    }
    return order
  }

  /// The vectors modulo a prime, without the one at infinity, each with last nonzero entry 1.
  ///
  /// A central arrangement is turned so that its first vector becomes (1, 0, …, 0): u₀' = u₀ / v₀
  /// and u_i' = u_i − v_i u₀'.
  ///
  /// - Returns: shape (vectors × r), with nil where the prime divides an entry that must not vanish.
  func residues(modulo prime: UInt64) -> [[UInt64]]? {
    var residues = vectors.map { $0.map { $0.residue(modulo: prime) } }
    if isCentral {
      guard let first = residues.first, first[0] != 0 else { return vectors.isEmpty ? [] : nil }
      let inverse = Primes.inverse(first[0], modulo: prime)
      residues = residues.dropFirst().map { vector in
        let lead = Primes.product(vector[0], inverse, modulo: prime)
        return vector.indices.map { index in
          if index == 0 { return lead }
          let product = Primes.product(first[index], lead, modulo: prime)
          return vector[index] >= product
            ? vector[index] - product : vector[index] + (prime - product)
        }
      }
    }
    return residues
  }
}
