internal import CKernels

/// How an approach to a candidate's hyperplane ended.
enum ProgramOutcome {
  /// The hyperplane was met; it now stands in a column.
  case crossed(column: Int)
  /// The candidate seems to be smallest at the vertex, and not negative.
  case optimal
  /// Rounding, or too many steps.
  case failed
}

extension ProgramTableau {
  /// Goes along edges toward a candidate's hyperplane: down to 0 from the witness's side, or up to 0 from
  /// behind.
  ///
  /// This is the primal simplex method on the candidate, with the rule of the steepest factor, that ends
  /// where the candidate vanishes; there the vertex belongs to the cell's parts on either side.
  ///
  /// - Parameters:
  ///   - candidate: its row.
  ///   - far: receives a point of the cell, a vertex or on an edge, where it is negative; if it is crossed.
  /// - Returns: how it ended.
  mutating func approach(
    _ candidate: Int, far: UnsafeMutablePointer<Double>
  ) -> ProgramOutcome {
    var hasFar = false
    for _ in 0..<20 &+ 4 &* dimension {
      let value = self.value(row(candidate))
      let falls = value > -Self.negligible
      if !falls && !hasFar {
        moveFromVertex(0, along: nil, far)
        hasFar = true
      }
      guard let (column, slope) = steepest(candidate, falls: falls) else {
        return falls ? .optimal : .failed
      }
      let block = block(column)
      let reach = falls ? max(value, 0) / slope : -value / slope
      if reach * (1 + 0x1p-30) + 0x1p-40 < block.distance {
        if !hasFar {
          let distance = block.distance.isFinite ? block.distance : 2 * reach + 1
          moveFromVertex(distance, along: column, far)
        }
        pivot(row: dimension &+ candidate, isUpper: false, column: column)
        return .crossed(column: column)
      }
      guard block.size > Self.negligible else { return .failed }
      pivot(row: block.row, isUpper: block.isUpper, column: column)
    }
    return .failed
  }

  /// The column along which a candidate changes most.
  ///
  /// A free column that leads the wrong way is turned round.
  @inline(__always)
  private func steepest(_ candidate: Int, falls: Bool) -> (column: Int, slope: Double)? {
    if freeColumns > 0 { return steepestOrFree(candidate, falls: falls) }
    var column = 0
    let slope = pleat_steepest_column(
      Self.entries(row(candidate)), blocks, dimension, falls ? 1 : 0, &column)
    return slope > Self.negligible ? (column, slope) : nil
  }

  /// The same where a column may lead both ways.
  private func steepestOrFree(_ candidate: Int, falls: Bool) -> (column: Int, slope: Double)? {
    let entries = Self.entries(row(candidate))
    var (best, size) = (-1, Self.negligible)
    for column in 0..<dimension {
      let slope = falls ? -entries[column] : entries[column]
      if slope > size || -slope > size && columns[column].isFree {
        (best, size) = (column, slope.magnitude)
      }
    }
    guard best >= 0 else { return nil }
    if (entries[best] < 0) != falls { flip(best) }
    return (best, size)
  }

  /// The vertex, moved along an edge.
  @inline(__always)
  private func moveFromVertex(
    _ distance: Double, along column: Int?, _ point: UnsafeMutablePointer<Double>
  ) {
    for index in 0..<dimension {
      let entries = Self.entries(input(index))
      point[index] = entries[dimension]
      if let column { point[index] += distance * entries[column] }
    }
  }

  /// Writes the middle of the vertex and its neighbours along the edges.
  ///
  /// - Returns: false where a column is a free input.
  func writeCentre(_ point: UnsafeMutablePointer<Double>) -> Bool {
    if freeColumns > 0 { return false }
    moveFromVertex(0, along: nil, point)
    for column in 0..<dimension {
      let length = block(column).distance
      let share = (length.isFinite ? length : 1) / Double(dimension &+ 1)
      for index in 0..<dimension {
        point[index] += share * Self.entries(input(index))[column]
      }
    }
    return true
  }

  /// Starts again from the witness: every column is a free input, every half-space a row.
  mutating func restart(_ levels: ProgramLevels) {
    for column in 0..<dimension where columns[column].isNeuron {
      rowSides[candidates &+ constraints] = columns[column]
      constraints &+= 1
    }
    startAtWitness()
    for index in 0..<candidates &+ constraints {
      let side = rowSides[index]
      set(index, to: levels.row(Int(side.layer), side.neuron), side)
    }
  }

  /// Puts free inputs in all columns, with the witness for vertex.
  mutating func startAtWitness() {
    freeColumns = dimension
    for index in 0..<dimension {
      let row = input(index)
      row.update(repeating: .zero, count: blocks)
      Self.entries(row)[index] = 1
      Self.entries(row)[dimension] = witness[index]
      columns[index] = HalfSpace(layer: -1, neuron: index, isNegative: false)
    }
  }
}
