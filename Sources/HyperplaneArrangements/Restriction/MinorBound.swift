internal import ExactNumbers

/// A bound on the size of all maximal minors of an integer matrix.
///
/// A prime above it divides no minor but those that are zero. So the same sets of rows are bases
/// over ℚ and modulo the prime, and with them every rank, every flat and every coincidence of
/// intersections agree: the arrangement may be counted modulo the prime.
struct MinorBound {
  /// An integer at least the square of every r×r minor, r the number of columns.
  let square: Integer

  /// The best of Hadamard's bound, of the same bound about the middle of each column, and of
  /// Barba's bound for entries 0 and 1.
  init(rows: [[Integer]]) {
    square = min(Self.plain(rows), Self.centred(rows), Self.binary(rows) ?? Self.plain(rows))
  }

  /// For entries 0 and 1 and even r: such a minor is, up to its sign, one of ±1 and odd order
  /// N = r + 1 over 2^r, whose square is at most (2N − 1) (N − 1)^(N − 1).
  ///
  /// - Source: Barba 1933 (Intorno al teorema di Hadamard sui determinanti a valore massimo).
  private static func binary(_ rows: [[Integer]]) -> Integer? {
    guard let r = rows.first?.count, r > 0, r % 2 == 0,
      rows.allSatisfy({ $0.allSatisfy { $0 == 0 || $0 == 1 } })
    else { return nil }
    return (Integer(2 * r + 1) * Integer(r).power(r)).ceilingDivided(by: .one << (2 * r))
  }

  /// Hadamard: the product of the rows' lengths, of the longest r rows.
  private static func plain(_ rows: [[Integer]]) -> Integer {
    let lengths = rows.map { $0.reduce(Integer.zero) { $0 + $1 * $1 } }
    return largest(lengths, rows.first?.count ?? 0).reduce(.one, *)
  }

  /// Hadamard's bound about the middle of each column.
  ///
  /// det M is det [s, −c; s, M − c] / s, by adding the first column, times c_j / s, to the others
  /// and expanding along the top row (s, 0). Hadamard's bound on the bordered matrix, all entries
  /// doubled to have c_j = (smallest + largest entry of column j) / 2 in integers:
  /// det² ≤ (S + |2c|²) ∏ (S + |2x − 2c|²) / (S · 4^r) with S = (2s)², the best S being about
  /// the mean of |2x − 2c|² / r. For entries 0 and 1 it is (r + 1)^(r+1) / 4^r, which is sharp.
  private static func centred(_ rows: [[Integer]]) -> Integer {
    guard let first = rows.first, !first.isEmpty else { return 1 }
    let centre = first.indices.map { column in
      let entries = rows.map { $0[column] }
      return (entries.min() ?? 0) + (entries.max() ?? 0)
    }
    func distance(_ row: [Integer]) -> Integer {
      zip(row, centre).reduce(Integer.zero) { sum, pair in
        let difference = 2 * pair.0 - pair.1
        return sum + difference * difference
      }
    }
    let distances = largest(rows.map(distance), first.count)
    let scale = max(
      1, distances.reduce(.zero, +).ceilingDivided(by: Integer(max(1, first.count * first.count))))
    let border = scale + centre.reduce(Integer.zero) { $0 + $1 * $1 }
    let product = distances.reduce(border) { $0 * (scale + $1) }
    return product.ceilingDivided(by: scale << (2 * first.count))
  }

  private static func largest(_ values: [Integer], _ count: Int) -> ArraySlice<Integer> {
    values.sorted(by: >).prefix(count)
  }

  /// Whether the product of some numbers exceeds every minor.
  func isBelow(_ product: Integer) -> Bool { product * product > square }
}
