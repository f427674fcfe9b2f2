import ExactNumbers
import LinearPieces
import LinearRegions
import PiecewiseLinear
import ReLUNetworks

@testable import Approximation

/// The exact range of network − x² on an interval, piece by piece: on a piece the difference
/// s x + c − x² is greatest at x = s/2, if that lies in it, and least at an end.
func exactErrorOfSquare(
  _ network: ReLUNetwork, on interval: Interval
) throws -> (lower: Rational, upper: Rational) {
  var values: [Rational] = []
  for piece in try network.piecewiseLinearFunction(on: interval).pieces {
    for end in [piece.domain.lower, piece.domain.upper, .finite(piece.slope / 2)] {
      guard let x = end.finiteValue, piece.domain.contains(x) else { continue }
      values.append(piece(x) - x * x)
    }
  }
  return (values.min() ?? 0, values.max() ?? 0)
}

/// The exact range of network − xy on a rectangle, region by region: inside a region xy minus an
/// affine function is a saddle, so the extremes lie on edges, at a corner or where the quadratic
/// function of the edge turns.
func exactErrorOfProduct(
  _ network: ReLUNetwork, on box: [Interval]
) throws -> (lower: Rational, upper: Rational) {
  var values: [Rational] = []
  try network.forEachActivationRegion(in: box) { region in
    let corners = region.vertices.map(\.point)
    for (p, q) in zip(corners, corners.dropFirst() + [corners[0]]) {
      let error = { (t: Rational) -> Rational in
        let (x, y) = (p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1]))
        return region.affineMap([x, y])[0] - x * y
      }
      let (start, middle, end) = (error(0), error(Rational(1, 2)), error(1))
      values += [start, end]
      // The quadratic α t² + β t + start through the three values turns at −β / 2α.
      let alpha = 2 * (start + end - 2 * middle)
      let beta = end - start - alpha
      guard alpha.sign != .zero else { continue }
      let turn = -beta / (2 * alpha)
      if turn > 0 && turn < 1 { values.append(error(turn)) }
    }
  }
  return (values.min() ?? 0, values.max() ?? 0)
}

/// An enclosure of the range of network − p on an interval, piece by piece: Bernstein coefficients
/// of the difference on each piece, in equal parts.
func errorOfPolynomial(
  _ network: ReLUNetwork, _ polynomial: Polynomial, on interval: Interval, parts: Int = 4
) throws -> RationalInterval {
  var ranges: [RationalInterval] = []
  for piece in try network.piecewiseLinearFunction(on: interval).pieces {
    guard let domain = RationalInterval(piece.domain) else { continue }
    let difference = Polynomial([piece.intercept, piece.slope]) - polynomial
    for part in 0..<parts {
      let left = domain.lower + domain.width * Rational(part, parts)
      let right = domain.lower + domain.width * Rational(part + 1, parts)
      ranges.append(difference.range(on: RationalInterval(left, right)))
    }
  }
  return ranges.reduce(ranges[0]) { $0.hull(with: $1) }
}
