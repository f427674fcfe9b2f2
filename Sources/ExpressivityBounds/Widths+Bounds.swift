internal import ExactNumbers

/// Every bound that applies to widths n₀, n₁, …, n_L: upper bounds, lower bounds, exact values.
///
/// - Parameter widths: the number of inputs, then every hidden layer's width; the output width is
///   left out.
/// - Returns: the bounds in a fixed order, each with its hypotheses and source.
/// - Throws: `BoundsError` for a list that is no architecture or too large.
public func bounds(forWidths widths: [Int]) throws(BoundsError) -> [Bound] {
  try Widths(widths).bounds()
}

extension Widths {
  /// Every bound that applies to these widths.
  ///
  /// - Returns: upper bounds, then lower bounds, then exact values, each group in a fixed order.
  /// - Complexity: O(Σ d_l) products with d_l = min(n₀, …, n_l).
  public func bounds() -> [Bound] {
    upperBounds() + oneInputUpperBounds() + lowerBounds() + zonotopeBounds()
      + oneInputLowerBounds() + exactValues()
  }

  private func upperBounds() -> [Bound] {
    [
      upper("naive", naiveBound(), "any widths", Source.naive),
      upper("per_layer_zaslavsky", perLayerZaslavskyBound(), "any widths", Source.perLayer),
      upper("montufar2017", montufar2017Bound(), "any widths", Source.montufar2017),
      upper("serra2018", serra2018Bound(), "any widths; tight for one hidden layer", Source.serra),
      upper(
        "hinz_montufar_gamma", hinzBound(.montufar), "any widths; equals montufar2017", Source.hinz),
      upper("hinz_serra_gamma", hinzBound(.serra), "any widths; equals serra2018", Source.hinz),
    ]
  }

  private func oneInputUpperBounds() -> [Bound] {
    guard let arora = arora2018Bound(), let calculus = compositionCalculusBound() else { return [] }
    return [
      upper("upper_arora2018_1d", arora, "one input", Source.aroraUpper, counts: "R4"),
      upper("composition_calculus_1d", calculus, "one input", Source.calculus, counts: "R4"),
      upper(
        "upper_alternation_1d", maximumUpperBound(), "one input", Source.alternation, counts: "R4"),
    ]
  }

  private func lowerBounds() -> [Bound] {
    let counts = foldsShowAsLinearRegions ? "R4" : "R2"
    return [
      lower("lower_pascanu2013", pascanu2013Bound(), Hypotheses.folds, Source.pascanu, counts),
      lower(
        "lower_montufar2014", montufar2014Bound(), Hypotheses.folds, Source.montufar2014, counts),
      lower(
        "lower_serra2018", serra2018LowerBound(), Hypotheses.serraFolds, Source.serraLower, "R4"),
    ].compactMap { $0 }
  }

  private func zonotopeBounds() -> [Bound] {
    [
      lower(
        "lower_arora2018_zonotope", arora2018ZonotopeBound(), Hypotheses.zonotope, Source.zonotope,
        "R4"),
      lower(
        "lower_zonotope_zigzag", zigzagZonotopeBound(), Hypotheses.zigzagZonotope,
        Source.ownZonotope,
        "R4"),
    ].compactMap { $0 }
  }

  private func oneInputLowerBounds() -> [Bound] {
    [
      lower("lower_sawtooth_1d", sawtoothBound(), Hypotheses.sawtooth, Source.sawtooth, "R4"),
      lower(
        "lower_construction_1d", constructedPieceCount(), "one input", Source.constructions, "R4"),
    ].compactMap { $0 }
  }

  private func exactValues() -> [Bound] {
    var values: [Bound] = []
    if depth == 1 {
      values.append(
        Bound(
          name: "maximum_one_layer", direction: .exact, value: shallowMaximum(), counts: "R4",
          hypotheses: "one hidden layer; attained exactly in general position",
          source: Source.oneLayer))
    }
    if let maximum = maximumPieceCount() {
      let published = hidden.allSatisfy { $0 >= 3 }
      values.append(
        Bound(
          name: "maximum_1d", direction: .exact, value: maximum, counts: "R4",
          hypotheses: published ? Hypotheses.published : Hypotheses.exceptions,
          source: published ? Source.serraMaximum : Source.exceptions))
    }
    return values
  }

  private func upper(
    _ name: String, _ value: Integer, _ hypotheses: String, _ source: String, counts: String = "R2"
  ) -> Bound {
    Bound(
      name: name, direction: .upper, value: value, counts: counts, hypotheses: hypotheses,
      source: source)
  }

  private func lower(
    _ name: String, _ value: Integer?, _ hypotheses: String, _ source: String, _ counts: String
  ) -> Bound? {
    value.map {
      Bound(
        name: name, direction: .lower, value: $0, counts: counts, hypotheses: hypotheses,
        source: source)
    }
  }
}
