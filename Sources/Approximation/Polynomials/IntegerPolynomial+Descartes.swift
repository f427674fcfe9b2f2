internal import ExactNumbers

extension IntegerPolynomial {
  /// A cell of the unit interval's dyadic grid: the open interval from c/2^k to (c + 1)/2^k, or
  /// the point c/2^k alone.
  struct Cell: Hashable, Sendable {
    var index: Integer
    var fractionBits: Int
    var isPoint: Bool
  }

  /// Cells of (0, 1), ascending and disjoint, each with exactly one root, and none left out.
  ///
  /// By Descartes' rule the sign changes v of (1 + t)ⁿ p(1/(1 + t)) exceed the number of roots in
  /// (0, 1) by an even number, so v = 0 means none and v = 1 means one. Otherwise the interval is
  /// halved; on small enough cells v is 0 or 1 because the roots are simple (Obreschkoff).
  /// - Precondition: the polynomial has no double root.
  /// - Source: Collins and Akritas, Polynomial real root isolation using Descartes' rule of signs,
  ///   SYMSAC 1976.
  func isolatedRootsOfUnitInterval() -> [Cell] {
    var found: [Cell] = []
    var open = [(polynomial: self, index: Integer.zero, fractionBits: 0)]
    // The stack gives the left half first; a midpoint stands between the halves.
    while let (polynomial, index, bits) = open.popLast() {
      if polynomial.degree < 0 {
        found.append(Cell(index: index, fractionBits: bits, isPoint: true))
        continue
      }
      let changes = polynomial.signChangesOnUnitInterval
      if changes == 1 { found.append(Cell(index: index, fractionBits: bits, isPoint: false)) }
      guard changes > 1 else { continue }
      let left = polynomial.onLeftHalf
      let right = left.shiftedByOne
      open.append((right, 2 * index + 1, bits + 1))
      if right.coefficients[0] == .zero {
        open.append((IntegerPolynomial(primitivePartOf: []), 2 * index + 1, bits + 1))
      }
      open.append((left, 2 * index, bits + 1))
    }
    return found
  }

  /// 2ⁿ p(t/2).
  private var onLeftHalf: IntegerPolynomial {
    var result = self
    for i in coefficients.indices { result.coefficients[i] <<= degree - i }
    return result
  }

  /// p(t + 1), by Horner's rule in place.
  private var shiftedByOne: IntegerPolynomial {
    var result = self
    for step in 0..<max(degree, 0) {
      for i in (step..<degree).reversed() {
        let next = result.coefficients[i + 1]
        result.coefficients[i] += next
      }
    }
    return result
  }

  /// The sign changes of (1 + t)ⁿ p(1/(1 + t)), zeros left out.
  private var signChangesOnUnitInterval: Int {
    var mirrored = self
    mirrored.coefficients.reverse()
    let signs = mirrored.shiftedByOne.coefficients.map(\.sign).filter { $0 != .zero }
    return zip(signs, signs.dropFirst()).count { $0 != $1 }
  }
}
