public import ExactNumbers
internal import LinearPieces
public import ReLUNetworks

extension ReLUNetwork {
  /// Proves how far the network is from a target: lower ≤ sup |f − network| ≤ upper.
  ///
  /// One input: on each linear piece the error has its extremes at the ends and where f' is the
  /// piece's slope. Polynomials are compared by folding where the network is self-similar, and
  /// else, as all other targets, piece by piece. Two inputs: region by region, at corners, on edges
  /// and inside.
  /// - Parameters:
  ///   - target: f, with as many inputs as the network.
  ///   - box: a bounded interval an input, on which the target is defined.
  ///   - relativeWidth: how close the bounds shall be: upper − lower ≤ `relativeWidth` · upper.
  ///   - isCancelled: asked now and then; true ends the proof with the bounds known so far.
  /// - Returns: the bounds. They are equal where the error is largest at a rational point of a
  ///   polynomial, and where such a value of another target is rational and found.
  /// - Throws: `ApproximationError` for a box, a target or a network that do not fit together.
  /// - Precondition: `relativeWidth` > 0.
  /// - Complexity: one to some ten evaluations of f a piece; where the network folds, polynomial in
  ///   the depth.
  public func supError(
    against target: ApproximationTarget, on box: [Interval],
    relativeWidth: Rational = Rational(1, 1 << 40), isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) -> ErrorCertificate {
    precondition(relativeWidth.sign == .positive, "supError: a relative width of \(relativeWidth)")
    let domain = try target.requireDefined(on: box)
    guard outputDimension == 1 else { throw .severalOutputs(outputDimension) }
    guard inputDimension == target.inputCount else {
      throw .wrongNetworkInputs(
        target: target.description, expected: target.inputCount, received: inputDimension)
    }
    switch (target.kind, domain.count) {
    case (.product, 2):
      return quadraticSupError(
        .product, on: box, domain, fallback: { self.errorBound(target, on: domain) },
        isCancelled: isCancelled)
    case (.product, let inputs): throw .tooManyInputs(inputs)
    default: break
    }
    if let polynomial = target.polynomial,
      let certificate = foldedSupError(
        polynomial, on: box[0], domain[0], relativeWidth, isCancelled)
    {
      return certificate
    }
    return streamedSupError(
      TargetError(target, on: domain[0]), on: domain[0], relativeWidth: relativeWidth,
      fallback: { self.errorBound(target, on: domain) }, isCancelled: isCancelled)
  }

  /// By the structure of a self-similar network, or `nil` where it has none.
  private func foldedSupError(
    _ polynomial: Polynomial, on interval: Interval, _ domain: RationalInterval,
    _ relativeWidth: Rational, _ isCancelled: () -> Bool
  ) -> ErrorCertificate? {
    let form = standardForm
    guard form.hidden.count > 1,
      let span = FoldedError.sup(
        form, against: polynomial, on: domain, relativeWidth: relativeWidth,
        isCancelled: isCancelled)
    else { return nil }
    let request = PieceCountRequest(counts: [.linearPieces], method: .fold)
    let pieces = try? pieceCounts(on: interval, request).linearPieces
    return ErrorCertificate(span, pieces: pieces, isComplete: true)
  }

  /// Cell by cell; `fallback` bounds the error where the walk is stopped, as it is after
  /// `pieceLimit` pieces or when the error is seen to exceed `ceiling`.
  ///
  /// After the first pieces, so many that it is worth its while, a filter in doubles walks ahead, and
  /// exact numbers leave out the cells that it proves negligible.
  func streamedSupError(
    _ function: TargetError, on domain: RationalInterval, relativeWidth: Rational,
    ceiling: Rational? = nil, pieceLimit: Int = .max, unfilteredPieces: Int = 1024,
    fallback: () -> Rational, isCancelled: () -> Bool
  ) -> ErrorCertificate {
    var front = ErrorFront(function, on: domain, relativeWidth: relativeWidth)
    var filter: ErrorFilter?
    var pieces = 0
    do {
      let interval = try Interval(domain.lower, domain.upper)
      try forEachCell(on: interval, isCancelled: isCancelled) { cell in
        if !cell.continuesPiece { pieces += 1 }
        if pieces > pieceLimit || ceiling.map({ front.reached > $0 }) ?? false {
          throw PieceCountError.cancelled
        }
        if filter == nil, pieces > unfilteredPieces {
          var scout = ErrorFilter(function, on: domain, reached: front.reached)
          try scout.scout(
            self, on: interval, ceiling: ceiling, pieceLimit: pieceLimit, isCancelled: isCancelled)
          filter = scout
        }
        if filter?.isNegligible(cell) ?? false { return }
        let piece = try cell.exact()
        guard let range = RationalInterval(piece.domain) else { return }
        front.add(domain: range, slope: piece.slopes[0], intercept: piece.intercepts[0])
      }
    } catch {
      var span = front.span
      span.raise(to: fallback())
      return ErrorCertificate(span, pieces: nil, isComplete: false)
    }
    let isComplete = front.finish(isCancelled: isCancelled)
    return ErrorCertificate(front.span, pieces: Integer(pieces), isComplete: isComplete)
  }
}

extension ErrorCertificate {
  /// What the bounds say; the point counts only where they are equal.
  init(_ span: ErrorSpan, pieces: Integer?, isComplete: Bool) {
    self.init(
      lower: span.lower, upper: span.upper, attainedAt: span.isExact ? span.point : nil,
      pieces: pieces, isComplete: isComplete)
  }
}
