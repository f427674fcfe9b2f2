internal import ExactNumbers

/// Chooses the squares of a product.
struct ProductChooser {
  let forms: (RegisterForm, RegisterForm)
  let polynomials: (MultivariatePolynomial, MultivariatePolynomial)
  let ranges: (RationalInterval, RationalInterval)
  let box: [RationalInterval]

  /// The squares whose weighted sum is the product.
  func squares(_ products: SquareAnalysis.ProductForm) -> [SquareAnalysis.Square] {
    let (p, q) = forms
    let (xs, ys) = ranges
    switch products {
    case .balanced: return balanced
    case .plain, .symmetric:
      return [
        .init(weight: Rational(1, 4), form: p + q, range: xs + ys),
        .init(weight: Rational(-1, 4), form: p - q, range: xs - ys),
      ]
    case .threeSquares:
      return [
        .init(weight: Rational(1, 2), form: p + q, range: xs + ys),
        .init(weight: Rational(-1, 2), form: p, range: xs),
        .init(weight: Rational(-1, 2), form: q, range: ys),
      ]
    }
  }

  /// PQ = ((ρP + Q)² − (ρP − Q)²) / 4ρ, with the ratio ρ of least error among some.
  ///
  /// Squares over intervals of lengths L± cost (L₊² + L₋²)/ρ; if P and Q took all pairs of values
  /// independently, L± = ρ|P| + |Q| and ρ = |Q|/|P| would be best.
  private var balanced: [SquareAnalysis.Square] {
    let (xs, ys) = ranges
    let even = xs.width.sign == .zero || ys.width.sign == .zero ? 1 : ys.width / xs.width
    var best = candidate(ratio: even)
    guard box.count == 1 else { return best.squares }
    for eighths in [3, 4, 6, 11, 15, 20] {
      let other = candidate(ratio: even * Rational(eighths, 8))
      if other.cost < best.cost { best = other }
    }
    return best.squares
  }

  private func candidate(
    ratio: Rational
  ) -> (cost: Rational, squares: [SquareAnalysis.Square]) {
    // A short ratio keeps the weights short; any ratio is right.
    let ratio = ratio.isInteger ? ratio : RationalInterval(ratio).rounded(bits: 6).lower
    let (p, q) = polynomials
    let weight = 1 / (4 * ratio)
    let squares = [
      SquareAnalysis.Square(
        weight: weight, form: ratio * forms.0 + forms.1,
        range: (ratio * p + q).range(on: box)),
      SquareAnalysis.Square(
        weight: -weight, form: ratio * forms.0 - forms.1,
        range: (ratio * p + -1 * q).range(on: box)),
    ]
    let cost = squares.reduce(Rational.zero) { $0 + $1.range.width * $1.range.width } / ratio
    return (cost, squares)
  }
}
