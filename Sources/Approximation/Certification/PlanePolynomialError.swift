internal import ExactNumbers

/// A polynomial in two variables on a triangle, by its Bernstein coefficients.
///
/// With barycentric coordinates λ and degree n, p = Σ c_{ijk} n!/(i! j! k!) λ₀^i λ₁^j λ₂^k: a mean of
/// the c at every point, so p lies between the least and the greatest, and takes c at the corners.
struct BernsteinTriangle {
  /// The corners.
  let corners: [[Rational]]
  /// c_{ijk} with i = n − j − k, at row k place j.
  private let rows: [[Rational]]

  /// The greatest |c|.
  var bound: Rational {
    rows.joined().reduce(Rational.zero) { max($0, $1.magnitude) }
  }

  /// |p| at the corners.
  var reached: ErrorSpan {
    let degree = rows.count - 1
    let values = [rows[0][0], rows[0][degree], rows[degree][0]]
    return zip(values, corners).reduce(into: ErrorSpan.none) {
      $0.join(ErrorSpan(exact: $1.0, at: $1.1))
    }
  }

  /// A polynomial on the triangle with three corners.
  ///
  /// With s = λ₁, t = λ₂ and 1 = (λ₀ + λ₁ + λ₂)^(n − u − v), s^u t^v has the coefficients
  /// j!/(j − u)! · k!/(k − v)! · (n − u − v)!/n! for j ≥ u, k ≥ v, and 0 otherwise.
  init(_ polynomial: MultivariatePolynomial, on corners: [[Rational]]) {
    self.corners = corners
    let degree = max(polynomial.degree, 1)
    let local = polynomial.onTriangle(corners)
    func falling(_ n: Int, _ count: Int) -> Rational {
      (0..<count).reduce(Rational.one) { $0 * Rational(n - $1) }
    }
    rows = (0...degree).map { k in
      (0...degree - k).map { j in
        local.terms.reduce(Rational.zero) { sum, term in
          let (u, v) = (term.key[0], term.key[1])
          guard u <= j, v <= k else { return sum }
          return sum + term.value * falling(j, u) * falling(k, v) / falling(degree, u + v)
        }
      }
    }
  }

  private init(corners: [[Rational]], rows: [[Rational]]) {
    self.corners = corners
    self.rows = rows
  }

  /// The two triangles that the middle of the side between the first two corners makes.
  ///
  /// De Casteljau's steps along that side, row by row.
  var halves: [BernsteinTriangle] {
    var (left, right): ([[Rational]], [[Rational]]) = ([], [])
    for row in rows {
      var values = row
      var (first, last): ([Rational], [Rational]) = ([], [])
      while let head = values.first, let tail = values.last {
        first.append(head)
        last.append(tail)
        values = zip(values, values.dropFirst()).map { ($0 + $1) / 2 }
      }
      left.append(first)
      right.append(last.reversed())
    }
    let middle = zip(corners[0], corners[1]).map { ($0 + $1) / 2 }
    return [
      BernsteinTriangle(corners: [corners[0], middle, corners[2]], rows: left),
      BernsteinTriangle(corners: [middle, corners[1], corners[2]], rows: right),
    ]
  }

  /// The same triangle with its corners renamed so that the longest side is between the first two.
  var turned: BernsteinTriangle {
    let lengths = (0..<3).map { corner in
      zip(corners[corner], corners[(corner + 1) % 3]).reduce(Rational.zero) {
        $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
      }
    }
    if lengths[0] >= lengths[1] && lengths[0] >= lengths[2] { return self }
    let degree = rows.count - 1
    let start = lengths[1] >= lengths[2] ? 1 : 2
    // Corner m of the new triangle is corner m + start of the old one; exponents move along.
    let renamed = (0...degree).map { k in
      (0...degree - k).map { j in
        let new = [degree - j - k, j, k]
        let old = (0..<3).map { new[($0 + 3 - start) % 3] }
        return rows[old[2]][old[1]]
      }
    }
    return BernsteinTriangle(
      corners: (0..<3).map { corners[($0 + start) % 3] }, rows: renamed)
  }
}

extension MultivariatePolynomial {
  /// The polynomial of s and t at A + s (B − A) + t (C − A).
  fileprivate func onTriangle(_ corners: [[Rational]]) -> MultivariatePolynomial {
    let (a, b, c) = (corners[0], corners[1], corners[2])
    let lines = (0..<2).map { axis in
      MultivariatePolynomial(
        variableCount: 2,
        terms: [[0, 0]: a[axis], [1, 0]: b[axis] - a[axis], [0, 1]: c[axis] - a[axis]])
    }
    var sum = MultivariatePolynomial(constant: 0, variableCount: 2)
    for (exponents, coefficient) in terms {
      var term = MultivariatePolynomial(constant: coefficient, variableCount: 2)
      for (axis, exponent) in exponents.enumerated() {
        for _ in 0..<exponent { term = term * lines[axis] }
      }
      sum = sum + term
    }
    return sum
  }

  /// Bounds of the largest |p| on a convex polygon, close enough or too low to matter.
  ///
  /// The polygon is cut into triangles from a corner, and they at their longest sides, until no
  /// triangle's bound exceeds what is reached somewhere by more than the width asked for.
  ///
  /// - Parameters:
  ///   - corners: in order around the polygon.
  ///   - floor: a number that the whole domain is known to reach.
  ///   - relativeWidth: of the largest number reached.
  ///   - isCancelled: asked now and then; true leaves the bounds as they are.
  /// - Returns: the bounds, the lower one with its point.
  func supMagnitude(
    on corners: [[Rational]], floor: Rational, relativeWidth: Rational, isCancelled: () -> Bool
  ) -> ErrorSpan {
    var span = ErrorSpan.none
    var waiting = (1..<max(corners.count - 1, 1)).compactMap { index -> BernsteinTriangle? in
      index + 1 < corners.count
        ? BernsteinTriangle(self, on: [corners[0], corners[index], corners[index + 1]]) : nil
    }
    for triangle in waiting { span.joinLower(triangle.reached) }
    while let triangle = waiting.popLast() {
      let enough = max(floor, span.lower) * (1 + relativeWidth)
      if triangle.bound <= enough || isCancelled() {
        span.raise(to: triangle.bound)
        continue
      }
      for half in triangle.turned.halves {
        span.joinLower(half.reached)
        waiting.append(half)
      }
    }
    return span
  }
}
