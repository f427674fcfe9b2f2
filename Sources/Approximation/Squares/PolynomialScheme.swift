/// How the products of a polynomial are made of squares.
public enum PolynomialScheme: String, CaseIterable, Hashable, Sendable {
  /// Symmetries, completed squares and square roots of polynomials first: the fewest squares.
  case squareChain
  /// c₀ + x (c₁ + x (c₂ + …)).
  case horner
  /// Powers x · x^(k−1), shared by all terms.
  case powerChain
  /// Powers x^⌊k/2⌋ · x^⌈k/2⌉, shared by all terms.
  case productTree
  /// T_(a+b) = 2 T_a T_b − T_(b−a).
  case chebyshev
}

/// How a power of one variable is made of squares and products.
public enum MonomialScheme: String, CaseIterable, Hashable, Sendable {
  /// x · x^(k−1), k − 1 times.
  case repeated
  /// Squaring and multiplying along the binary digits of k.
  case binary
  /// ``PolynomialScheme/squareChain``.
  case squareChain
}

/// In which order d factors are multiplied.
public enum ProductScheme: String, CaseIterable, Hashable, Sendable {
  /// One after another.
  case chain
  /// By halves, in ⌈log₂ d⌉ levels.
  case tree
}
