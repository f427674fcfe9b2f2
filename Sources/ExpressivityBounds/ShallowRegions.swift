public import ExactNumbers

/// What a number of regions costs with one hidden layer and several inputs.
public struct ShallowRegions: Hashable, Sendable {
  /// The number n of inputs.
  public let inputs: Int
  /// The fewest neurons of a one-hidden-layer network with that many activation regions.
  public let neurons: Integer

  /// The smallest network for at least so many regions: the least N with Z(N, n) ≥ p.
  ///
  /// N hyperplanes in general position make Z(N, n) = C(N, 0) + … + C(N, n) regions, and no N make
  /// more.
  ///
  /// - Parameters:
  ///   - regions: p, at least 1.
  ///   - inputs: n, at least 1.
  /// - Precondition: neither number is below 1.
  /// - Complexity: O(n log p) products of numbers as long as p.
  /// - Source: Zaslavsky 1975 (Facing up to arrangements).
  public init(regions: Integer, inputs: Int) {
    precondition(
      regions >= 1 && inputs >= 1, "\(regions) regions of \(inputs) inputs: both must be at least 1"
    )
    self.inputs = inputs
    var high = Integer.one
    while Self.maximum(neurons: high, inputs: inputs) < regions { high *= 2 }
    var low = Integer(-1)
    while high - low > 1 {
      let middle = (low + high) >> 1
      if Self.maximum(neurons: middle, inputs: inputs) >= regions {
        high = middle
      } else {
        low = middle
      }
    }
    neurons = high
  }

  /// The parameters of that network with one output: N (n + 2) + 1.
  public var parameters: Integer { neurons * Integer(inputs + 2) + 1 }

  /// Z(N, n) for a number of neurons that may exceed a machine word; 0 for N = −1.
  private static func maximum(neurons: Integer, inputs: Int) -> Integer {
    guard neurons >= 0 else { return 0 }
    var (binomial, sum) = (Integer.one, Integer.one)
    for k in 0..<inputs {
      guard neurons > Integer(k) else { break }
      binomial = (binomial * (neurons - Integer(k))).exactlyDivided(by: Integer(k + 1))
      sum += binomial
    }
    return sum
  }
}
