import ExactNumbers
import TestSupport
import Testing

@Suite("Networks cleared of denominators")
struct ClearedNetworkTests {
  private func network(_ depth: Int, using generator: inout SplitMix64) -> [RationalLayer] {
    var columns = 1
    return (0..<depth).map { _ in
      let rows = 1 + generator.nextInt(below: 4)
      defer { columns = rows }
      return RationalLayer(
        weights: (0..<rows * columns).map { _ in
          let value = randomRational(bits: 20, using: &generator)
          return value == 0 ? 1 : value
        }, biases: (0..<rows).map { _ in randomRational(bits: 20, using: &generator) },
        columns: columns)
    }
  }

  @Test("each layer has the least scale that makes it integral")
  func scales() {
    withSeeds(1...150) { seed, generator in
      let source = network(4, using: &generator)
      var cleared = ClearedNetwork(source)
      cleared.clear(4)
      var input = Integer.one
      for (layer, found) in zip(source, cleared.layers) {
        let scale = found.outputScale.exactlyDivided(by: input)
        #expect(scale * input == found.outputScale && scale > 0, "seed \(seed)")
        let weights = layer.weights.map { $0 * Rational(scale) }
        let biases = layer.biases.map { $0 * Rational(found.outputScale) }
        #expect(weights == found.weights.map { Rational($0) }, "seed \(seed)")
        #expect(biases == found.biases.map { Rational($0) }, "seed \(seed)")
        let common = (found.weights + found.biases).reduce(scale) {
          $0.greatestCommonDivisor(with: $1)
        }
        #expect(common == 1, "seed \(seed)")
        input = found.outputScale
      }
      #expect(cleared.widths == [1] + source.dropLast().map(\.rows))
    }
  }

  @Test("integral layers keep scale 1, and a bias uses the scale that is already there")
  func smallScales() {
    var cleared = ClearedNetwork([
      RationalLayer(weights: [Rational(1, 6), 1], biases: [Rational(1, 4), 0], columns: 1),
      RationalLayer(weights: [1, 2], biases: [Rational(1, 12)], columns: 2),
      RationalLayer(weights: [1], biases: [Rational(1, 24)], columns: 1),
    ])
    cleared.clear(3)
    #expect(cleared.layers.map(\.outputScale) == [12, 12, 24])
    #expect(cleared.layers[0].weights == [2, 12])
    #expect(cleared.layers[1].weights == [1, 2])
    #expect(cleared.layers[1].biases == [1])
    #expect(cleared.layers[2].weights == [2])
  }

  @Test("no slope or constant of a path exceeds its bound")
  func bounds() {
    withSeeds(1...60) { seed, generator in
      let source = network(4, using: &generator)
      var cleared = ClearedNetwork(source)
      cleared.clear(4)
      for _ in 0..<4 {
        var (constants, slopes): ([Integer], [Integer]) = ([0], [1])
        for layer in cleared.layers {
          let active = (0..<layer.columns).filter { _ in generator.nextInt(below: 3) > 0 }
          constants = layer.image(constants, active, addsBiases: true)
          slopes = layer.image(slopes, active, addsBiases: false)
          #expect(constants.allSatisfy { $0.magnitude <= layer.constantBound }, "seed \(seed)")
          #expect(slopes.allSatisfy { $0.magnitude <= layer.slopeBound }, "seed \(seed)")
          let largest = (constants + slopes).map(\.bitLength).max() ?? 0
          #expect(largest <= layer.bits, "seed \(seed)")
        }
      }
    }
  }

  @Test("bounds are attained where all signs agree")
  func tightBounds() {
    var cleared = ClearedNetwork([
      RationalLayer(weights: [3, 2], biases: [1, 4], columns: 1),
      RationalLayer(weights: [5, 7], biases: [2], columns: 2),
    ])
    cleared.clear(2)
    #expect(cleared.layers[0].slopeBound == 3)
    #expect(cleared.layers[0].constantBound == 4)
    #expect(cleared.layers[1].slopeBound == 36)
    #expect(cleared.layers[1].constantBound == 50)
    #expect(cleared.bits == 6)
  }

  @Test("clearing within some bits succeeds exactly when the values fit")
  func withinBits() {
    withSeeds(1...100) { seed, generator in
      let source = network(1 + generator.nextInt(below: 4), using: &generator)
      var whole = ClearedNetwork(source)
      whole.clear(.max)
      for (limit, fits) in [
        (whole.bits - 1, false), (whole.bits, true), (whole.bits + 1, true), (1, whole.bits <= 1),
      ] {
        var cleared = ClearedNetwork(source)
        #expect(cleared.clear(within: limit) == fits, "seed \(seed), \(limit) bits")
        if fits { #expect(cleared.layers.count == source.count, "seed \(seed)") }
      }
    }
  }
}
