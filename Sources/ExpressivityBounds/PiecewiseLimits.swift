public import ExactNumbers

/// How close functions with n pieces can come to a curved or steep function, exactly.
///
/// The limits hold for any function with n affine pieces on an interval, continuous or not, and
/// so for every network with at most n pieces.
public enum PiecewiseLimits {
  /// The least sup error of n pieces against x² on [0, 1]: 1/(8n²).
  ///
  /// Attained by the interpolant at i/n moved down by as much.
  ///
  /// - Parameter pieces: n, at least 1.
  /// - Returns: 1/(8n²).
  /// - Precondition: `pieces` ≥ 1.
  /// - Source: proof in Docs/bounds.md.
  public static func squareMaximumError(pieces: Integer) -> Rational {
    reciprocal(8, square(pieces))
  }

  /// The sup error of the interpolant of x² at i/n on [0, 1]: 1/(4n²).
  ///
  /// - Parameter pieces: n, at least 1.
  /// - Returns: 1/(4n²).
  /// - Precondition: `pieces` ≥ 1.
  public static func squareInterpolationError(pieces: Integer) -> Rational {
    reciprocal(4, square(pieces))
  }

  /// A lower bound on ∫₀¹ |x² − g| for n pieces: 1/(16n²).
  ///
  /// - Parameter pieces: n, at least 1.
  /// - Returns: 1/(16n²).
  /// - Precondition: `pieces` ≥ 1.
  /// - Source: proof in Docs/bounds.md.
  public static func squareMeanError(pieces: Integer) -> Rational {
    reciprocal(16, square(pieces))
  }

  /// A lower bound on ∫₀¹ (x² − g)² for n pieces: 1/(180n⁴).
  ///
  /// - Parameter pieces: n, at least 1.
  /// - Returns: 1/(180n⁴).
  /// - Precondition: `pieces` ≥ 1.
  /// - Source: proof in Docs/bounds.md.
  public static func squareMeanSquaredError(pieces: Integer) -> Rational {
    reciprocal(180, square(pieces) * square(pieces))
  }

  /// The fewest pieces with sup error at most ε against x² on [0, 1]: ⌈1/√(8ε)⌉.
  ///
  /// - Parameter error: ε, above 0.
  /// - Returns: the least n with 8 n² ε ≥ 1.
  /// - Precondition: `error` > 0.
  public static func fewestPiecesForSquare(error: Rational) -> Integer {
    precondition(error > 0, "an error of \(error) is reached by no number of pieces")
    // The least n with n² ≥ 1/(8ε) is the least with n² ≥ ⌈1/(8ε)⌉.
    let least = (1 / (8 * error)).ceiling
    return (least - 1).squareRootFloor + 1
  }

  /// A lower bound on the sup error against x² on [0, 1] of every network of given widths.
  ///
  /// - Parameter widths: one input and the hidden widths.
  /// - Returns: 1/(8n²) for the most pieces n that such a network can have.
  /// - Precondition: `widths` has one input.
  public static func squareMaximumError(forWidths widths: Widths) -> Rational {
    precondition(widths.inputs == 1, "x² has one input, not \(widths.inputs)")
    return squareMaximumError(pieces: widths.maximumUpperBound())
  }

  /// A lower bound on the sup error of n pieces against a function with f″ ≥ μ: μ ℓ²/(16n²).
  ///
  /// - Parameters:
  ///   - curvature: μ, the least second derivative, at least 0.
  ///   - length: ℓ, the length of the interval in input units, above 0.
  ///   - pieces: n, at least 1.
  /// - Returns: μ ℓ²/(16n²).
  /// - Precondition: `curvature` ≥ 0, `length` > 0 and `pieces` ≥ 1.
  /// - Source: proof in Docs/bounds.md.
  public static func convexMaximumError(
    curvature: Rational, length: Rational, pieces: Integer
  ) -> Rational {
    precondition(
      curvature >= 0 && length > 0, "curvature \(curvature) on length \(length) bounds nothing")
    return curvature * length * length * reciprocal(16, square(pieces))
  }

  /// The sup error of interpolating an L-Lipschitz function on [0, 1] at i/n: at most L/(2n).
  ///
  /// - Parameters:
  ///   - constant: the Lipschitz constant L, at least 0.
  ///   - pieces: n, at least 1.
  /// - Returns: L/(2n), reached by a tooth between two equal node values.
  /// - Precondition: `constant` ≥ 0 and `pieces` ≥ 1.
  public static func lipschitzInterpolationError(constant: Rational, pieces: Integer) -> Rational {
    precondition(constant >= 0, "a Lipschitz constant is at least 0, not \(constant)")
    return constant * reciprocal(2, positive(pieces))
  }

  /// The sup error that some L-Lipschitz function on [0, 1] forces on every n pieces: L/(4n).
  ///
  /// - Parameters:
  ///   - constant: the Lipschitz constant L, at least 0.
  ///   - pieces: n, at least 1.
  /// - Returns: L/(4n): of n teeth of height L/(2n) one holds no breakpoint.
  /// - Precondition: `constant` ≥ 0 and `pieces` ≥ 1.
  /// - Source: proof in Docs/bounds.md.
  public static func lipschitzMaximumError(constant: Rational, pieces: Integer) -> Rational {
    precondition(constant >= 0, "a Lipschitz constant is at least 0, not \(constant)")
    return constant * reciprocal(4, positive(pieces))
  }

  private static func reciprocal(_ factor: Integer, _ size: Integer) -> Rational {
    Rational(.one, factor * size)
  }

  private static func square(_ pieces: Integer) -> Integer { positive(pieces) * pieces }

  private static func positive(_ pieces: Integer) -> Integer {
    precondition(pieces >= 1, "a function has one piece or more, not \(pieces)")
    return pieces
  }
}
