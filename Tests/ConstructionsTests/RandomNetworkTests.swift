import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@Suite("Random networks")
struct RandomNetworkTests {
  @Test func areMultiplesOfTheUnitAndWithinTheirScale() throws {
    let network = try ReLUNetwork.random(widths: [4, 32, 32, 3], seed: 7)
    #expect(network.architecture.widths == [4, 32, 32, 3])
    for layer in network.layers {
      let scale = 2 / Rational(layer.map.inputDimension)
      var squares: Rational = 0
      for weight in layer.map.weights {
        #expect((weight * Rational(1 << 24)).isInteger)
        #expect(weight * weight < 36 * scale)
        squares += weight * weight
      }
      // The mean square is the variance 2/n to within a third for this seed.
      let ratio = squares / (scale * Rational(layer.map.weights.count))
      #expect(ratio > Rational(2, 3) && ratio < Rational(4, 3))
      for bias in layer.map.biases {
        #expect((bias * Rational(1 << 24)).isInteger && bias.magnitude < Rational(6, 10))
      }
    }
  }

  @Test func dependOnNothingButTheSeed() throws {
    let network = try ReLUNetwork.random(widths: [2, 3, 1], seed: 1)
    #expect(network == (try ReLUNetwork.random(widths: [2, 3, 1], seed: 1)))
    #expect(network.layers != (try ReLUNetwork.random(widths: [2, 3, 1], seed: 2)).layers)
    // Kept from the first run: published tables rest on these draws.
    #expect(network.layers[0].map.weights[0].description == "18102323/8388608")
    #expect(network.layers[1].map.biases[0].description == "1060883/8388608")
    let unbiased = try ReLUNetwork.random(widths: [2, 3, 1], seed: 1, biasDeviation: 0)
    #expect(unbiased.layers[0].map.biases == [0, 0, 0])
    #expect(unbiased.layers[0].map.weights == network.layers[0].map.weights)
  }

  @Test func latticesDependOnNothingButTheSeed() throws {
    let lattice = try TwoLevelLattice.random(inputs: 2, groups: 2, perGroup: 3, seed: 5)
    #expect(lattice == (try TwoLevelLattice.random(inputs: 2, groups: 2, perGroup: 3, seed: 5)))
    for group in lattice.groups {
      for entry in group.weights + group.biases {
        #expect((entry * Rational(1 << 15)).isInteger && entry >= -1 && entry < 1)
      }
    }
  }
}
