public import ExactNumbers

/// How many pieces the sum, composition or positive part of one-variable functions can have.
///
/// For continuous piecewise-linear functions on an interval; the proofs are one line each and
/// stand in Docs/bounds.md.
public enum PieceCalculus {
  /// The most pieces of f + g: the breakpoints of both, p + q − 1.
  ///
  /// - Parameters:
  ///   - p: the pieces of f, at least 1.
  ///   - q: the pieces of g, at least 1.
  /// - Returns: p + q − 1.
  /// - Source: Telgarsky 2015.
  public static func sum(_ p: Integer, _ q: Integer) -> Integer { p + q - 1 }

  /// The most pieces of f ∘ g: each piece of g meets every piece of f at most once, p · q.
  ///
  /// - Parameters:
  ///   - p: the pieces of f, at least 1.
  ///   - q: the pieces of g, at least 1.
  /// - Returns: p · q.
  /// - Source: Telgarsky 2015.
  public static func composition(_ p: Integer, _ q: Integer) -> Integer { p * q }

  /// The most pieces of max(0, f): 2 for p = 1, and p + 1 + ⌊p/2⌋ for p ≥ 2.
  ///
  /// Telgarsky's 2p counts a zero in every piece and every breakpoint of f; but a zero in two
  /// neighbouring pieces takes a breakpoint where f is negative, which is not seen.
  ///
  /// - Parameter p: the pieces of f, at least 1.
  /// - Returns: the most, attained by a function whose breakpoints have values of alternating
  ///   sign, starting with a positive one, and whose outer pieces cross zero.
  /// - Source: proof in Docs/bounds.md.
  public static func relu(_ p: Integer) -> Integer {
    p == 1 ? 2 : p + 1 + p.floorDivided(by: 2)
  }

  /// Enough hidden layers for every piecewise-linear function of n variables: ⌈log₂(n + 1)⌉.
  ///
  /// - Parameter inputs: the number of variables n, at least 1.
  /// - Returns: a number of hidden layers with which every such function is a ReLU network.
  /// - Precondition: `inputs` ≥ 1.
  /// - Source: Arora et al. 2018, Theorem 2.1 (whose depth counts the output layer as well).
  public static func sufficientHiddenLayers(inputs: Int) -> Int {
    precondition(inputs >= 1, "a function needs at least one variable, not \(inputs)")
    return Integer(inputs).bitLength
  }
}
