public import ExactNumbers
public import ReLUNetworks

/// Random one-input networks in which coincidences are the rule.
///
/// Small integer and dyadic entries, duplicate, scaled and negated neurons, constant ones, and
/// weights that cancel: the input that breaks counters.
public enum TieNetworks {
  /// A network of some depth, widths 1 to 4, one or two outputs.
  public static func network(
    depth: Int, widest: Int = 4, using generator: inout SplitMix64
  ) throws -> ReLUNetwork {
    var maps: [AffineMap] = []
    var columns = 1
    for _ in 0..<depth {
      let rows = Int.random(in: 1...widest, using: &generator)
      maps.append(try layer(rows: rows, columns: columns, using: &generator))
      columns = rows
    }
    let outputs = Int.random(in: 1...2, using: &generator)
    let output = try layer(rows: outputs, columns: columns, using: &generator)
    return try ReLUNetwork(hidden: maps, output: output)
  }

  private static func layer(
    rows: Int, columns: Int, using generator: inout SplitMix64
  ) throws -> AffineMap {
    var table: [[Rational]] = []
    for _ in 0..<rows {
      if let copied = table.randomElement(using: &generator),
        Int.random(in: 0..<4, using: &generator) == 0
      {
        let factor: Rational = [1, -1, 2, -3, Rational(1, 2)][
          Int.random(in: 0..<5, using: &generator)]
        table.append(copied.map { $0 * factor })
      } else {
        table.append((0...columns).map { _ in entry(using: &generator) })
      }
    }
    return try AffineMap(
      weights: table.map { Array($0.dropLast()) }, biases: table.map { $0[columns] })
  }

  /// Mostly −2…2, sometimes a fraction, an odd denominator or an extreme size.
  private static func entry(using generator: inout SplitMix64) -> Rational {
    let small = Rational(Int.random(in: -2...2, using: &generator))
    switch Int.random(in: 0..<20, using: &generator) {
    case 0: return small / 3
    case 1: return small / 8 + 1
    case 2: return small * Rational(1 << 40) + Rational(1, 1 << 40)
    default: return small
    }
  }
}
