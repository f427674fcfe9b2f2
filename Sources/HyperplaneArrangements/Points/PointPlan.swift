/// How to count the points of 𝔽_qᴰ that lie on none of some hyperplanes c + a₁x₁ + … + a_D x_D = 0.
///
/// Coordinates are chosen one after the other. A hyperplane whose last coordinate is x_k (with
/// a_k = 1) forbids one value of it, −(c + a₁x₁ + … + a_{k−1}x_{k−1}); the values that all of them
/// forbid are a set of residues, a *mask*. Hyperplanes that agree in a_{j+1}, …, a_{k−1} make a mask
/// of their first j coefficients alone, and masks of equal sets of first coefficients are one: for
/// subset sums, one mask for every j. A mask after x_j is a union of masks before it, shifted by
/// −a_j x_j.
struct PointPlan {
  /// A mask as a union of earlier ones, each shifted by −coefficient · x_j.
  struct Union: Hashable {
    struct Term: Hashable {
      let mask: Int
      let coefficient: Int
    }
    let terms: [Term]
  }

  /// q.
  let prime: Int
  /// D.
  let dimension: Int
  /// The values of each mask before x₁ is chosen.
  private(set) var constants: [[Int]] = []
  /// The masks after x_j as unions of those before, for j = 1, …, D − 1, at j − 1.
  private(set) var unions: [[Union]]
  /// The mask of the values forbidden for x_k, at k − 1; nil for none.
  private(set) var targets: [Int?] = []
  /// Coordinates of the same class are interchangeable and stand together; numbered by class.
  let classes: [Int]

  private var known: [[[[UInt64]]: Int]]

  /// Plans the count for vectors (c, a₁, …, a_D) modulo a prime.
  init(_ vectors: [[UInt64]], prime: UInt64, dimension: Int) {
    self.prime = Int(prime)
    self.dimension = dimension
    let symmetry = CoordinateSymmetry(vectors, prime: prime, dimension: dimension)
    classes = symmetry.classes
    unions = [[Union]](repeating: [], count: max(dimension - 1, 0))
    known = [[[[UInt64]]: Int]](repeating: [:], count: max(dimension, 1))
    let rows = symmetry.vectors
    for k in 1..<max(dimension + 1, 1) {
      let prefixes = rows.filter { $0.lastIndex { $0 != 0 } == k }.map { Array($0.prefix(k)) }
      targets.append(prefixes.isEmpty ? nil : mask(of: prefixes))
    }
    known = []
  }

  /// The number of the mask for vectors (c, a₁, …, a_j), made if need be.
  private mutating func mask(of prefixes: [[UInt64]]) -> Int {
    let level = prefixes[0].count - 1
    let key = prefixes.sorted { $0.lexicographicallyPrecedes($1) }
    if let index = known[level][key] { return index }
    let index: Int
    if level == 0 {
      constants.append(key.map { $0[0] == 0 ? 0 : prime - Int($0[0]) })
      index = constants.count - 1
    } else {
      let groups = Dictionary(grouping: key) { $0[level] }
      let terms = groups.keys.sorted().map { coefficient in
        Union.Term(
          mask: mask(of: (groups[coefficient] ?? []).map { Array($0.dropLast()) }),
          coefficient: Int(coefficient))
      }
      unions[level - 1].append(Union(terms: terms))
      index = unions[level - 1].count - 1
    }
    known[level][key] = index
    return index
  }
}

/// Which coordinates an arrangement of vectors modulo a prime lets one interchange.
struct CoordinateSymmetry {
  /// The vectors with coordinates of one class side by side, the largest class last.
  let vectors: [[UInt64]]
  /// The class of each coordinate but the constant one, in that order.
  let classes: [Int]

  /// Vectors (c, a₁, …, a_D) whose last entry that is not zero is made 1.
  init(_ given: [[UInt64]], prime: UInt64, dimension: Int) {
    let set = Set(given.map { Self.normalised($0, prime) })
    // Transpositions generate: being interchangeable is an equivalence.
    var groups: [[Int]] = []
    for coordinate in 1..<max(dimension + 1, 1) {
      let group = groups.firstIndex { group in
        set.allSatisfy { vector in
          if vector[group[0]] == vector[coordinate] { return true }
          var swapped = vector
          swapped.swapAt(group[0], coordinate)
          return set.contains(Self.normalised(swapped, prime))
        }
      }
      if let group { groups[group].append(coordinate) } else { groups.append([coordinate]) }
    }
    let ordered = groups.enumerated().sorted {
      ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
    }.map(\.element)
    let order = [0] + ordered.flatMap { $0 }
    classes = ordered.enumerated().flatMap { index, group in group.map { _ in index } }
    vectors = given.map { vector in Self.normalised(order.map { vector[$0] }, prime) }
  }

  private static func normalised(_ vector: [UInt64], _ prime: UInt64) -> [UInt64] {
    guard let last = vector.last(where: { $0 != 0 }), last != 1 else { return vector }
    let inverse = Primes.inverse(last, modulo: prime)
    return vector.map { Primes.product($0, inverse, modulo: prime) }
  }
}
