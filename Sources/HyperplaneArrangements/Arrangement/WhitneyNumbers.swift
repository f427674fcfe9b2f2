internal import ExactNumbers

/// Chooses a method and turns what it finds into counts.
struct WhitneyNumbers {
  private let arrangement: HyperplaneArrangement
  private let vectors: VectorArrangement
  private let request: CountRequest

  init(_ arrangement: HyperplaneArrangement, _ request: CountRequest) {
    self.arrangement = arrangement
    self.request = request
    vectors = VectorArrangement(arrangement)
  }

  /// The counts by the method asked for.
  func counts() throws(ArrangementError) -> ArrangementCounts {
    guard vectors.rank > 0, !vectors.vectors.isEmpty else {
      return counts([1], .deletionRestriction, isComplete: true)
    }
    switch request.method {
    case .deletionRestriction: return restricted()
    case .finiteField: return points(try FiniteFieldCount(vectors, request))
    case .automatic: return automatic()
    }
  }

  private func restricted() -> ArrangementCounts {
    let outcome = DeletionRestriction(vectors, request).run()
    return counts(outcome.numbers, .deletionRestriction, isComplete: !outcome.isStopped)
  }

  private func points(_ points: FiniteFieldCount) -> ArrangementCounts {
    let known = start
    guard !known.isStopped, let numbers = points.run(known: known.numbers) else {
      return counts(known.numbers, .finiteField, isComplete: false)
    }
    return counts(numbers, .finiteField, isComplete: true)
  }

  /// The first Whitney numbers about infinity.
  private var start: DeletionRestriction.Outcome {
    let limit = FiniteFieldCount.knownCount - 1
    let outcome = DeletionRestriction(vectors, request).run(limit: limit)
    return .init(
      numbers: Array(outcome.numbers.prefix(min(limit + 1, vectors.rank))),
      isStopped: outcome.isStopped)
  }

  /// Points where they are fewer than what deletion–restriction would have to visit.
  ///
  /// That is the planes, about w'_{r−3} of them, if the Whitney numbers went on like w'₃ / w'₂.
  /// (They are log-concave, so this is not too few: Adiprasito, Huh, Katz 2018.) A plane takes
  /// about as long as 40 points where the vectors are words, ten times that where they are not.
  private func automatic() -> ArrangementCounts {
    guard vectors.rank > FiniteFieldCount.knownCount + 1,
      let field = try? FiniteFieldCount(vectors, request)
    else { return restricted() }
    let known = start.numbers
    var planes = Rational(known[3])
    if known[2].sign == .positive {
      for _ in 3..<max(vectors.rank - 3, 3) { planes *= Rational(known[3], known[2]) }
    }
    let steps = planes * (DeletionRestriction(vectors, request).isPacked ? 40 : 400)
    return Rational(field.estimatedSteps) < steps ? points(field) : restricted()
  }

  /// From the numbers about infinity to those of the arrangement.
  ///
  /// A central arrangement is the cone over what it is about its first hyperplane:
  /// χ(t) = (t − 1) χ'(t), so w_k = w'_k + w'_{k−1}.
  private func counts(
    _ reduced: [Integer], _ method: CountMethod, isComplete: Bool
  ) -> ArrangementCounts {
    let rank = vectors.isCentral ? vectors.rank : max(vectors.rank - 1, 0)
    let numbers = (0...rank).map { k in
      func number(_ k: Int) -> Integer { reduced.indices.contains(k) ? reduced[k] : 0 }
      guard vectors.isCentral, !vectors.vectors.isEmpty else { return number(k) }
      return (k < rank ? number(k) : 0) + number(k - 1)
    }
    return ArrangementCounts(
      whitneyNumbers: numbers, rank: rank, dimension: arrangement.dimension, method: method,
      isComplete: isComplete)
  }
}
