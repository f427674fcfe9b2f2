public import ExactNumbers

/// Which polynomial stands for an analytic function.
public enum AnalyticPolynomial: String, CaseIterable, Hashable, Sendable {
  /// The Taylor polynomial about the middle of the interval.
  case taylor
  /// The polynomial of least sup error, or one near it, by Remez' exchange.
  case minimax
}

extension ApproximationNetwork {
  /// An analytic function by a polynomial, and that by square chains.
  ///
  /// The polynomial's distance from the function is proved by Taylor models; the rest of the error
  /// is left to the squares. Degrees from the least that can do are compared. For a function analytic
  /// on the interval the neurons grow as a power of log 1/E; free knots in one layer need about
  /// E^(−1/2) of them, unless the function is affine.
  ///
  /// - Parameters:
  ///   - kind: which polynomial.
  ///   - function: one whose derivatives exist on the interval.
  ///   - interval: bounded.
  ///   - error: the greatest sup error, above 0.
  ///   - goal: what there shall be least of.
  ///   - maximumDepth: the most hidden layers.
  ///   - isCancelled: asked between degrees; true settles for the best so far.
  /// - Returns: the network with its proved error, at most `error`.
  /// - Throws: ``ApproximationError`` for a bad interval or error, or where the degree would be
  ///   more than 64.
  /// - Complexity: a few networks for polynomials of about the least degree.
  public static func polynomial(
    _ kind: AnalyticPolynomial, of function: ElementaryFunction, on interval: Interval,
    error: Rational, minimizing goal: ApproximationGoal = .neurons, maximumDepth: Int = .max,
    isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) -> ApproximationNetwork {
    try SquareSizes.require(error: error)
    let box = try ApproximationTarget(function).requireDefined(on: [interval])[0]
    guard function.isDefined(on: box, derivative: 1) else {
      throw .undefined(
        target: "a polynomial for \(function.rawValue)", on: box,
        definedOn: "where it has derivatives")
    }
    let search = AnalyticSearch(function, on: box, error: error, kind: kind)
    var best: ApproximationNetwork?
    var tried = 0
    for degree in search.degrees {
      if tried > 0, isCancelled() || tried == 3 { break }
      guard let (polynomial, distance) = search.proved(degree: degree) else { continue }
      tried += 1
      for scheme in [PolynomialScheme.squareChain, .chebyshev] {
        let network = try ApproximationNetwork.polynomial(
          polynomial, on: interval, error: error - distance, scheme: scheme, minimizing: goal,
          maximumDepth: maximumDepth, isCancelled: isCancelled)
        if let best, !goal.size(of: network).lexicographicallyPrecedes(goal.size(of: best)) {
          continue
        }
        best = ApproximationNetwork(
          network: network.network,
          scheme: scheme.title(of: "\(kind.rawValue) polynomial of degree \(polynomial.degree)"),
          domain: [interval], errorBound: network.errorBound + distance)
      }
    }
    guard let best else {
      throw .tooLarge(quantity: "powers of a variable", limit: SquareSizes.degreeLimit)
    }
    return best
  }
}

/// Polynomials for an analytic function, and what they are proved to be worth.
struct AnalyticSearch {
  private let function: ElementaryFunction
  private let box: RationalInterval
  private let error: Rational
  private let kind: AnalyticPolynomial
  private let minimax: MinimaxPolynomial

  init(
    _ function: ElementaryFunction, on box: RationalInterval, error: Rational,
    kind: AnalyticPolynomial
  ) {
    (self.function, self.box, self.error, self.kind) = (function, box, error, kind)
    minimax = MinimaxPolynomial(function, on: box, error: error)
  }

  /// The degrees from the least that can do, as far as equally spaced signs of the error tell.
  var degrees: [Int] {
    let all = (1...SquareSizes.degreeLimit).filter { degree in
      parity.map { degree % 2 == $0 } ?? true
    }
    let first = all.firstIndex { minimax.best(degree: $0, rounds: 0).levelled < error }
    return first.map { Array(all[$0...]) } ?? []
  }

  /// The remainder by 2 of the exponents that occur, where the graph is symmetric.
  private var parity: Int? {
    guard box.lower == -box.upper else { return nil }
    switch function {
    case .cos, .lorentz, .runge: return 0
    case .sin: return 1
    case .exp, .log1p, .reciprocal1p, .sqrt: return nil
    }
  }

  /// A polynomial with few digits and its proved distance, which leaves room for squares.
  func proved(degree: Int) -> (polynomial: Polynomial, distance: Rational)? {
    let polynomial = symmetric(guess(degree: degree))
    let limit = error * Rational(15, 16)
    guard let least = function.distance(to: polynomial, on: box, limit: limit) else { return nil }
    let accepted = min(limit, least + error / 64)
    let growth = degree * max(0, box.magnitude.ceiling.bitLength)
    for digits in stride(from: (1 / error).ceiling.bitLength + 2, to: 4096, by: 6) {
      let short = Polynomial(
        polynomial.coefficients.map { $0.rounded(toFractionBits: digits + growth) })
      if let distance = function.distance(to: short, on: box, limit: accepted) {
        return (short, distance)
      }
    }
    return (polynomial, least)
  }

  private func guess(degree: Int) -> Polynomial {
    switch kind {
    case .minimax: return minimax.inInput(minimax.best(degree: degree).polynomial)
    case .taylor:
      let bits = (1 / error).ceiling.bitLength + 16
      let model = function.taylorModel(
        at: box.midpoint, reach: 0, degree: degree, bits: bits)
      return model.polynomial.shifted(by: -model.center)
    }
  }

  /// The part of a polynomial that a symmetric function shares; it is no farther away.
  private func symmetric(_ polynomial: Polynomial) -> Polynomial {
    guard let parity else { return polynomial }
    return Polynomial(
      polynomial.coefficients.enumerated().map { $0 % 2 == parity ? $1 : 0 })
  }
}
