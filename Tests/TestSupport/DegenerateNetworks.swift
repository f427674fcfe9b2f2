public import ExactNumbers
public import ReLUNetworks

/// Random networks of two inputs on which nothing is in general position.
public enum DegenerateNetworks {
  /// A network with small integer weights and biases, many of them 0, and some rows repeated,
  /// scaled or negated.
  public static func smallIntegers(
    widths: [Int], using generator: inout SplitMix64
  ) -> ReLUNetwork {
    let maps = zip(widths, widths.dropFirst()).map { inputs, outputs in
      let rows = rows(outputs, length: inputs + 1, using: &generator)
      return AffineMap(
        outputDimension: outputs, inputDimension: inputs,
        weights: rows.flatMap { $0.dropLast() }, biases: rows.map { $0[inputs] })
    }
    do {
      return try ReLUNetwork(hidden: Array(maps.dropLast()), output: maps[maps.count - 1])
    } catch {
      preconditionFailure("sizes \(widths) make no network: \(error)")
    }
  }

  private static func rows(
    _ count: Int, length: Int, using generator: inout SplitMix64
  ) -> [[Rational]] {
    var rows: [[Rational]] = []
    for _ in 0..<count {
      if let row = rows.last, generator.nextInt(below: 6) == 0 {
        let factor = [1, -1, 2, Rational(-1, 3)][generator.nextInt(below: 4)]
        rows.append(row.map { factor * $0 })
      } else {
        rows.append((0..<length).map { _ in entry(using: &generator) })
      }
    }
    return rows
  }

  private static func entry(using generator: inout SplitMix64) -> Rational {
    switch generator.nextInt(below: 12) {
    case 0, 1, 2: 0
    case 3, 4, 5: 1
    case 6, 7, 8: -1
    case 9: 2
    case 10: -2
    default: Rational(generator.nextInt(below: 7) - 3, 1 + generator.nextInt(below: 3))
    }
  }
}
