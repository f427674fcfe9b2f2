internal import ExactNumbers

extension SpaceNetwork {
  /// A network of as few inputs as the first layer tells apart, with as many regions of every kind.
  ///
  /// On the whole space: where the first weights W have rank r below the number of inputs, W = A B with B
  /// the first r independent rows of W; x ↦ B x maps the inputs onto ℝʳ, and the network is one of A
  /// on ℝʳ before that (Serra, Tjandraatmadja and Ramalingam 2018, Lemma 2, count a layer of rank r in
  /// ℝʳ for the same reason). On any box, an input that no neuron looks at is left out: each region is a
  /// product with its interval.
  ///
  /// - Returns: the network itself where there is nothing to leave out.
  func withoutIdleInputs() -> SpaceNetwork {
    let first = layers[0]
    let seen = (0..<dimension).filter { column in
      (0..<first.rows).contains { first.weights[$0 * first.columns + column].sign != .zero }
    }
    var network = seen.count < dimension ? keeping(seen.isEmpty ? [0] : seen) : self
    if network.box.allSatisfy({ $0 == .wholeLine }) { network = network.ofFullRank() }
    return network
  }

  private func keeping(_ inputs: [Int]) -> SpaceNetwork {
    let first = layers[0]
    let weights = (0..<first.rows).flatMap { row in
      inputs.map { first.weights[row * first.columns + $0] }
    }
    return SpaceNetwork(
      layers: [RationalLayer(weights: weights, biases: first.biases, columns: inputs.count)]
        + layers.dropFirst(),
      box: inputs.map { box[$0] })
  }

  private func ofFullRank() -> SpaceNetwork {
    let first = layers[0]
    // Fewer rows than this are dependent modulo a prime only by chance, and never the other way round.
    let least = ModularRank.rank(of: first)
    guard least < dimension else { return self }
    let factors =
      least == first.rows
      ? (0..<first.rows).map { row in (0..<first.rows).map { $0 == row ? Rational.one : .zero } }
      : RowFactors(of: first).factors
    let rank = factors.first?.count ?? 0
    guard 0 < rank, rank < dimension else { return self }
    return SpaceNetwork(
      layers: [
        RationalLayer(weights: factors.flatMap { $0 }, biases: first.biases, columns: rank)
      ] + layers.dropFirst(),
      box: Array(repeating: .wholeLine, count: rank))
  }
}

/// The rank of a matrix modulo the prime 2³¹ − 1: a lower bound of its rank.
private enum ModularRank {
  private static let prime: UInt64 = 2_147_483_647

  static func rank(of layer: RationalLayer) -> Int {
    var rows = (0..<layer.rows).compactMap { row in
      residues(layer.weights[row * layer.columns..<(row + 1) * layer.columns])
    }
    var rank = 0
    for column in 0..<layer.columns {
      guard let pivot = rows[rank...].firstIndex(where: { $0[column] != 0 }) else { continue }
      rows.swapAt(rank, pivot)
      let inverse = power(rows[rank][column], prime - 2)
      for row in rows.indices.dropFirst(rank + 1) where rows[row][column] != 0 {
        let factor = prime - rows[row][column] * inverse % prime
        for index in column..<layer.columns {
          rows[row][index] = (rows[row][index] + factor * rows[rank][index]) % prime
        }
      }
      rank += 1
      if rank == rows.count { break }
    }
    return rank
  }

  /// A row modulo the prime; nil where a denominator is divisible by it.
  private static func residues(_ row: ArraySlice<Rational>) -> [UInt64]? {
    var values: [UInt64] = []
    for entry in row {
      let denominator = residue(entry.denominator)
      guard denominator != 0 else { return nil }
      values.append(residue(entry.numerator) * power(denominator, prime - 2) % prime)
    }
    return values
  }

  private static func residue(_ integer: Integer) -> UInt64 {
    let modulus = Integer(Int(prime))
    let rest = integer % modulus
    let positive = rest.sign == .negative ? rest + modulus : rest
    return Int(exactly: positive).map { UInt64($0) } ?? 0
  }

  private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (result, square, rest) = (UInt64(1), base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * square % prime }
      square = square * square % prime
      rest >>= 1
    }
    return result
  }
}

/// The rows of a matrix as combinations of its first independent rows, exactly.
private struct RowFactors {
  /// One list a row, of as many factors as there are independent rows.
  private(set) var factors: [[Rational]] = []

  init(of layer: RationalLayer) {
    // Reduced rows, each with its pivot and as a combination of the independent rows.
    var known: [(row: [Rational], pivot: Int, factors: [Rational])] = []
    for index in 0..<layer.rows {
      var row = Array(layer.weights[index * layer.columns..<(index + 1) * layer.columns])
      var used = [Rational](repeating: .zero, count: known.count)
      for (place, other) in known.enumerated() where row[other.pivot].sign != .zero {
        let factor = row[other.pivot] / other.row[other.pivot]
        for column in row.indices { row[column] -= factor * other.row[column] }
        used[place] = factor
      }
      // row = original − Σ used · reduced, and a reduced row is a combination of independent ones.
      var combination = [Rational](repeating: .zero, count: known.count)
      for (place, factor) in used.enumerated() where factor.sign != .zero {
        for (column, entry) in known[place].factors.enumerated() {
          combination[column] += factor * entry
        }
      }
      if let pivot = row.firstIndex(where: { $0.sign != .zero }) {
        known.append((row, pivot, combination.map { -$0 } + [.one]))
        combination = Array(repeating: .zero, count: known.count - 1) + [.one]
      }
      factors.append(combination)
    }
    let rank = known.count
    factors = factors.map { $0 + Array(repeating: .zero, count: rank - $0.count) }
  }
}
