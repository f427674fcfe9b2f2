public import ExactNumbers
internal import LinearRegions
public import ReLUNetworks

extension ReLUNetwork {
  /// Proves how far the network is from a polynomial of one or two variables.
  ///
  /// Of degree at most 2 the error is exact, by folding where the network falls apart in two
  /// self-similar strands, else region by region: an extreme lies at a corner, on an edge or where
  /// both derivatives vanish. Of higher degree it is enclosed on ever smaller triangles by Bernstein
  /// coefficients.
  ///
  /// - Parameters:
  ///   - polynomial: as many variables as the network has inputs.
  ///   - box: a bounded interval an input.
  ///   - relativeWidth: how close the bounds shall be: upper − lower ≤ `relativeWidth` · upper.
  ///   - isCancelled: asked now and then; true ends the proof with the bounds known so far.
  /// - Returns: the bounds, equal for degree at most 2.
  /// - Throws: ``ApproximationError`` for a box, a polynomial or a network that do not fit together,
  ///   or more than two inputs: regions are enumerated in the plane at most.
  /// - Precondition: `relativeWidth` > 0.
  public func supError(
    against polynomial: MultivariatePolynomial, on box: [Interval],
    relativeWidth: Rational = Rational(1, 1 << 40), isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) -> ErrorCertificate {
    precondition(relativeWidth.sign == .positive, "supError: a relative width of \(relativeWidth)")
    let sides = try SquareSizes.bounded(box, inputs: polynomial.variableCount)
    guard outputDimension == 1 else { throw .severalOutputs(outputDimension) }
    guard inputDimension == polynomial.variableCount else {
      throw .wrongNetworkInputs(
        target: polynomial.description, expected: polynomial.variableCount,
        received: inputDimension)
    }
    if let line = polynomial.inOneVariable {
      return try supError(
        against: ApproximationTarget(line), on: box, relativeWidth: relativeWidth,
        isCancelled: isCancelled)
    }
    guard inputDimension == 2 else { throw .tooManyInputs(inputDimension) }
    func fallback() -> Rational { (polynomial.range(on: sides) - range(on: sides)).magnitude }
    guard let quadratic = PlaneQuadratic(polynomial) else {
      return enclosedSupError(polynomial, on: box, relativeWidth, fallback, isCancelled)
    }
    return quadraticSupError(
      quadratic, on: box, sides, fallback: fallback, isCancelled: isCancelled)
  }

  /// Exactly: folded, or region by region.
  func quadraticSupError(
    _ quadratic: PlaneQuadratic, on box: [Interval], _ sides: [RationalInterval],
    fallback: () -> Rational, isCancelled: () -> Bool
  ) -> ErrorCertificate {
    if let span = FoldedPlaneError.sup(
      standardForm, against: quadratic, on: sides, isCancelled: isCancelled)
    {
      return ErrorCertificate(span, pieces: nil, isComplete: true)
    }
    return planeSupError(quadratic, on: box, fallback: fallback, isCancelled: isCancelled)
  }

  /// Exactly, region by region.
  func planeSupError(
    _ quadratic: PlaneQuadratic, on box: [Interval], fallback: () -> Rational,
    isCancelled: () -> Bool
  ) -> ErrorCertificate {
    regionSupError(on: box, fallback: fallback, isCancelled: isCancelled) { region, _ in
      let map = region.affineMap
      let error = quadratic.subtracting(
        constant: map.biases[0], x: map.weights[0], y: map.weights[1])
      return error.supMagnitude(on: region.vertices.map(\.point))
    }
  }

  /// Enclosed, region by region.
  private func enclosedSupError(
    _ polynomial: MultivariatePolynomial, on box: [Interval], _ relativeWidth: Rational,
    _ fallback: () -> Rational, _ isCancelled: () -> Bool
  ) -> ErrorCertificate {
    regionSupError(on: box, fallback: fallback, isCancelled: isCancelled) { region, floor in
      let map = region.affineMap
      let affine = MultivariatePolynomial(
        variableCount: 2,
        terms: [[0, 0]: map.biases[0], [1, 0]: map.weights[0], [0, 1]: map.weights[1]])
      return (polynomial + -1 * affine).supMagnitude(
        on: region.vertices.map(\.point), floor: floor, relativeWidth: relativeWidth,
        isCancelled: isCancelled)
    }
  }

  /// The union of what is known of the regions; `span` gets the region and what is reached so far.
  private func regionSupError(
    on box: [Interval], fallback: () -> Rational, isCancelled: () -> Bool,
    _ span: (ActivationRegion, Rational) -> ErrorSpan
  ) -> ErrorCertificate {
    var result = ErrorSpan.none
    var count = 0
    do {
      try forEachActivationRegion(in: box, isCancelled: isCancelled) { region in
        result.join(span(region, result.lower))
        count += 1
      }
    } catch {
      result.raise(to: fallback())
      return ErrorCertificate(result, pieces: nil, isComplete: false)
    }
    return ErrorCertificate(result, pieces: Integer(count), isComplete: !isCancelled())
  }
}

extension MultivariatePolynomial {
  /// The same polynomial, if it has one variable.
  fileprivate var inOneVariable: Polynomial? {
    guard variableCount == 1 else { return nil }
    return Polynomial((0...max(degree, 0)).map { terms[[$0], default: 0] })
  }
}

extension PlaneQuadratic {
  /// A polynomial of two variables, if its degree is at most 2.
  fileprivate init?(_ polynomial: MultivariatePolynomial) {
    guard polynomial.variableCount == 2, polynomial.degree <= 2 else { return nil }
    func coefficient(_ x: Int, _ y: Int) -> Rational { polynomial.terms[[x, y], default: 0] }
    self.init(
      constant: coefficient(0, 0), x: coefficient(1, 0), y: coefficient(0, 1),
      xx: coefficient(2, 0), xy: coefficient(1, 1), yy: coefficient(0, 2))
  }
}
