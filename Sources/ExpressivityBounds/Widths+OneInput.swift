public import ExactNumbers

/// Bounds on the pieces of a network with one input that come from the literature.
extension Widths {
  /// 2^{L−1} (n₁ + 1) n₂ ⋯ n_L for one input, `nil` for more.
  ///
  /// - Returns: an upper bound on pieces. It holds for certain because it is never below
  ///   ∏ (n_l + 1); the constant is quoted from memory.
  /// - Complexity: O(L) products.
  /// - Source: Arora et al. 2018, a lemma of the appendix, from memory.
  public func arora2018Bound() -> Integer? {
    guard inputs == 1 else { return nil }
    let factors = [Integer(hidden[0] + 1)] + hidden.dropFirst().map { Integer($0) }
    return product(factors) << (depth - 1)
  }

  /// The bound that the calculus of `PieceCalculus` gives for one input, `nil` for more.
  ///
  /// Every neuron is followed by itself, as if no two shared a breakpoint: n functions of p pieces
  /// add up to one of n (p − 1) + 1, and a ReLU makes p + 1 + ⌊p/2⌋ of p.
  ///
  /// - Returns: an upper bound on pieces.
  /// - Complexity: O(L) products.
  /// - Source: Telgarsky 2015 for the calculus; proof in Docs/bounds.md.
  public func compositionCalculusBound() -> Integer? {
    guard inputs == 1 else { return nil }
    var pieces = Integer.one
    for width in hidden {
      pieces = Integer(width) * (PieceCalculus.relu(pieces) - 1) + 1
    }
    return pieces
  }

  /// The pieces of the sawtooth network of these widths on the whole line: K layers' worth of
  /// K-piece teeth.
  ///
  /// - Returns: a lower bound on the most pieces; `nil` unless there is one input and all hidden
  ///   layers have the same width.
  /// - Source: `sawtoothPieceCount(width:depth:on:)`.
  public func sawtoothBound() -> Integer? {
    guard inputs == 1, hidden.allSatisfy({ $0 == hidden[0] }) else { return nil }
    return sawtoothPieceCount(width: hidden[0], depth: depth, on: .wholeLine)
  }
}

/// Where the pieces of a sawtooth network are counted.
public enum SawtoothDomain: String, Hashable, Sendable, CaseIterable {
  /// The interval [0, 1].
  case unitInterval
  /// All of ℝ.
  case wholeLine
}

/// The exact number of pieces of the sawtooth network: K pieces of slope ±K, composed H times.
///
/// The layer is g(x) = Σ c_i relu(Kx − i) over i = 0, …, K − 1 with c = (1, −2, 2, −2, …); it
/// runs K times through [0, 1]. On [0, 1] there are K^H pieces; the whole line adds the constant
/// left of 0, and a second constant far to the right where K is even and H ≥ 2.
///
/// - Parameters:
///   - width: the number K of neurons in each hidden layer, at least 1.
///   - depth: the number H of hidden layers, at least 1.
///   - domain: where pieces are counted.
/// - Returns: the number of linear pieces.
/// - Precondition: `width` ≥ 1 and `depth` ≥ 1.
/// - Complexity: O(log H) products.
/// - Source: Telgarsky 2015 for K = 2, Montúfar et al. 2014 with one input; counted exactly for
///   K ≤ 6.
public func sawtoothPieceCount(width: Int, depth: Int, on domain: SawtoothDomain) -> Integer {
  precondition(
    width >= 1 && depth >= 1, "a sawtooth of width \(width) and depth \(depth): both at least 1")
  let inside = Integer(width).power(depth)
  switch domain {
  case .unitInterval: return inside
  case .wholeLine: return inside + (width % 2 == 0 && depth > 1 ? 2 : 1)
  }
}
