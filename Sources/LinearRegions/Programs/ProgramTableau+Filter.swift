internal import CKernels

/// The tableau of a cell at one of its vertices, in plain doubles.
///
/// The n half-spaces of the columns are the ones whose borders meet in the vertex. Every row is an affine
/// function, written in how far a point is inside each of them (`slack`): n factors and, after them, the
/// value at the vertex. There are rows for the inputs, for the other constraints, and for the candidates.
///
/// Nothing here decides anything: the numbers lead to points and multipliers that are checked elsewhere.
struct ProgramTableau {
  let dimension: Int
  let blocks: Int
  let numbers: UnsafeMutablePointer<SIMD4<Double>>
  let halfSpaces: UnsafeMutablePointer<HalfSpace>
  let box: ProgramBox
  /// Room for one row.
  let scratch: UnsafeMutablePointer<SIMD4<Double>>
  var constraints: Int
  var candidates: Int
  /// Columns in which free inputs stand.
  var freeColumns: Int

  /// Factors smaller than this, and pivots, are taken for rounded zeros.
  static let negligible = 1e-11

  /// The witness.
  @inline(__always)
  var witness: UnsafeMutablePointer<Double> { Self.entries(numbers) }

  /// The half-spaces of the columns.
  @inline(__always)
  var columns: UnsafeMutablePointer<HalfSpace> { halfSpaces }

  /// The half-spaces of the rows, candidates first.
  @inline(__always)
  var rowSides: UnsafeMutablePointer<HalfSpace> { halfSpaces + dimension }

  /// The rows of the inputs.
  @inline(__always)
  func input(_ index: Int) -> UnsafeMutablePointer<SIMD4<Double>> {
    numbers + (index &+ 1) &* blocks
  }

  /// The rows of candidates, then of constraints.
  @inline(__always)
  func row(_ index: Int) -> UnsafeMutablePointer<SIMD4<Double>> {
    numbers + (index &+ 1 &+ dimension) &* blocks
  }

  /// The single numbers of a row.
  @inline(__always)
  static func entries(_ row: UnsafeMutablePointer<SIMD4<Double>>) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(row).assumingMemoryBound(to: Double.self)
  }

  /// A row's value at the vertex.
  @inline(__always)
  func value(_ row: UnsafeMutablePointer<SIMD4<Double>>) -> Double {
    Self.entries(row)[dimension]
  }

  /// The numbers of all rows.
  @inline(__always)
  var rowCount: Int { dimension &+ constraints &+ candidates }

  // MARK: Steps

  /// What stops a step along an edge.
  struct Block {
    /// How far; infinite if nothing stops it.
    var distance = Double.infinity
    /// The row: an input's below `dimension`.
    var row = -1
    /// Whether it is the upper end of an input.
    var isUpper = false
    /// The size of the pivot.
    var size = 0.0
  }

  /// The first constraint that is met when the slack of one column grows.
  @inline(__always)
  func block(_ column: Int) -> Block {
    var best = Block()
    let (stride, entries) = (4 &* blocks, Self.entries(input(0)))
    best.row = pleat_first_blocked(
      entries, dimension, stride, column, dimension, box.lower, box.upper, Self.negligible,
      &best.distance, &best.size)
    if best.row >= 0 { best.isUpper = entries[best.row &* stride &+ column] > 0 }
    let found = pleat_first_blocked(
      Self.entries(row(candidates)), constraints, stride, column, dimension, nil, nil,
      Self.negligible, &best.distance, &best.size)
    if found >= 0 { (best.row, best.isUpper) = (dimension &+ candidates &+ found, false) }
    return best
  }

  /// Puts a constraint in the place of a column.
  ///
  /// - Parameters:
  ///   - row: an input's below `dimension`, otherwise a constraint's or candidate's.
  ///   - isUpper: for an input, which of its ends.
  ///   - column: what leaves the columns; its half-space becomes a constraint's row, unless the box or
  ///     nothing bounds it.
  mutating func pivot(row: Int, isUpper: Bool, column: Int) {
    let source = Self.entries(input(row))
    let quotient = Self.entries(scratch)
    if isUpper {
      for index in 0..<dimension { quotient[index] = -source[index] }
      quotient[dimension] = box.upper[row] - source[dimension]
    } else {
      for index in 0...dimension { quotient[index] = source[index] }
      if row < dimension { quotient[dimension] -= box.lower[row] }
    }
    let inverse = 1 / quotient[column]
    for index in 0...dimension { quotient[index] *= -inverse }
    quotient[column] = inverse
    for index in dimension &+ 1..<4 &* blocks { quotient[index] = 0 }
    pleat_add_multiples(Self.entries(input(0)), rowCount, blocks, column, quotient)
    let leaving = columns[column]
    if leaving.isFree { freeColumns &-= 1 }
    if row < dimension {
      setInput(row, isUpper: isUpper, column: column)
      columns[column] = HalfSpace(layer: 0, neuron: row, isNegative: isUpper)
      if leaving.isNeuron { append(leaving) }
    } else {
      let index = row &- dimension
      columns[column] = rowSides[index]
      replace(index, by: leaving)
    }
  }

  /// An input that stands in a column: its end plus or minus the slack, without rounding.
  private func setInput(_ index: Int, isUpper: Bool, column: Int) {
    let row = input(index)
    row.update(repeating: .zero, count: blocks)
    Self.entries(row)[column] = isUpper ? -1 : 1
    Self.entries(row)[dimension] = isUpper ? box.upper[index] : box.lower[index]
  }

  /// Puts what is in `scratch`, the row of a half-space that left the columns, in the place of a row.
  private mutating func replace(_ index: Int, by leaving: HalfSpace) {
    if index < candidates {
      removeCandidate(index)
      if leaving.isNeuron { append(leaving) }
    } else if leaving.isNeuron {
      write(leaving, at: index)
    } else {
      remove(index)
    }
  }

  /// Appends what is in `scratch` as a constraint.
  private mutating func append(_ side: HalfSpace) {
    write(side, at: candidates &+ constraints)
    constraints &+= 1
  }

  private func write(_ side: HalfSpace, at index: Int) {
    row(index).update(from: scratch, count: blocks)
    rowSides[index] = side
  }

  private func move(_ source: Int, to target: Int) {
    if source == target { return }
    row(target).update(from: row(source), count: blocks)
    rowSides[target] = rowSides[source]
  }

  /// Takes out a constraint, given by its row.
  mutating func remove(_ index: Int) {
    constraints &-= 1
    move(candidates &+ constraints, to: index)
  }

  /// Takes out a candidate, given by its row.
  mutating func removeCandidate(_ index: Int) {
    candidates &-= 1
    move(candidates, to: index)
    move(candidates &+ constraints, to: candidates)
  }

  /// Makes room for candidates, where there are none.
  mutating func openCandidates(_ count: Int) {
    let sides = rowSides
    for index in stride(from: constraints &- 1, through: 0, by: -1) {
      row(index &+ count).update(from: row(index), count: blocks)
      sides[index &+ count] = sides[index]
    }
    candidates = count
  }

  /// Makes a candidate of a constraint, where there are no candidates; one that stands in a column leaves it first.
  ///
  /// - Returns: false if rounding, or an edge without an end, forbids it.
  mutating func makeCandidate(_ side: HalfSpace) -> Bool {
    if let column = (0..<dimension).first(where: { columns[$0] == side }) {
      let block = block(column)
      guard block.size > Self.negligible else { return false }
      pivot(row: block.row, isUpper: block.isUpper, column: column)
    }
    guard let index = (0..<constraints).first(where: { rowSides[$0] == side }) else { return false }
    scratch.update(from: row(0), count: blocks)
    row(0).update(from: row(index), count: blocks)
    row(index).update(from: scratch, count: blocks)
    (rowSides[0], rowSides[index]) = (side, rowSides[0])
    constraints &-= 1
    candidates = 1
    return true
  }

  /// Writes an affine function of the inputs into a row.
  ///
  /// - Parameters:
  ///   - index: the row.
  ///   - function: as in a layer's map.
  ///   - side: which of its sides is positive.
  func set(
    _ index: Int, to function: UnsafeMutablePointer<SIMD4<Double>>, _ side: HalfSpace
  ) {
    let (target, given) = (row(index), Self.entries(function))
    let factor: Double = side.isNegative ? -1 : 1
    target.update(repeating: .zero, count: blocks)
    Self.entries(target)[dimension] = factor * given[dimension]
    for input in 0..<dimension {
      let (weight, source) = (factor * given[input], self.input(input))
      for block in 0..<blocks { target[block] += weight * source[block] }
    }
    rowSides[index] = side
  }

  /// Takes a row's function negated.
  @inline(__always)
  func negate(_ index: Int) {
    let row = row(index)
    for block in 0..<blocks { row[block] = -row[block] }
    rowSides[index] = rowSides[index].opposite
  }

  /// Takes a neuron out of wherever it stands; the numbers are then of no use.
  mutating func forget(_ side: HalfSpace) {
    for column in 0..<dimension
    where columns[column] == side || columns[column] == side.opposite {
      columns[column] = HalfSpace(layer: -1, neuron: column, isNegative: false)
    }
    for index in 0..<candidates where rowSides[index] == side {
      return removeCandidate(index)
    }
  }

  /// Adds a half-space without its numbers.
  mutating func addConstraint(_ side: HalfSpace) {
    rowSides[candidates &+ constraints] = side
    constraints &+= 1
  }

  /// Takes a constraint that stands in a row or column on its other side, without its numbers.
  func reverseConstraint(_ side: HalfSpace) {
    for index in 0..<dimension &+ candidates &+ constraints where halfSpaces[index] == side {
      halfSpaces[index] = side.opposite
    }
  }

  /// Takes the half-space of a column on its other side.
  @inline(__always)
  func flip(_ column: Int) {
    var entries = Self.entries(input(0)) + column
    for _ in 0..<rowCount {
      entries.pointee = -entries.pointee
      entries += 4 &* blocks
    }
  }

  /// The candidate whose hyperplane seems to be farthest from the vertex, along the edge that leads there.
  ///
  /// It is the least likely to cut the cell, and a candidate found not to is settled for all parts of the
  /// cell at once.
  @inline(__always)
  var farthestCandidate: Int {
    pleat_farthest_row(Self.entries(row(0)), candidates, blocks, dimension)
  }

  /// The candidate of the lowest neuron.
  var lowestCandidate: Int {
    (1..<candidates).reduce(0) { rowSides[$1].neuron < rowSides[$0].neuron ? $1 : $0 }
  }

  /// The last of some rows that is positive at the vertex and, as it seems, falls along no edge.
  ///
  /// - Parameters:
  ///   - first: where to begin, a candidate or constraint.
  ///   - count: how many rows to look at.
  /// - Returns: its place among them, or nil.
  @inline(__always)
  func lastSeemingPositive(from first: Int, _ count: Int) -> Int? {
    var count = count
    while count > 0 {
      let found = pleat_find_without_smaller(
        Self.entries(row(first)), count, blocks, -Self.negligible)
      if found < 0 { return nil }
      if value(row(first &+ found)) > Self.negligible { return found }
      count = found
    }
    return nil
  }
}
