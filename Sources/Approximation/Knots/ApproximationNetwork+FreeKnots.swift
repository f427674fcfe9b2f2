internal import Constructions
public import ExactNumbers
internal import PiecewiseLinear
internal import ReLUNetworks

extension ApproximationNetwork {
  /// Knots that fail for errors so much smaller than asked fail for another reason.
  private static let leastShrink = Rational(1, 2)

  /// The most pieces that free knots are laid for.
  public static let freeKnotLimit = 100_000

  /// A network of one hidden layer with the fewest knots, or about, that an error allows.
  ///
  /// Every piece lies E beside the curve at its ends and E on its other side at a point between:
  /// its chord gap is 2E, twice what interpolation allows. The knots come from a search in doubles,
  /// are rounded to short dyadic numbers, and the bound is then proved cell by cell.
  ///
  /// - Parameters:
  ///   - target: one input.
  ///   - interval: where, bounded.
  ///   - error: the greatest sup error, above 0.
  ///   - isCancelled: asked between proofs; true gives up.
  /// - Returns: the network, with as many neurons as it has pieces, or one fewer.
  /// - Throws: ``ApproximationError`` for a bad target, interval or error, or too many pieces.
  /// - Complexity: O(pieces) enclosures of the target.
  public static func freeKnots(
    _ target: ApproximationTarget, on interval: Interval, error: Rational,
    isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) -> ApproximationNetwork {
    let domain = try KnotRequest.checked(target, on: interval, error: error)
    let bits = (1 / error).ceiling.bitLength + 32
    let curve = try Curve(target, on: domain, bits: bits)
    guard var knots = ShallowKnots.balanced(curve, error: error, limit: freeKnotLimit) else {
      throw .tooLarge(quantity: "pieces", limit: freeKnotLimit)
    }
    var shrink: Rational = 1
    while true {
      for digits in [2, 4, 6, 8, 11, 14, 18, 24, 32] {
        if isCancelled() { throw .stopped(target: target.description) }
        var samples = knots.samples(curve, digits: digits, error: error)
        guard let range = try KnotErrorRange(samples, curve, limit: error) else { continue }
        // The best constant may add long digits: rounded to a thousandth of the slack, or less.
        let spare = max(error - range.radius, error / 1024)
        let shift = range.middle.rounded(toFractionBits: (1 / spare).ceiling.bitLength + 2)
        let bound = max(range.upper - shift, shift - range.lower)
        guard bound <= error else { continue }
        for index in samples.indices { samples[index].y -= shift }
        return freeKnots(samples: samples, interval, bound)
      }
      // The double search was too sharp: a little less error is asked of it.
      shrink *= Rational(99, 100)
      guard shrink > Self.leastShrink else {
        throw .wideEnclosure(target: target.description, at: domain.midpoint, error: error)
      }
      guard
        let next = ShallowKnots.balanced(curve, error: error * shrink, limit: freeKnotLimit)
      else { throw .tooLarge(quantity: "pieces", limit: freeKnotLimit) }
      knots = next
    }
  }

  /// The network of one hidden layer with at most some number of pieces, and about the least error.
  ///
  /// - Parameters:
  ///   - target: one input.
  ///   - interval: where, bounded.
  ///   - pieces: the most linear pieces, at least 1.
  ///   - isCancelled: asked between proofs; true gives up.
  /// - Returns: the network with a proved bound of its error.
  /// - Throws: ``ApproximationError`` for a bad target or interval, or too many pieces.
  public static func freeKnots(
    _ target: ApproximationTarget, on interval: Interval, pieces: Int,
    isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) -> ApproximationNetwork {
    guard pieces >= 1 else {
      throw .tooSmall(quantity: "the number of pieces", minimum: 1, received: pieces)
    }
    guard pieces <= freeKnotLimit else { throw .tooLarge(quantity: "pieces", limit: freeKnotLimit) }
    let domain = try KnotRequest.checked(target, on: interval, error: 1)
    let curve = try Curve(target, on: domain, bits: 64 + 2 * Integer(pieces).bitLength)
    var error = ShallowKnots.leastError(curve, pieces: pieces)
    while true {
      error *= Rational(1001, 1000)
      let network = try freeKnots(target, on: interval, error: error, isCancelled: isCancelled)
      if network.neuronCount <= pieces { return network }
    }
  }

  /// The shallow network through samples.
  private static func freeKnots(
    samples: [(x: Rational, y: Rational)], _ interval: Interval, _ bound: Rational
  ) -> ApproximationNetwork {
    let function: PiecewiseLinearFunction
    do {
      function = try PiecewiseLinearFunction(samples: samples)
    } catch {
      preconditionFailure("knots out of order: \(error)")
    }
    let count = function.pieceCount
    return ApproximationNetwork(
      network: .shallow(function),
      scheme: "\(count) piece\(count == 1 ? "" : "s") between free knots",
      domain: [interval], errorBound: bound)
  }
}

/// What a request for knots may ask.
enum KnotRequest {
  /// Checks a target of one input on an interval, and the error.
  static func checked(
    _ target: ApproximationTarget, on interval: Interval, error: Rational
  ) throws(ApproximationError) -> RationalInterval {
    guard error.sign == .positive else { throw .errorNotPositive(error) }
    guard target.inputCount == 1 else {
      throw .intervalCountMismatch(expected: target.inputCount, received: 1)
    }
    return try target.requireDefined(on: [interval])[0]
  }
}
