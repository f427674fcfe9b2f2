internal import ExactNumbers
internal import ReLUNetworks

/// A matrix of which only the nonzero entries are kept, row by row, columns ascending in each row.
///
/// A convolution or a reshaped image has few entries a row; only the layers of the final network
/// are written out in full.
struct SparseRows {
  private(set) var columnCount: Int
  /// Where each row begins among the entries, and at last where the last one ends.
  private var starts: [Int] = [0]
  private var columns: [Int32] = []
  private var coefficients: [Rational] = []

  var rowCount: Int { starts.count - 1 }
  var entryCount: Int { columns.count }

  /// A matrix without rows.
  init(columnCount: Int) { self.columnCount = columnCount }

  /// The identity matrix.
  init(identity size: Int) {
    columnCount = size
    starts = Array(0...size)
    columns = (0..<size).map(Int32.init)
    coefficients = [Rational](repeating: 1, count: size)
  }

  var isIdentity: Bool {
    rowCount == columnCount && entryCount == columnCount
      && columns.indices.allSatisfy {
        starts[$0] == $0 && columns[$0] == $0 && coefficients[$0] == .one
      }
  }

  /// Appends an entry to the row that is being written.
  ///
  /// - Precondition: the column is greater than that of the row's entry before.
  mutating func append(_ coefficient: Rational, column: Int) {
    if coefficient.sign == .zero { return }
    columns.append(Int32(column))
    coefficients.append(coefficient)
  }

  /// Ends the row that is being written.
  mutating func endRow() { starts.append(columns.count) }

  /// Calls a closure with each entry of a row.
  func forEach<Failure>(
    inRow row: Int, _ body: (Int, Rational) throws(Failure) -> Void
  ) throws(Failure) {
    for entry in starts[row]..<starts[row + 1] {
      try body(Int(columns[entry]), coefficients[entry])
    }
  }

  /// The matrix of chosen rows, repeats allowed.
  func selecting(
    _ rows: [Int], _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> SparseRows {
    var result = SparseRows(columnCount: columnCount)
    for row in rows {
      let entries = starts[row]..<starts[row + 1]
      try budget.charge(1 + entries.count)
      result.columns += columns[entries]
      result.coefficients += coefficients[entries]
      result.endRow()
    }
    return result
  }

  /// The matrix with each row times a factor of its own.
  func scaled(
    by factors: [Rational], _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> SparseRows {
    var result = SparseRows(columnCount: columnCount)
    for row in 0..<rowCount {
      for entry in starts[row]..<starts[row + 1] {
        let product = factors[row] * coefficients[entry]
        try budget.charge(product)
        result.append(product, column: Int(columns[entry]))
      }
      result.endRow()
    }
    return result
  }

  /// The sum of two matrices of one size.
  func adding(
    _ other: SparseRows, _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> SparseRows {
    var sum = try RowSum(columnCount: columnCount, &budget)
    var result = SparseRows(columnCount: columnCount)
    for row in 0..<rowCount {
      try forEach(inRow: row) { column, value throws(FormatProblem) in
        try sum.add(value, column, &budget)
      }
      try other.forEach(inRow: row) { column, value throws(FormatProblem) in
        try sum.add(value, column, &budget)
      }
      sum.move(to: &result)
    }
    return result
  }

  /// The product of this matrix and another one.
  ///
  /// - Precondition: `inner` has a row for each column of this matrix.
  func multiplied(
    by inner: SparseRows, _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> SparseRows {
    var sum = try RowSum(columnCount: inner.columnCount, &budget)
    var result = SparseRows(columnCount: inner.columnCount)
    for row in 0..<rowCount {
      for entry in starts[row]..<starts[row + 1] {
        let factor = coefficients[entry]
        try inner.forEach(inRow: Int(columns[entry])) { column, value throws(FormatProblem) in
          try sum.add(factor * value, column, &budget)
        }
      }
      sum.move(to: &result)
    }
    return result
  }

  /// The product of the matrix and a vector, plus another vector.
  func applied(
    to vector: [Rational], plus offset: [Rational], _ budget: inout LoweringBudget
  ) throws(FormatProblem) -> [Rational] {
    var result = offset
    for row in 0..<rowCount {
      var sum = offset[row]
      for entry in starts[row]..<starts[row + 1] {
        let value = vector[Int(columns[entry])]
        if value.sign == .zero { continue }
        sum += coefficients[entry] * value
        try budget.charge(sum)
      }
      result[row] = sum
    }
    return result
  }

  /// Other rows below the rows of this matrix.
  mutating func append(rowsOf other: SparseRows) {
    let shift = entryCount
    starts += other.starts.dropFirst().map { $0 + shift }
    columns += other.columns
    coefficients += other.coefficients
  }

  /// The matrix with its columns moved, in the same order, among more columns.
  func movingColumns(_ places: [Int32], columnCount: Int) -> SparseRows {
    var result = self
    result.columns = columns.map { places[Int($0)] }
    result.columnCount = columnCount
    return result
  }

  /// The matrix in full, with biases.
  func affineMap(biases: [Rational]) -> AffineMap {
    var weights = [Rational](repeating: 0, count: rowCount * columnCount)
    for row in 0..<rowCount {
      forEach(inRow: row) { weights[row * columnCount + $0] = $1 }
    }
    return AffineMap(
      outputDimension: rowCount, inputDimension: columnCount, weights: weights, biases: biases)
  }
}

/// A row that is summed up entry by entry.
private struct RowSum {
  private var values: [Rational]
  private var isTouched: [Bool]
  private var touched: [Int] = []

  init(columnCount: Int, _ budget: inout LoweringBudget) throws(FormatProblem) {
    // Zeros cost less than numbers that are computed.
    try budget.charge(columnCount / 16)
    values = [Rational](repeating: 0, count: columnCount)
    isTouched = [Bool](repeating: false, count: columnCount)
  }

  mutating func add(
    _ value: Rational, _ column: Int, _ budget: inout LoweringBudget
  ) throws(FormatProblem) {
    if !isTouched[column] {
      isTouched[column] = true
      touched.append(column)
    }
    values[column] += value
    try budget.charge(values[column])
  }

  /// Appends the row to a matrix and begins the next one.
  mutating func move(to rows: inout SparseRows) {
    touched.sort()
    for column in touched {
      rows.append(values[column], column: column)
      values[column] = 0
      isTouched[column] = false
    }
    touched.removeAll(keepingCapacity: true)
    rows.endRow()
  }
}
