import ExactNumbers
import TestSupport
import Testing

@Suite("Fixed-width limbs against integers")
struct LimbLayerTests {
  @Test("numbers of either sign are kept and read back")
  func roundTrip() {
    withSeeds(1...200) { seed, generator in
      let limbs = 1 + generator.nextInt(below: 5)
      let vector = LimbVector(count: 3, limbs: limbs)
      for index in 0..<3 {
        let value = randomInteger(bits: 64 * limbs - 1, using: &generator)
        guard value.bitLength < 64 * limbs else { continue }
        vector.set(index, to: value)
        #expect(vector.integer(index) == value, "seed \(seed)")
        #expect(vector.isNegative(index) == (value.sign == .negative), "seed \(seed)")
      }
    }
  }

  @Test("the ends of one word and of two")
  func corners() {
    let one = LimbVector(count: 1, limbs: 1)
    let two = LimbVector(count: 1, limbs: 2)
    for bits in [0, 1, 62, 63] {
      for offset in [-1, 0, 1] as [Integer] {
        let value = Integer(1) << bits + offset
        for signed in [value, -value] {
          two.set(0, to: signed)
          #expect(two.integer(0) == signed)
          guard signed.bitLength < 64 else { continue }
          one.set(0, to: signed)
          #expect(one.integer(0) == signed)
        }
      }
    }
    // The most negative words are their own negatives in size.
    two.set(0, to: -(Integer(1) << 127))
    #expect(two.integer(0) == -(Integer(1) << 127))
    #expect(two.isNegative(0))
  }

  /// Random layers of weights of some bits; a few rows are zero, some entries extreme.
  private func layers(
    bits: Int, depth: Int, using generator: inout SplitMix64
  ) -> [RationalLayer] {
    var columns = 1
    return (0..<depth).map { _ in
      let rows = 1 + generator.nextInt(below: 4)
      let zeroRow = generator.nextInt(below: 6)
      let weights = (0..<rows * columns).map { index in
        index / columns == zeroRow ? 0 : randomRational(bits: bits, using: &generator)
      }
      let biases = (0..<rows).map { _ in randomRational(bits: bits, using: &generator) }
      defer { columns = rows }
      return RationalLayer(weights: weights, biases: biases, columns: columns)
    }
  }

  /// A path of limb layers beside the same in integers.
  private struct Path {
    var constants = LimbVector(count: 1, limbs: 1)
    var slopes = LimbVector(count: 1, limbs: 1)
    var exactConstants: [Integer] = [0]
    var exactSlopes: [Integer] = [1]
    var limbs = 1

    init() { slopes.set(0, to: 1) }

    mutating func enter(_ layer: ClearedLayer, active: [Int]) {
      let map = LimbLayer(layer, inputLimbs: limbs)
      limbs = map.limbs
      let newConstants = LimbVector(count: layer.rows, limbs: limbs)
      let newSlopes = LimbVector(count: layer.rows, limbs: limbs)
      map.apply(active: active, input: constants, addsBiases: true, output: newConstants)
      map.apply(active: active, input: slopes, addsBiases: false, output: newSlopes)
      constants = newConstants
      slopes = newSlopes
      exactConstants = layer.image(exactConstants, active, addsBiases: true)
      exactSlopes = layer.image(exactSlopes, active, addsBiases: false)
    }

    var agrees: Bool {
      exactConstants.indices.allSatisfy {
        constants.integer($0) == exactConstants[$0] && slopes.integer($0) == exactSlopes[$0]
      }
    }
  }

  @Test("products over limbs are those of integers", arguments: [3, 40, 64, 130, 300])
  func products(bits: Int) {
    withSeeds(1...25) { seed, generator in
      var network = ClearedNetwork(layers(bits: bits, depth: 4, using: &generator))
      network.clear(.max)
      var path = Path()
      for layer in network.layers {
        let active = (0..<layer.columns).filter { _ in generator.nextInt(below: 4) > 0 }
        path.enter(layer, active: active)
        #expect(path.agrees, "seed \(seed)")
      }
    }
  }

  @Test("a narrow negative number is widened with its sign")
  func signExtension() {
    let layer = RationalLayer(weights: [1, -1], biases: [Rational(2).power(200)], columns: 2)
    var network = ClearedNetwork([
      RationalLayer(weights: [1, 1], biases: [-5, -7], columns: 1), layer,
    ])
    network.clear(2)
    let map = LimbLayer(network.layers[1], inputLimbs: 1)
    #expect(map.limbs > 1)
    let input = LimbVector(count: 2, limbs: 1)
    input.set(0, to: -5)
    input.set(1, to: -7)
    let output = LimbVector(count: 1, limbs: map.limbs)
    map.apply(active: [0, 1], input: input, addsBiases: false, output: output)
    #expect(output.integer(0) == 2)
    map.apply(active: [0], input: input, addsBiases: false, output: output)
    #expect(output.integer(0) == -5)
    map.apply(active: [0], input: input, addsBiases: true, output: output)
    #expect(output.integer(0) == Integer(1) << 200 - 5)
  }
}

extension ClearedLayer {
  /// Weights times a vector over some columns, plus the biases if wanted.
  func image(_ vector: [Integer], _ active: [Int], addsBiases: Bool) -> [Integer] {
    (0..<rows).map { row in
      active.reduce(addsBiases ? biases[row] : .zero) {
        $0 + weights[row * columns + $1] * vector[$1]
      }
    }
  }
}
