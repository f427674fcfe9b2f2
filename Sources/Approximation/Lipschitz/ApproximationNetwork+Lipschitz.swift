internal import Constructions
public import ExactNumbers
internal import ReLUNetworks

extension ApproximationNetwork {
  /// The most gaps that are sampled.
  private static let gapLimit = 1_000_000

  /// An L-Lipschitz function of one variable by its interpolant at equal distances.
  ///
  /// Between two nodes at distance h the function lies within L h/2 of its chord, and a tent of
  /// slope L attains this; so n = ⌈L · length/(2E)⌉ gaps suffice, and as many neurons at most. For
  /// the whole class n gaps cannot do better than L · length/(4n), whatever the network does.
  ///
  /// - Parameters:
  ///   - interval: bounded.
  ///   - constant: L ≥ 0 with |f(x) − f(y)| ≤ L |x − y|, which is not checked.
  ///   - error: the greatest sup error, above 0.
  ///   - value: f at a point.
  /// - Returns: the network of one hidden layer, with the bound L h/2.
  /// - Throws: ``ApproximationError`` for an unbounded interval, a bad error or too many nodes.
  /// - Precondition: `constant` ≥ 0.
  /// - Complexity: n + 1 values.
  /// - Source: theory of linear splines; the lower bound counts the teeth without a breakpoint.
  public static func lipschitz(
    on interval: Interval, constant: Rational, error: Rational,
    value: (Rational) -> Rational
  ) throws(ApproximationError) -> ApproximationNetwork {
    let samples = try lipschitzSamples(interval, constant, error, value)
    let gap = samples[1].x - samples[0].x
    return shallow(
      samples, interval, "interpolant at \(samples.count) equidistant nodes", constant * gap / 2)
  }

  /// An L-Lipschitz function of one variable with fewer nodes where it is nearly straight.
  ///
  /// The function is sampled at equal distances, `oversampling` times as finely as the error alone
  /// would ask. Between two samples it lies in the parallelogram of slopes ±L through both; a chord
  /// over several samples may be taken as long as all these parallelograms stay within E of it,
  /// which is decided at their corners. Each chord goes as far as it can.
  ///
  /// - Parameters:
  ///   - interval: bounded.
  ///   - constant: L ≥ 0 with |f(x) − f(y)| ≤ L |x − y|, which is not checked.
  ///   - error: the greatest sup error, above 0.
  ///   - oversampling: how many times finer the samples are, at least 1.
  ///   - value: f at a point.
  /// - Returns: the network of one hidden layer, with the greatest distance of a corner.
  /// - Throws: ``ApproximationError`` for an unbounded interval, a bad error or too many nodes.
  /// - Precondition: `constant` ≥ 0.
  /// - Complexity: O(n p) for n samples and at most p samples a chord.
  public static func adaptiveLipschitz(
    on interval: Interval, constant: Rational, error: Rational, oversampling: Int = 4,
    value: (Rational) -> Rational
  ) throws(ApproximationError) -> ApproximationNetwork {
    guard oversampling >= 1 else {
      throw .tooSmall(quantity: "the oversampling", minimum: 1, received: oversampling)
    }
    guard error.sign == .positive else { throw .errorNotPositive(error) }
    let fine = try lipschitzSamples(interval, constant, error / Rational(oversampling), value)
    var kept = [fine[0]]
    var bound: Rational = 0
    var index = 0
    while index + 1 < fine.count {
      var end = index + 1
      var best = LipschitzBand.distance(of: fine[index...end], constant: constant)
      while end + 1 < fine.count {
        let next = LipschitzBand.distance(of: fine[index...(end + 1)], constant: constant)
        if next > error { break }
        (end, best) = (end + 1, next)
      }
      kept.append(fine[end])
      bound = max(bound, best)
      index = end
    }
    return shallow(kept, interval, "interpolant at \(kept.count) chosen nodes", bound)
  }

  /// Samples at the distance L h/2 ≤ E.
  private static func lipschitzSamples(
    _ interval: Interval, _ constant: Rational, _ error: Rational, _ value: (Rational) -> Rational
  ) throws(ApproximationError) -> [(x: Rational, y: Rational)] {
    precondition(constant.sign != .negative, "a Lipschitz constant of \(constant)")
    guard error.sign == .positive else { throw .errorNotPositive(error) }
    guard let ends = RationalInterval(interval) else { throw .unboundedDomain(interval) }
    let gaps = max(1, (constant * ends.width / (2 * error)).ceiling)
    guard gaps <= Integer(gapLimit), let count = Int(exactly: gaps) else {
      throw .tooLarge(quantity: "neurons", limit: gapLimit)
    }
    return (0...count).map {
      let x = ends.lower + ends.width * Rational($0, count)
      return (x, value(x))
    }
  }

  private static func shallow(
    _ samples: [(x: Rational, y: Rational)], _ interval: Interval, _ scheme: String,
    _ bound: Rational
  ) -> ApproximationNetwork {
    do {
      return ApproximationNetwork(
        network: try ShallowInterpolant(samples: samples).network, scheme: scheme,
        domain: [interval], errorBound: bound)
    } catch {
      preconditionFailure("samples in order: \(error)")
    }
  }
}

/// What a Lipschitz function may do between its samples.
enum LipschitzBand {
  /// The greatest distance of the band from the chord between the first and the last sample.
  ///
  /// Over a gap of length h with the values y₀ and y₁ the band's corners lie at h/2 ± (y₁ − y₀)/(2L),
  /// with the values (y₀ + y₁ ± L h)/2; with the chord affine, the distance is greatest at corners
  /// or samples.
  static func distance(
    of samples: ArraySlice<(x: Rational, y: Rational)>, constant: Rational
  ) -> Rational {
    guard let first = samples.first, let last = samples.last, first.x < last.x else { return 0 }
    let slope = (last.y - first.y) / (last.x - first.x)
    var greatest: Rational = 0
    var before = first
    for sample in samples.dropFirst() {
      greatest = max(greatest, (sample.y - first.y - slope * (sample.x - first.x)).magnitude)
      if constant.sign == .positive {
        let width = sample.x - before.x
        for side in [Rational(1), Rational(-1)] {
          let x = before.x + width / 2 + side * (sample.y - before.y) / (2 * constant)
          let y = (before.y + sample.y + side * constant * width) / 2
          greatest = max(greatest, (y - first.y - slope * (x - first.x)).magnitude)
        }
      }
      before = sample
    }
    return greatest
  }
}
