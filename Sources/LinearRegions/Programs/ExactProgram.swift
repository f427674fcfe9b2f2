internal import ExactNumbers

/// A linear program in integers: whether an affine function gets negative on a polyhedron.
///
/// The tableau starts at an interior point x₀: the columns are the n free coordinates of x − x₀, and every
/// half-space is a row with a positive value, so there is no first phase. Rows are written over one common
/// denominator, the last pivot, and stay integers (Edmonds 1967, Bareiss 1968). A free column that the
/// objective depends on enters first; after that Bland's rule chooses, with which no basis recurs (Bland 1977),
/// so the method ends.
struct ExactProgram {
  private let dimension: Int
  /// Factors of the columns, then the value, over the denominator; the last row is the objective.
  private var rows: [IntegerRow]
  private var denominator = Integer.one
  /// What stands in each row and each column: half-spaces from 0, free coordinates from −1 down.
  private var rowLabels: [Int]
  private var columnLabels: [Int]
  private let start: IntegerPoint

  /// - Parameters:
  ///   - objective: positive at the start.
  ///   - halfSpaces: positive at the start.
  ///   - start: an interior point.
  init(objective: IntegerRow, halfSpaces: [IntegerRow], start: IntegerPoint) {
    dimension = start.numerators.count
    let dimension = dimension
    self.start = start
    rows = (halfSpaces + [objective]).map { row in
      Self.reduced(row[..<dimension].map { $0 * start.denominator } + [start.value(row)])
    }
    rowLabels = Array(0..<halfSpaces.count)
    columnLabels = (1...dimension).map { -$0 }
  }

  /// A row divided by the greatest common divisor of its entries.
  private static func reduced(_ row: IntegerRow) -> IntegerRow {
    let divisor = row.reduce(Integer.zero) { $0.greatestCommonDivisor(with: $1) }
    return divisor <= .one ? row : row.map { $0.exactlyDivided(by: divisor) }
  }

  /// Looks for a point of the polyhedron where the objective is negative.
  ///
  /// - Returns: such a point, or nil if there is none.
  mutating func negativePoint() -> IntegerPoint? {
    while true {
      guard let column = entering() else { return nil }
      if let row = leaving(column) {
        pivot(row, column)
        if value(rows.count - 1).sign == .negative { return point() }
      } else {
        return pointFarAlong(column)
      }
    }
  }

  private func value(_ row: Int) -> Integer { rows[row][dimension] }

  /// The column to enter, turned so that the objective falls along it.
  private mutating func entering() -> Int? {
    let objective = rows[rows.count - 1]
    for column in 0..<dimension where columnLabels[column] < 0 {
      switch objective[column].sign {
      case .zero: continue
      case .positive: flip(column)
      case .negative: break
      }
      return column
    }
    return (0..<dimension).filter { objective[$0].sign == .negative }
      .min { columnLabels[$0] < columnLabels[$1] }
  }

  private mutating func flip(_ column: Int) {
    for row in rows.indices { rows[row][column] = -rows[row][column] }
    let label = columnLabels[column]
    turned.formSymmetricDifference([label])
  }

  /// Free coordinates that count backwards.
  private var turned: Set<Int> = []

  /// The half-space met first; of several the one of least label.
  private func leaving(_ column: Int) -> Int? {
    var best: Int?
    for row in rowLabels.indices where rowLabels[row] >= 0 && rows[row][column].sign == .negative {
      guard let other = best else {
        best = row
        continue
      }
      // value / −factor, compared by cross products of positive numbers.
      let (left, right) = (
        value(row) * -rows[other][column], value(other) * -rows[row][column]
      )
      if left < right || left == right && rowLabels[row] < rowLabels[other] { best = row }
    }
    return best
  }

  /// Exchanges a row and a column.
  private mutating func pivot(_ row: Int, _ column: Int) {
    let pivotRow = rows[row]
    let pivot = pivotRow[column]
    let isNegative = pivot.sign == .negative
    for other in rows.indices where other != row {
      let factor = rows[other][column]
      for index in 0...dimension where index != column {
        let changed = (rows[other][index] * pivot - factor * pivotRow[index])
          .exactlyDivided(by: denominator)
        rows[other][index] = isNegative ? -changed : changed
      }
      if isNegative { rows[other][column] = -factor }
    }
    rows[row] = pivotRow.enumerated().map { index, entry in
      let changed = index == column ? denominator : -entry
      return isNegative ? -changed : changed
    }
    denominator = pivot.magnitude
    swap(&rowLabels[row], &columnLabels[column])
  }

  /// The point at the vertex.
  private func point() -> IntegerPoint { point(alongColumn: nil, distance: .zero) }

  /// A point on a ray, beyond the zero of the objective.
  private func pointFarAlong(_ column: Int) -> IntegerPoint {
    let last = rows.count - 1
    // value + factor · t is below −denominator at this t.
    let distance = (value(last) + denominator).ceilingDivided(by: -rows[last][column]) + .one
    return point(alongColumn: column, distance: distance)
  }

  private func point(alongColumn column: Int?, distance: Integer) -> IntegerPoint {
    let offsets = (0..<dimension).map { coordinate in
      offset(-1 - coordinate, column, distance)
    }
    let numerators = zip(start.numerators, offsets).map { first, offset in
      first * denominator + offset * start.denominator
    }
    return IntegerPoint(
      numerators: numerators, denominator: start.denominator * denominator)
  }

  /// A free coordinate's value, times the denominator.
  private func offset(_ label: Int, _ column: Int?, _ distance: Integer) -> Integer {
    var value = Integer.zero
    if let row = rowLabels.firstIndex(of: label) {
      value = self.value(row)
      if let column { value += rows[row][column] * distance }
    } else if let column, columnLabels[column] == label {
      value = distance * denominator
    }
    return turned.contains(label) ? -value : value
  }
}

/// Multipliers in integers that prove an affine function nonnegative where others are.
enum ExactMultipliers {
  /// Whether h = Σ λⱼ gⱼ + ρ with λⱼ ≥ 0 and ρ ≥ 0.
  ///
  /// - Parameters:
  ///   - objective: h.
  ///   - halfSpaces: the gⱼ, no more than inputs.
  /// - Returns: false also where the gⱼ depend on one another and no answer is found.
  static func prove(_ objective: IntegerRow, from halfSpaces: [IntegerRow]) -> Bool {
    let dimension = objective.count - 1
    // Columns of the system: the gⱼ; one equation an input, and the last for ρ.
    var system = (0...dimension).map { index in
      halfSpaces.map { $0[index] } + [objective[index]]
    }
    let count = halfSpaces.count
    var (previous, rank) = (Integer.one, 0)
    for column in 0..<count {
      guard let pivot = (rank..<dimension).first(where: { system[$0][column].sign != .zero })
      else { return false }
      system.swapAt(rank, pivot)
      eliminate(&system, rank, column, &previous)
      rank += 1
    }
    // Reduced: previous · λⱼ = the right side of row j; the other inputs must leave nothing.
    for row in 0...dimension {
      let value = system[row][count]
      let signed = previous.sign == .negative ? -value : value
      if row < rank || row == dimension {
        if signed.sign == .negative { return false }
      } else if signed.sign != .zero {
        return false
      }
    }
    return true
  }

  /// One step of Gauss and Jordan's elimination without fractions.
  private static func eliminate(
    _ system: inout [[Integer]], _ row: Int, _ column: Int, _ previous: inout Integer
  ) {
    let pivotRow = system[row]
    let pivot = pivotRow[column]
    for other in system.indices where other != row {
      let factor = system[other][column]
      for index in pivotRow.indices {
        system[other][index] =
          (system[other][index] * pivot - factor * pivotRow[index])
          .exactlyDivided(by: previous)
      }
    }
    previous = pivot
  }
}
