internal import ExactNumbers

extension Polynomial {
  /// The distinct real roots on a closed interval, each exact or alone in an enclosure.
  ///
  /// - Parameter interval: where to look; roots at its ends count.
  /// - Returns: the roots in ascending order, with disjoint interiors of their enclosures; a root
  ///   that is rational is exact.
  /// - Precondition: the polynomial is not zero.
  /// - Complexity: polynomial in the degree and the bits of the coefficients.
  /// - Source: Descartes' rule of signs with bisection, see `isolatedRootsOfUnitInterval`.
  public func realRoots(on interval: RationalInterval) -> [RealRoot] {
    precondition(!isZero, "Polynomial.realRoots: every number is a root of the zero polynomial")
    if degree < 1 { return [] }
    if degree == 1 {
      let root = -coefficients[0] / coefficients[1]
      return interval.contains(root) ? [RealRoot(exact: root)] : []
    }
    guard interval.lower < interval.upper else {
      return evaluate(at: interval.lower).sign == .zero ? [RealRoot(exact: interval.lower)] : []
    }
    let simple = IntegerPolynomial(self).squareFreePart
    let local = IntegerPolynomial(
      Polynomial(simple.coefficients.map { Rational($0) })
        .composed(with: Polynomial([interval.lower, interval.width])))
    var roots = local.isolatedRootsOfUnitInterval().map {
      RealRoot(
        local, origin: interval.lower, scale: interval.width, cell: $0,
        leadingCoefficient: simple.coefficients[simple.degree])
    }
    if local.coefficients[0] == .zero { roots.insert(RealRoot(exact: interval.lower), at: 0) }
    if local.coefficients.reduce(0, +) == .zero { roots.append(RealRoot(exact: interval.upper)) }
    return roots
  }
}
