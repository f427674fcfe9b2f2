public import ExactNumbers

/// What a number of pieces costs with one hidden layer: one neuron per breakpoint, no fewer.
public struct ShallowCost: Hashable, Sendable {
  /// The number of linear pieces p.
  public let pieces: Integer

  /// The cost of p pieces.
  ///
  /// - Parameter pieces: p, at least 1.
  /// - Precondition: `pieces` ≥ 1.
  public init(pieces: Integer) {
    precondition(pieces >= 1, "a function has one piece or more, not \(pieces)")
    self.pieces = pieces
  }

  /// The fewest neurons of a one-hidden-layer network with p pieces: p − 1.
  ///
  /// A neuron makes one breakpoint. A *given* function of p pieces may need one neuron more, for
  /// its outer slope; p always suffice.
  ///
  /// - Source: Arora et al. 2018, Theorem 2.2.
  public var neurons: Integer { pieces - 1 }

  /// The parameters of that network with one input and one output: 3 (p − 1) + 1.
  public var parameters: Integer { 3 * neurons + 1 }
}

/// The fewest neurons in `hiddenLayers` layers that can give one input so many pieces.
///
/// At most ∏ (n_l + 1) pieces come from widths n_l, and for a given sum that is largest when the
/// widths differ by one at most; each layer needs a neuron. For p = w^k pieces, which depth k has
/// with k·w neurons, this is the exact form of s ≥ k' (w^{k/k'} − 1): the price of going
/// shallower.
///
/// - Parameters:
///   - pieces: the number p of pieces wanted, at least 1.
///   - hiddenLayers: the number k' of hidden layers, at least 1.
/// - Returns: the least s = n₁ + … + n_{k'} with n_l ≥ 1 and ∏ (n_l + 1) ≥ p: no network with
///   fewer neurons in that many layers has p pieces.
/// - Precondition: `pieces` ≥ 1 and `hiddenLayers` ≥ 1.
/// - Complexity: O(log p) powers of numbers as long as p.
/// - Source: the inequality of arithmetic and geometric means on Serra et al. 2018, Theorem 1 for
///   one input; in the spirit of Arora et al. 2018, Theorems 3.1 and 3.2.
public func fewestNeurons(forPieces pieces: Integer, hiddenLayers: Int) -> Integer {
  precondition(
    pieces >= 1 && hiddenLayers >= 1,
    "\(pieces) pieces in \(hiddenLayers) hidden layers: both must be at least 1")
  let base = rootFloor(of: pieces, degree: hiddenLayers)
  // Widths base − 1 in most layers and base in as many as are needed to reach the pieces.
  var low = 0
  var high = hiddenLayers
  while low < high {
    let middle = low + (high - low) / 2
    let reached = (base + 1).power(middle) * base.power(hiddenLayers - middle)
    if reached >= pieces { high = middle } else { low = middle + 1 }
  }
  return max(Integer(hiddenLayers) * (base - 1) + Integer(low), Integer(hiddenLayers))
}

/// The fewest neurons, in however many layers, that can give so many activation regions.
///
/// - Parameter pieces: the number p of pieces or regions wanted, at least 1.
/// - Returns: ⌈log₂ p⌉, since N neurons have at most 2^N activation patterns.
/// - Precondition: `pieces` ≥ 1.
public func fewestNeurons(forPieces pieces: Integer) -> Int {
  precondition(pieces >= 1, "a function has one piece or more, not \(pieces)")
  return (pieces - 1).bitLength
}

/// The largest integer whose power of the given degree is at most a positive number, by bisection.
private func rootFloor(of value: Integer, degree: Int) -> Integer {
  // 2^(⌈bits / degree⌉) is too large already, so its power is never taken.
  guard degree < value.bitLength else { return 1 }
  var low = Integer.one
  var high = Integer.one << ((value.bitLength + degree - 1) / degree)
  while high - low > 1 {
    let middle = (low + high) >> 1
    if middle.power(degree) <= value { low = middle } else { high = middle }
  }
  return low
}
