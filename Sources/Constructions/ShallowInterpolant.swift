public import ExactNumbers
internal import PiecewiseLinear
public import ReLUNetworks

/// The interpolant of samples of a function of one variable as a network of one hidden layer.
public struct ShallowInterpolant: Hashable, Sendable {
  /// The network: affine between neighbouring samples, with at most one neuron a gap.
  public let network: ReLUNetwork
  /// The greatest distance of neighbouring nodes.
  public let largestGap: Rational

  /// Interpolates samples.
  ///
  /// With n + 1 samples the network has at most n neurons and n linear pieces between the first
  /// node and the last; collinear neighbours need fewer.
  ///
  /// - Parameter samples: at least two points (x, y) with increasing x.
  /// - Throws: ``ConstructionError`` for fewer than two samples or nodes out of order.
  /// - Source: the formula f(0) + Σ (s_i − s_{i−1}) relu(x − x_i) of linear splines.
  public init(samples: [(x: Rational, y: Rational)]) throws(ConstructionError) {
    guard samples.count >= 2 else {
      throw .tooFew(items: "samples", minimum: 2, received: samples.count)
    }
    var gap: Rational = 0
    for index in samples.indices.dropFirst() {
      let distance = samples[index].x - samples[index - 1].x
      guard distance > 0 else {
        throw .notIncreasing(item: "sample", index: index + 1, value: samples[index].x)
      }
      gap = max(gap, distance)
    }
    let function: PiecewiseLinearFunction
    do {
      function = try PiecewiseLinearFunction(samples: samples)
    } catch {
      preconditionFailure("samples in order: \(error)")
    }
    var network = ReLUNetwork.shallow(function)
    network.name = "interpolant of \(samples.count) samples"
    network.source = nil
    self.network = network
    largestGap = gap
  }

  /// How far the network can be from an L-Lipschitz function with these samples: L · gap / 2.
  ///
  /// Between two nodes at distance h a function and its chord differ by at most L·h/2, and a tent
  /// of slope L between equal values attains it. So for nodes i/n on [0, 1] the bound is L/(2n).
  ///
  /// - Parameter lipschitzConstant: L ≥ 0.
  /// - Returns: the greatest possible error between the first node and the last.
  /// - Precondition: `lipschitzConstant ≥ 0`.
  public func errorBound(lipschitzConstant: Rational) -> Rational {
    precondition(lipschitzConstant >= 0, "a Lipschitz constant of \(lipschitzConstant)")
    return lipschitzConstant * largestGap / 2
  }

  /// How many uniform gaps, and so at most how many neurons, a given error takes: ⌈L · length/(2ε)⌉.
  ///
  /// - Parameters:
  ///   - lipschitzConstant: L ≥ 0.
  ///   - error: ε, greater than 0.
  ///   - length: the length of the interval, greater than 0.
  /// - Returns: n, at least 1.
  /// - Throws: ``ConstructionError/notPositive(quantity:value:)``.
  public static func gapCount(
    lipschitzConstant: Rational, error: Rational, length: Rational = 1
  ) throws(ConstructionError) -> Integer {
    guard error > 0 else { throw .notPositive(quantity: "the error", value: error) }
    guard length > 0 else { throw .notPositive(quantity: "the length", value: length) }
    guard lipschitzConstant >= 0 else {
      throw .notPositive(quantity: "the Lipschitz constant", value: lipschitzConstant)
    }
    return max(1, (lipschitzConstant * length / (2 * error)).ceiling)
  }
}
