internal import ExactNumbers

/// Columns that are independent and span all columns: the first ones that do.
///
/// Gauss–Jordan elimination with exact fractions, the rows one by one.
///
/// - Parameter rows: an integer matrix.
/// - Returns: the indices of the pivot columns, in ascending order; their number is the rank.
func independentColumns(of rows: [[Integer]]) -> [Int] {
  guard let width = rows.first?.count else { return [] }
  var reduced: [(pivot: Int, row: [Integer])] = []
  for row in rows where reduced.count < width {
    var row = row
    for (pivot, other) in reduced where row[pivot].sign != .zero {
      let (factor, lead) = (row[pivot], other[pivot])
      row = zip(row, other).map { lead * $0 - factor * $1 }
    }
    row = PrimitiveVector.reduced(row)
    guard let pivot = row.firstIndex(where: { $0.sign != .zero }) else { continue }
    for index in reduced.indices where reduced[index].row[pivot].sign != .zero {
      let (factor, lead) = (reduced[index].row[pivot], row[pivot])
      reduced[index].row = PrimitiveVector.reduced(
        zip(reduced[index].row, row).map { lead * $0 - factor * $1 })
    }
    reduced.append((pivot, row))
  }
  return reduced.map(\.pivot).sorted()
}
