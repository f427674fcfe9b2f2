internal import ExactNumbers

/// The ends of the domain as germs: the point and the direction into the domain, through all layers.
enum EndGerm {
  /// How many finite ends of the domain have an activation pattern that no cell has.
  static func ownPatternCount(_ layers: [RationalLayer], on domain: Interval) -> Integer {
    var own = Integer.zero
    for (end, other) in [(domain.lower, domain.upper), (domain.upper, domain.lower)] {
      let (from, to) = (FoldVertex(inputAt: end), FoldVertex(inputAt: other))
      guard from.scale.sign != .zero else { continue }
      if someNeuronVanishes(at: from, toward: from.direction(to: to), layers) { own += 1 }
    }
    return own
  }

  /// Whether some neuron that is active beside the end vanishes at it.
  private static func someNeuronVanishes(
    at end: FoldVertex, toward inward: [Integer], _ layers: [RationalLayer]
  ) -> Bool {
    var map = FoldLayer(layers[0], carriedInputs: [], carriedOutputs: [])
    var germ = FoldJunction(
      point: map.keyedImage(of: end, values: end.coordinates),
      left: map.image(inward, homogenizer: .zero, outputs: map.keyedOutputs),
      right: map.keyedOutputs.map { _ in .zero }, carriedBend: [],
      vanishesLeft: false, vanishesRight: false)
    for index in 1..<layers.count {
      if germ.rectified(wantsPatterns: true).vanishesLeft { return true }
      if index == layers.count - 1 || germ.isFlat { return false }
      if index == 1 || !layers[index].isEqual(to: layers[index - 1]) {
        map = FoldLayer(layers[index], carriedInputs: [], carriedOutputs: [])
      }
      germ = germ.through(map, wantsPatterns: false).scaledDown()
    }
    return false
  }
}
