public import ExactNumbers
public import ReLUNetworks

/// The activation regions of a network of any number of inputs, by trying every sign of every neuron.
///
/// It shares nothing with the engines: whether strict inequalities have a common solution is told by
/// Fourier and Motzkin's elimination in fractions.
public enum SlowSpaceOracle {
  /// The patterns of the activation regions, layer by layer.
  ///
  /// - Parameters:
  ///   - network: few inputs and neurons.
  ///   - box: one interval an input.
  /// - Returns: for each hidden layer the patterns up to it, each in one row.
  public static func patterns(of network: ReLUNetwork, in box: [Interval]) -> [Set<[Bool]>] {
    let dimension = box.count
    let inputs = (0..<dimension).map { input in
      (0...dimension).map { $0 == input ? 1 as Rational : 0 }
    }
    var cells = [Cell(pattern: [], inside: sides(box), rows: inputs)]
    return network.standardForm.hidden.map { map in
      cells = cells.flatMap { $0.cut(by: map) }
      return Set(cells.map(\.pattern))
    }
  }

  private static func sides(_ box: [Interval]) -> [[Rational]] {
    box.enumerated().flatMap { input, interval in
      func row(_ slope: Rational, _ constant: Rational) -> [Rational] {
        (0..<box.count).map { $0 == input ? slope : 0 } + [constant]
      }
      return [
        interval.lower.finiteValue.map { row(1, -$0) },
        interval.upper.finiteValue.map { row(-1, $0) },
      ].compactMap { $0 }
    }
  }

  private struct Cell {
    var pattern: [Bool]
    /// Functions that are positive inside: slopes, then the constant.
    var inside: [[Rational]]
    /// The activations of the layer before.
    var rows: [[Rational]]

    func cut(by map: AffineMap) -> [Cell] {
      let functions = (0..<map.outputDimension).map { neuron in
        (0..<rows[0].count).map { entry in
          (0..<map.inputDimension).reduce(
            entry == rows[0].count - 1 ? map.biases[neuron] : Rational.zero
          ) { $0 + map.weights[neuron * map.inputDimension + $1] * rows[$1][entry] }
        }
      }
      var parts = [Cell(pattern: pattern, inside: inside, rows: [])]
      for function in functions { parts = parts.flatMap { $0.cut(along: function) } }
      return parts
    }

    private func cut(along function: [Rational]) -> [Cell] {
      if function.allSatisfy({ $0 == 0 }) { return [adding(false, [], function)] }
      return [true, false].compactMap { isActive in
        let side = isActive ? function : function.map { -$0 }
        let cell = adding(isActive, [side], function)
        return StrictInequalities(cell.inside).haveSolution ? cell : nil
      }
    }

    private func adding(_ isActive: Bool, _ sides: [[Rational]], _ function: [Rational]) -> Cell {
      Cell(
        pattern: pattern + [isActive], inside: inside + sides,
        rows: rows + [isActive ? function : function.map { _ in 0 }])
    }
  }
}

/// Affine functions that are to be positive at once.
public struct StrictInequalities {
  private struct Row {
    var entries: [Rational]
    /// Which of the given inequalities it is a combination of, as bits.
    var origins: Set<Int>
  }

  private var rows: [Row]

  /// - Parameter functions: slopes, then the constant; all of one length.
  public init(_ functions: [[Rational]]) {
    rows = functions.enumerated().map { Row(entries: $1, origins: [$0]) }
  }

  /// Whether all are positive at some point.
  ///
  /// After k variables are eliminated, what combines more than k + 1 inequalities follows from the others
  /// (Kohler 1967).
  public var haveSolution: Bool {
    guard let length = rows.first?.entries.count else { return true }
    var rows = rows
    for variable in 0..<length - 1 {
      let positive = rows.filter { $0.entries[variable] > 0 }
      let negative = rows.filter { $0.entries[variable] < 0 }
      rows = rows.filter { $0.entries[variable] == 0 }
      for up in positive {
        for down in negative {
          let origins = up.origins.union(down.origins)
          if origins.count > variable + 2 { continue }
          let (a, b) = (up.entries[variable], -down.entries[variable])
          rows.append(
            Row(entries: zip(up.entries, down.entries).map { b * $0 + a * $1 }, origins: origins))
        }
      }
    }
    return rows.allSatisfy { $0.entries[length - 1] > 0 }
  }
}
