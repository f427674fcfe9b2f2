internal import Approximation
internal import ExactNumbers
internal import LinearPieces
internal import PiecewiseLinear
internal import ReLUNetworks

/// An L-Lipschitz function of one variable that is to be approximated.
struct LipschitzFunction: Sendable {
  /// How the error of a network is found.
  enum Form: Sendable {
    /// By a certificate against a target.
    case target(ApproximationTarget)
    /// As the distance of two piecewise-linear functions.
    case piecewiseLinear(PiecewiseLinearFunction)
  }

  /// The name in the table.
  let name: String
  /// L.
  let constant: Rational
  let domain: Interval
  let form: Form
  /// The function at a point.
  let value: @Sendable (Rational) -> Rational

  /// The names, in the order of the table.
  static let names = ["sharp", "worst", "kink", "parabola", "hyperbola", "runge"]

  /// L times the length of the domain, divided by the error: how far the function may move, measured
  /// in errors.
  ///
  /// Powers of two, and others that do not divide evenly.
  static let ratios = [4, 8, 10, 16, 25, 32, 50, 64, 100, 128, 200]

  /// A function of the experiment.
  ///
  /// - Parameters:
  ///   - name: one of `names`.
  ///   - ratio: one of `ratios`; `sharp` and `worst` depend on it.
  /// - Returns: the function.
  /// - Throws: nothing, for these names and ratios.
  static func named(_ name: String, ratio: Int) throws -> LipschitzFunction {
    switch name {
    case "sharp": try sharp(gaps: (ratio + 1) / 2)
    case "worst":
      // The most teeth that are higher than 2ε.
      try teeth(max(1, (ratio + 3) / 4 - 1))
    case "kink":
      try piecewise(name, [Rational(1, 3), 0, Rational(1, 3), Rational(2, 3)])
    case "parabola":
      try smooth(name, "polynomial:0,0,1/2", constant: 1, on: .unit) { $0 * $0 / 2 }
    case "hyperbola":
      try smooth(name, "reciprocal1p", constant: 1, on: .unit) { 1 / (1 + $0) }
    default:
      // |f'| is greatest where 75 x² = 1, 15 √3 / 8 = 3.2476….
      try smooth(name, "runge", constant: Rational(13, 4), on: try Interval(-1, 1)) {
        1 / (1 + 25 * $0 * $0)
      }
    }
  }

  /// L times the length of the domain.
  var reach: Rational {
    guard case .finite(let lower) = domain.lower, case .finite(let upper) = domain.upper else {
      preconditionFailure("a bounded domain")
    }
    return constant * (upper - lower)
  }

  /// The sup error of a network, certified or exact.
  func supError(of network: ReLUNetwork) throws -> RationalInterval {
    switch form {
    case .target(let target): return try network.supError(against: target, on: [domain]).enclosure
    case .piecewiseLinear(let function):
      let distance = try network.piecewiseLinearFunction(on: domain)
        .maximumDistance(to: function, on: domain)
      return RationalInterval(distance.value)
    }
  }

  /// The fewest pieces within an error; `nil` where that is not known.
  func optimalPieces(error: Rational) throws -> OptimalPieces? {
    guard case .target(let target) = form else { return nil }
    return try target.optimalPieces(on: domain, error: error)
  }

  /// The sharp case for equal gaps: slopes ±1 from node to node, and in the middle gap a tent
  /// between two nodes of the same height, which no interpolant at the nodes sees.
  private static func sharp(gaps: Int) throws -> LipschitzFunction {
    let gap = Rational(1, gaps)
    let middle = gaps / 2
    var samples: [(x: Rational, y: Rational)] = [(0, 0)]
    for index in 0..<gaps {
      let (x, y) = samples[samples.count - 1]
      if index == middle {
        samples += [(x + gap / 2, y + gap / 2), (x + gap, y)]
      } else {
        samples.append((x + gap, gap - y))
      }
    }
    return piecewise("sharp", try PiecewiseLinearFunction(samples: samples))
  }

  /// M teeth of slopes ±1, 1/(2M) high: who has no breakpoint in one of them is 1/(4M) away, and M
  /// pieces leave one without.
  private static func teeth(_ count: Int) throws -> LipschitzFunction {
    try piecewise("worst", (0...2 * count).map { Rational($0 % 2, 2 * count) })
  }

  /// The function through values at equal distances of [0, 1], of slopes ±1.
  private static func piecewise(_ name: String, _ values: [Rational]) throws -> LipschitzFunction {
    let last = values.count - 1
    return piecewise(
      name,
      try PiecewiseLinearFunction(
        samples: values.enumerated().map { (x: Rational($0, last), y: $1) }))
  }

  private static func piecewise(
    _ name: String, _ function: PiecewiseLinearFunction
  ) -> LipschitzFunction {
    LipschitzFunction(
      name: name, constant: 1, domain: .unit, form: .piecewiseLinear(function),
      value: { function($0) })
  }

  private static func smooth(
    _ name: String, _ target: String, constant: Rational, on domain: Interval,
    _ value: @escaping @Sendable (Rational) -> Rational
  ) throws -> LipschitzFunction {
    LipschitzFunction(
      name: name, constant: constant, domain: domain,
      form: .target(try ApproximationTarget(text: target)), value: value)
  }
}
