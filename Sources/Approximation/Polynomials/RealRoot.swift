public import ExactNumbers

/// A real root of a polynomial: exact, or alone in an open interval that can be narrowed at will.
public struct RealRoot: Hashable, Sendable {
  /// The polynomial without double roots, in t with x = `origin` + `scale` · t.
  private let polynomial: IntegerPolynomial
  private let origin: Rational
  private let scale: Rational
  private var cell: IntegerPolynomial.Cell
  /// The root, when it is rational.
  public let exactValue: Rational?

  /// An enclosure: one point for a rational root, else the root lies strictly inside.
  public var enclosure: RationalInterval {
    if let exactValue { return RationalInterval(exactValue) }
    return RationalInterval(end(cell.index), end(cell.index + 1))
  }

  /// A rational root.
  init(exact value: Rational) {
    polynomial = IntegerPolynomial(primitivePartOf: [])
    (origin, scale) = (value, 0)
    cell = IntegerPolynomial.Cell(index: 0, fractionBits: 0, isPoint: true)
    exactValue = value
  }

  /// The root in a cell, which is recognised when it is rational.
  ///
  /// A rational root p/q in lowest terms has q | c, the leading coefficient in x. So once the
  /// enclosure is narrower than 1/c, at most one multiple of 1/c lies inside, and it is tried.
  init(
    _ polynomial: IntegerPolynomial, origin: Rational, scale: Rational,
    cell: IntegerPolynomial.Cell, leadingCoefficient: Integer
  ) {
    let lead = Rational(leadingCoefficient.magnitude)
    var cell = cell
    polynomial.narrow(&cell, toFractionBits: (scale * lead).floor.bitLength + 1)
    let bits = cell.fractionBits
    func end(_ index: Integer) -> Rational {
      origin + scale * Rational(dyadicNumerator: index, fractionBits: bits)
    }
    var exact: Rational?
    if cell.isPoint {
      exact = end(cell.index)
    } else {
      let candidate = Rational((end(cell.index) * lead).floor + 1) / lead
      let local = (candidate - origin) / scale
      let value = polynomial.homogeneousValue(local.numerator, over: local.denominator)
      if candidate < end(cell.index + 1) && value == .zero { exact = candidate }
    }
    self.polynomial = polynomial
    (self.origin, self.scale, self.cell) = (origin, scale, cell)
    exactValue = exact
  }

  /// The same root with an enclosure of at most some width.
  ///
  /// - Parameter width: the largest width wanted.
  /// - Returns: the root with the narrower enclosure; the same for a rational root.
  /// - Precondition: `width` > 0.
  /// - Complexity: the digits wanted double with each step, once the secant hits.
  public func refined(toWidth width: Rational) -> RealRoot {
    precondition(width.sign == .positive, "RealRoot.refined needs a width above 0, not \(width)")
    guard exactValue == nil else { return self }
    var result = self
    polynomial.narrow(&result.cell, toFractionBits: (scale / width).floor.bitLength)
    return result
  }

  private func end(_ index: Integer) -> Rational {
    origin + scale * Rational(dyadicNumerator: index, fractionBits: cell.fractionBits)
  }
}

extension IntegerPolynomial {
  /// Narrows an open cell with one simple root to width 2^−bits or less, or to the root itself.
  ///
  /// The secant through the ends' values guesses one of 2^s subcells; a change of sign across it
  /// proves the guess and doubles s, a miss halves s after one bisection.
  /// - Source: Abbott, Quadratic interval refinement for real roots, 2006.
  func narrow(_ cell: inout Cell, toFractionBits bits: Int) {
    var step = 1
    while !cell.isPoint && cell.fractionBits < bits {
      let width = min(step, bits - cell.fractionBits)
      if width > 1 && leap(&cell, bits: width) {
        step *= 2
      } else {
        bisect(&cell)
        step = width > 1 ? step / 2 : 2
      }
    }
  }

  private func bisect(_ cell: inout Cell) {
    let middle = 2 * cell.index + 1
    let sign = value(at: middle, fractionBits: cell.fractionBits + 1).sign
    let isRight = sign == signAfterLeftEnd(of: cell)
    cell.fractionBits += 1
    cell.index = sign == .zero || isRight ? middle : middle - 1
    cell.isPoint = sign == .zero
  }

  /// The sign between the left end and the root: that of the value, or of the slope at a root.
  private func signAfterLeftEnd(of cell: Cell) -> Sign {
    let sign = value(at: cell.index, fractionBits: cell.fractionBits).sign
    if sign != .zero { return sign }
    return derivative.value(at: cell.index, fractionBits: cell.fractionBits).sign
  }

  /// Tries the subcell that the secant names, and says whether the root is in it.
  private func leap(_ cell: inout Cell, bits: Int) -> Bool {
    let left = value(at: cell.index, fractionBits: cell.fractionBits)
    let right = value(at: cell.index + 1, fractionBits: cell.fractionBits)
    guard left.sign == -right.sign, left.sign != .zero else { return false }
    let offset = (left << bits).floorDivided(by: left - right)
    let last = (Integer.one << bits) - 1
    let index = cell.index << bits + min(max(offset, 0), last)
    let fractionBits = cell.fractionBits + bits
    let ends = [index, index + 1]
    let signs = ends.map { value(at: $0, fractionBits: fractionBits).sign }
    if let root = signs.firstIndex(of: .zero) {
      cell = Cell(index: ends[root], fractionBits: fractionBits, isPoint: true)
      return true
    }
    guard signs[0] != signs[1] else { return false }
    cell = Cell(index: index, fractionBits: fractionBits, isPoint: false)
    return true
  }
}
