import ExactNumbers
import HyperplaneArrangements

/// Seeded arrangements with coincidences on purpose.
enum ArrangementSamples {
  /// Small integer entries, some rows repeated, scaled or made parallel; at least one hyperplane.
  static func degenerate(
    dimension: Int, count: Int, isCentral: Bool = false, using generator: inout SplitMix64
  ) throws -> HyperplaneArrangement {
    var normals: [[Rational]] = []
    var offsets: [Rational] = []
    while normals.count < count {
      var normal = (0..<dimension).map { _ in Rational(generator.nextInt(below: 5) - 2) }
      var offset = isCentral ? 0 : Rational(generator.nextInt(below: 3) - 1)
      if let last = normals.last, generator.nextInt(below: 4) == 0 {
        let factor = [Rational(-1), 3, Rational(1, 2)][generator.nextInt(below: 3)]
        normal = last.map { factor * $0 }
        if generator.nextInt(below: 2) == 0 { offset = factor * offsets[offsets.count - 1] }
      }
      guard normal.contains(where: { $0 != 0 }) else { continue }
      normals.append(normal)
      offsets.append(offset)
    }
    return try HyperplaneArrangement(dimension: dimension, normals: normals, offsets: offsets)
  }

  /// The images of the hyperplanes under x = M y + v, M invertible: normal M · y = offset − normal · v.
  static func mapped(
    _ arrangement: HyperplaneArrangement, using generator: inout SplitMix64
  ) throws -> HyperplaneArrangement {
    let d = arrangement.dimension
    var matrix: [[Rational]]
    repeat {
      matrix = (0..<d).map { _ in (0..<d).map { _ in entry(using: &generator) } }
    } while SlowArrangementOracle.rank(matrix) < d
    let shift = (0..<d).map { _ in entry(using: &generator) }
    let hyperplanes = try arrangement.hyperplanes.map { hyperplane in
      let normal = (0..<d).map { column in
        (0..<d).reduce(Rational.zero) { $0 + hyperplane.normal[$1] * matrix[$1][column] }
      }
      let moved = zip(hyperplane.normal, shift).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
      return try Hyperplane(normal: normal, offset: hyperplane.offset - moved)
    }
    return try HyperplaneArrangement(
      dimension: d, hyperplanes: hyperplanes.shuffled(using: &generator))
  }

  /// A fraction with up to 40 bits above and 20 below.
  private static func entry(using generator: inout SplitMix64) -> Rational {
    Rational(generator.nextInt(below: 1 << 40) - (1 << 39), 1 + generator.nextInt(below: 1 << 20))
  }

  /// Hyperplanes Σ t^k x_k = t^{d+1} with different t: in general position.
  static func generic(dimension: Int, count: Int) throws -> HyperplaneArrangement {
    let parameters = (1...max(count, 1)).prefix(count).map { Rational($0) }
    return try HyperplaneArrangement(
      dimension: dimension,
      normals: parameters.map { t in (1...dimension).map { t.power($0) } },
      offsets: parameters.map { $0.power(dimension + 1) })
  }
}
