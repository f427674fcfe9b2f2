internal import ExactNumbers

/// A function that networks are to approximate, known by exact values or by enclosures that can be
/// made as narrow as one likes.
///
/// No floating-point function takes part: every enclosure is rational arithmetic with its
/// remainder proved beside the code, by the library or by who defines a ``CertifiedFunction``.
public struct ApproximationTarget: Hashable, Sendable, CustomStringConvertible {
  /// What kind of function it is.
  public enum Kind: Hashable, Sendable {
    /// A polynomial in one variable.
    case polynomial(Polynomial)
    /// The product of some number of inputs, at least 2.
    case product(inputs: Int)
    /// A function of one variable that is known by enclosures: one of the library's own, or the
    /// caller's.
    case enclosed(EnclosedFunction)
  }

  /// What kind of function it is.
  public let kind: Kind
  /// The name as the command line spells it, like `square` or `chebyshev:5`.
  public let description: String

  init(kind: Kind, description: String) {
    self.kind = kind
    self.description = description
  }

  /// A polynomial in one variable, named by its coefficients.
  public init(_ polynomial: Polynomial) {
    let coefficients = polynomial.isZero ? [0] : polynomial.coefficients
    self.init(
      kind: .polynomial(polynomial),
      description: "polynomial:" + coefficients.map(\.description).joined(separator: ","))
  }

  /// One of the library's own functions, like `.exp`.
  public init(_ function: ElementaryFunction) {
    self.init(kind: .enclosed(EnclosedFunction(function)), description: function.name)
  }

  /// A function that is known by enclosures.
  ///
  /// - Parameter function: a value of any type, the caller's too; its name becomes the target's
  ///   description.
  public init(_ function: some CertifiedFunction) {
    self.init(kind: .enclosed(EnclosedFunction(function)), description: function.name)
  }

  /// x ↦ x².
  public static let square = ApproximationTarget(
    kind: .polynomial(.monomial(2)), description: "square")

  /// (x, y) ↦ x y.
  public static let product = ApproximationTarget(
    kind: .product(inputs: 2), description: "product")

  /// The number of inputs.
  public var inputCount: Int {
    guard case .product(let inputs) = kind else { return 1 }
    return inputs
  }

  /// The polynomial, for a polynomial in one variable.
  public var polynomial: Polynomial? {
    guard case .polynomial(let polynomial) = kind else { return nil }
    return polynomial
  }

  /// The function, for one of the library's own analytic functions.
  public var elementary: ElementaryFunction? { enclosed?.elementary }

  /// The function, for a target that is known by enclosures.
  public var enclosed: EnclosedFunction? {
    guard case .enclosed(let function) = kind else { return nil }
    return function
  }
}
