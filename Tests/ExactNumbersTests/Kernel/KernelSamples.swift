import ExactNumbers
import TestSupport

/// A layer with true weights, as doubles and as rationals: what a bound is held against.
struct SampleLayer {
  let rows: Int
  let columns: Int
  let weights: [Rational]
  let biases: [Rational]

  init(_ rows: Int, _ columns: Int, weight: (Int, Int) -> Rational, bias: (Int) -> Rational) {
    self.rows = rows
    self.columns = columns
    weights = (0..<rows * columns).map { weight($0 / columns, $0 % columns) }
    biases = (0..<rows).map(bias)
  }

  /// As the filter takes it: every entry the nearest double.
  var doubles: DoubleLayer {
    DoubleLayer(
      weights: weights.map { Double($0) }, biases: biases.map { Double($0) }, columns: columns)
  }

  /// As the exact kernels take it.
  var rational: RationalLayer {
    RationalLayer(weights: weights, biases: biases, columns: columns)
  }

  /// Weights times a vector over some columns, plus the biases if wanted, exactly.
  func image(_ vector: [Rational], active: [Int], addsBiases: Bool) -> [Rational] {
    (0..<rows).map { row in
      active.reduce(addsBiases ? biases[row] : 0) { sum, column in
        sum + weights[row * columns + column] * vector[column]
      }
    }
  }
}

/// The matrices that break careless error bounds.
enum SampleKind: CaseIterable, Sendable {
  case cancelling, denormal, large, small, rankOne, hilbert, orthogonal, thirds, dyadic, mixedScale

  func layer(_ rows: Int, _ columns: Int, using generator: inout SplitMix64) -> SampleLayer {
    var source = generator
    defer { generator = source }
    func power(_ exponent: Int) -> Rational { Rational(2).power(exponent) }
    func unit() -> Rational { source.nextDyadic(bits: 24) }
    func bias() -> Rational { source.nextInt(below: 3) == 0 ? 0 : unit() }
    switch self {
    case .cancelling:
      // Neighbouring columns nearly opposite: the sums lose all their leading bits.
      let base = unit() + 2
      return SampleLayer(
        rows, columns,
        weight: { row, column in
          (column % 2 == 0 ? 1 : -1) * (base + power(-40 - row - column) * unit())
        }, bias: { row in power(-60 - row) * unit() })
    case .denormal:
      return SampleLayer(
        rows, columns, weight: { _, _ in unit() * power(-1040 - source.nextInt(below: 40)) },
        bias: { _ in unit() * power(-1050) })
    case .large:
      return SampleLayer(
        rows, columns, weight: { _, _ in unit() * power(400) }, bias: { _ in bias() * power(390) })
    case .small:
      return SampleLayer(
        rows, columns, weight: { _, _ in unit() * power(-400) },
        bias: { _ in bias() * power(-410) })
    case .rankOne:
      let factors = (0..<columns).map { _ in unit() }
      return SampleLayer(
        rows, columns, weight: { row, column in factors[column] * Rational(2 * row - 3, 3) },
        bias: { row in Rational(row, 7) })
    case .hilbert:
      return SampleLayer(
        rows, columns, weight: { row, column in Rational(1, row + column + 1) },
        bias: { row in Rational(-1, row + 1) })
    case .orthogonal:
      // Plane rotations by the 3-4-5 triangle.
      return SampleLayer(
        rows, columns,
        weight: { row, column in
          guard row / 2 == column / 2 else { return 0 }
          return row == column
            ? Rational(3, 5) : Rational(row < column ? -4 : 4, 5)
        }, bias: { _ in bias() })
    case .thirds:
      return SampleLayer(
        rows, columns,
        weight: { _, _ in Rational(source.nextInt(below: 7) - 3, 3) },
        bias: { _ in Rational(source.nextInt(below: 7) - 3, 10) })
    case .dyadic:
      return SampleLayer(rows, columns, weight: { _, _ in unit() }, bias: { _ in bias() })
    case .mixedScale:
      return SampleLayer(
        rows, columns, weight: { _, _ in unit() * power(source.nextInt(below: 121) - 60) },
        bias: { _ in unit() * power(source.nextInt(below: 121) - 60) })
    }
  }
}

/// A path through layers in double with its proved error, beside the exact one.
struct FilteredPath {
  private(set) var constants: [Double] = [0]
  private(set) var slopes: [Double] = [1]
  private(set) var error = MapError()
  /// An upper bound of ‖W‖₂ |x|₂ over the slopes that went into the last layer.
  private(set) var slopeNorm = 0.0
  private(set) var exactConstants: [Rational] = [0]
  private(set) var exactSlopes: [Rational] = [1]

  /// Takes one more layer over some columns.
  mutating func enter(_ layer: SampleLayer, active: [Int], refined: Bool = false) {
    let doubles = layer.doubles
    let incoming = (active.map { constants[$0] }, active.map { slopes[$0] })
    let bound = refined ? doubles.refinedBound() : doubles.bound
    error = error.after(
      bound, constantNorm: Self.norm(incoming.0), slopeNorm: Self.norm(incoming.1))
    slopeNorm = bound.spectralNorm * Self.norm(incoming.1)
    (constants, slopes) = Self.apply(doubles, active, incoming.0, incoming.1)
    exactConstants = layer.image(exactConstants, active: active, addsBiases: true)
    exactSlopes = layer.image(exactSlopes, active: active, addsBiases: false)
  }

  /// The test of the last layer's signs at a point.
  func signTest(at point: PointEstimate) -> SignTest {
    SignTest(at: point, error, slopeNorm: slopeNorm)
  }

  /// An upper bound of the 2-norm as the kernel takes it: infinite for entries without a bound.
  static func norm(_ values: [Double]) -> Double {
    let squares = values.reduce(0) { $0 + $1 * $1 }
    let norm = squares.squareRoot() * LayerBound.inflation + LayerBound.tiny
    return norm <= LayerBound.largestEntry ? norm : .infinity
  }

  private static func apply(
    _ layer: DoubleLayer, _ active: [Int], _ constants: [Double], _ slopes: [Double]
  ) -> ([Double], [Double]) {
    var new = [SIMD8<Double>](repeating: .zero, count: 2 * layer.blockCount)
    let columns = active.map { Int32($0) }
    new.withUnsafeMutableBufferPointer { new in
      guard let target = new.baseAddress else { return }
      columns.withUnsafeBufferPointer { columns in
        constants.withUnsafeBufferPointer { constants in
          slopes.withUnsafeBufferPointer { slopes in
            guard let first = constants.baseAddress, let second = slopes.baseAddress else {
              return
            }
            layer.apply(
              active: columns, constants: first, slopes: second, newConstants: target,
              newSlopes: target + layer.blockCount)
          }
        }
      }
    }
    func entry(_ vector: Int, _ row: Int) -> Double {
      new[vector * layer.blockCount + row / 8][row % 8]
    }
    return ((0..<layer.rows).map { entry(0, $0) }, (0..<layer.rows).map { entry(1, $0) })
  }

  /// Whether the errors of the computed vectors are within the bounds, exactly.
  ///
  /// A bound that is not finite promises nothing; a computed number that is not finite must have
  /// none.
  var isWithinBound: Bool {
    Self.isWithin(error.constants, constants, exactConstants)
      && Self.isWithin(error.slopes, slopes, exactSlopes)
  }

  private static func isWithin(_ bound: Double, _ found: [Double], _ exact: [Rational]) -> Bool {
    guard let limit = Rational(exactly: bound) else { return true }
    var squares: Rational = 0
    for (value, truth) in zip(found, exact) {
      guard let value = Rational(exactly: value) else { return false }
      squares += (value - truth) * (value - truth)
    }
    return squares <= limit * limit
  }
}
