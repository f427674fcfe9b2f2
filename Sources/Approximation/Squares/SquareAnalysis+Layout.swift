internal import ExactNumbers

/// A program with radices: the layout to write, and the proof of its error.
struct ResolvedSquares {
  /// What ``LayerWriter`` writes; the output's constant centres the error.
  let layout: SquareLayout
  /// Proved to hold network − polynomial on the box; its middle is 0.
  let error: RationalInterval
}

extension SquareAnalysis {
  /// A register of the network: its error, and the part of it that is not linear in the errors
  /// of the squares.
  private struct Value {
    var range: RationalInterval
    var error: RationalInterval
    var remainder: RationalInterval
  }

  /// Fixes the cells of all squares and proves the error.
  ///
  /// A square of a form U with error e is (U + e)² + ε = U² + 2Ue + e² + ε, where ε, the
  /// interpolant's distance, lies in [0, L²/(4N²)] and is centred at 0 by a bias; a product of P
  /// and Q has the error P e_Q + Q e_P + e_P e_Q + ε. These rules enclose the errors of all
  /// registers, and so the intervals that the squares must cover. The output's error is
  /// Σ A_s(x) ε_s and a remainder that the same rules enclose, with only the products of errors
  /// as its sources; the sum is taken on parts of the box, and their hull is centred at 0.
  ///
  /// - Parameters:
  ///   - radices: for every level the radices that all its squares share.
  ///   - isCentered: whether each square's error is centred; otherwise interpolants stay above
  ///     their squares, and the output is not centred either.
  /// - Returns: the layout and the error.
  func resolved(radices: [[Int]], isCentered: Bool = true) -> ResolvedSquares {
    var values = box.map {
      Value(range: $0, error: RationalInterval(0), remainder: RationalInterval(0))
    }
    var steps: [SquareStep] = []
    var sources: [RationalInterval] = []
    for index in program.steps.indices {
      let (step, source, value) = resolve(
        index, radices: radices[levels[index]], isCentered, values)
      steps.append(step)
      sources.append(source)
      values.append(value)
    }
    var error = combined(program.output, values, \.error)
    let remainder = combined(program.output, values, \.remainder)
    let parts = sensitivities.map { part in
      zip(part, sources).reduce(remainder) { $0 + $1.0 * $1.1 }
    }
    if let first = parts.first {
      let hull = parts.dropFirst().reduce(first) { $0.hull(with: $1) }.rounded(bits: 64)
      error = hull.intersection(with: error) ?? hull
    }
    var output = program.output
    if isCentered {
      output.constant -= error.midpoint
      error = error - error.midpoint
    }
    return ResolvedSquares(
      layout: SquareLayout(inputs: box, steps: steps, output: output), error: error)
  }

  /// Where the network's value of a form lies: near its exact values, and where the registers'
  /// values allow it.
  private func domain(
    of square: Square, _ moved: RationalInterval, _ values: [Value]
  ) -> RationalInterval {
    let near = square.range + moved
    let allowed = combined(square.form, values, \.range) + square.form.constant
    return (near.intersection(with: allowed) ?? near).roundedForWeights
  }

  /// In symmetric programs the interval [−M, M] of a square, or [−2M, 2M] of both squares of a
  /// product, for M the greatest size of what is squared or multiplied.
  private func symmetricReach(_ index: Int, _ values: [Value]) -> RationalInterval? {
    guard products == .symmetric else { return nil }
    let sizes = SquareProgram.forms(of: program.steps[index]).map {
      (combined($0, values, \.range) + $0.constant).magnitude
    }
    let greatest = sizes.reduce(0, max)
    if case .product = program.steps[index] {
      return RationalInterval(-2 * greatest, 2 * greatest)
    }
    return RationalInterval(-greatest, greatest)
  }

  private func combined(
    _ form: RegisterForm, _ values: [Value], _ part: KeyPath<Value, RationalInterval>
  ) -> RationalInterval {
    form.terms.reduce(RationalInterval(0)) {
      $0 + values[$1.register][keyPath: part] * $1.coefficient
    }
  }

  /// One step: its layout, the error that its own interpolation adds, and its register.
  private func resolve(
    _ index: Int, radices: [Int], _ isCentered: Bool, _ values: [Value]
  ) -> (SquareStep, RationalInterval, Value) {
    var source = RationalInterval(0)
    var error = RationalInterval(0)
    var remainder = RationalInterval(0)
    var exact = RationalInterval(0)
    var covered = RationalInterval(0)
    var strands: [SquareStrand] = []
    let reach = symmetricReach(index, values)
    for square in squares[index] {
      let moved = combined(square.form, values, \.error)
      let strand = SquareStrand(
        weight: square.weight, form: square.form,
        domain: reach ?? domain(of: square, moved, values), radices: radices)
      strands.append(strand)
      source = source + RationalInterval(0, strand.gap) * square.weight
      error = error + (square.range * moved * 2 + moved.squared) * square.weight
      remainder =
        remainder
        + (square.range * combined(square.form, values, \.remainder) * 2 + moved.squared)
        * square.weight
      exact = exact + square.range.squared * square.weight
      // The interpolant lies between the least square and the greatest.
      covered = covered + strand.domain.squared * square.weight
    }
    if case .product(let p, let q) = program.steps[index], let (xs, ys) = factors[index] {
      let (e, f) = (combined(p, values, \.error), combined(q, values, \.error))
      error = xs * f + ys * e + e * f
      remainder =
        xs * combined(q, values, \.remainder) + ys * combined(p, values, \.remainder) + e * f
      exact = exact.intersection(with: xs * ys) ?? exact
      // Both interpolants lie in [0, 4M²].
      if let reach { covered = reach.squared.symmetric * Rational(1, 4) }
    }
    let offset = isCentered ? -source.midpoint : 0
    source = source + offset
    error = (error + source).rounded(bits: 64)
    let range = (exact + error).intersection(with: covered + offset) ?? exact + error
    let value = Value(
      range: range.rounded(bits: 64), error: error, remainder: remainder.rounded(bits: 64))
    return (SquareStep(strands: strands, offset: offset, level: levels[index]), source, value)
  }
}

extension RationalInterval {
  /// The interval and its mirror image.
  fileprivate var symmetric: RationalInterval { RationalInterval(-magnitude, magnitude) }

  /// The interval with its ends moved outward to short numbers, by at most 2^−14 of its width;
  /// ends that are short already stay.
  fileprivate var roundedForWeights: RationalInterval {
    let isShort = lower.denominator.bitLength <= 20 && upper.denominator.bitLength <= 20
    guard !isShort, width.sign == .positive else { return self }
    let scale = width.numerator.bitLength - width.denominator.bitLength
    return rounded(fractionBits: 15 - scale)
  }
}
