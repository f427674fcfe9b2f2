internal import ExactNumbers

/// Independent vectors, with the coordinates of every vector of their span.
///
/// The vectors are kept in reduced form too: each reduced row has a pivot column where it is 1 and
/// all other rows are 0, and knows the combination of the chosen vectors that it is.
struct LinearBasis {
  private struct Row {
    var pivot: Int
    var entries: [Rational]
    var combination: [Rational]
  }

  private var rows: [Row] = []

  /// The number of vectors chosen so far.
  var count: Int { rows.count }

  /// The coordinates of a vector in the chosen ones, or `nil` outside their span.
  func coordinates(of vector: [Rational]) -> [Rational]? {
    let (rest, combination) = reduced(vector)
    return rest.contains { $0.sign != .zero } ? nil : combination
  }

  /// Chooses a vector unless it lies in the span already.
  ///
  /// - Returns: whether the vector was chosen.
  @discardableResult
  mutating func insert(_ vector: [Rational]) -> Bool {
    var (rest, combination) = reduced(vector)
    guard let pivot = rest.firstIndex(where: { $0.sign != .zero }) else { return false }
    let factor = 1 / rest[pivot]
    rest = rest.map { $0 * factor }
    // rest = factor · (vector − Σ combination · chosen)
    combination = combination.map { -factor * $0 } + [factor]
    for index in rows.indices {
      rows[index].combination.append(0)
      let entry = rows[index].entries[pivot]
      guard entry.sign != .zero else { continue }
      rows[index].entries = zip(rows[index].entries, rest).map { $0 - entry * $1 }
      rows[index].combination = zip(rows[index].combination, combination).map { $0 - entry * $1 }
    }
    rows.append(Row(pivot: pivot, entries: rest, combination: combination))
    return true
  }

  /// What remains of a vector, and the combination of the chosen vectors taken away.
  private func reduced(_ vector: [Rational]) -> (rest: [Rational], combination: [Rational]) {
    var rest = vector
    var combination = [Rational](repeating: 0, count: rows.count)
    for row in rows {
      let factor = rest[row.pivot]
      guard factor.sign != .zero else { continue }
      rest = zip(rest, row.entries).map { $0 - factor * $1 }
      combination = zip(combination, row.combination).map { $0 + factor * $1 }
    }
    return (rest, combination)
  }
}
