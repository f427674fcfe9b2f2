import ExactNumbers
import LinearRegions
import ReLUNetworks
import TestSupport
import Testing

/// Networks with weights and biases in {−1, 0, 1}, against the oracle.
@Suite("Small networks, all or every so many")
struct ExhaustiveRegionTests {
  /// Every so many of the networks of a shape, on changing domains.
  private func sweep(widths: [Int], samples: Int, offset: Int) throws {
    let count = NetworkSamples.ternaryCount(widths: widths)
    // A prime step past the count's powers of 3, so that all entries change.
    var index = offset
    let step = 2 * (count / samples / 2) + 1
    var turn = 0
    while index < count {
      let network = NetworkSamples.ternary(widths: widths, index: index)
      let sides = AdversarialNetworks.domains[turn % AdversarialNetworks.domains.count]
      try expectOracle(network, sides.map { try Interval(text: $0) }, "\(widths), \(index)")
      index += step
      turn += 1
    }
  }

  @Test("no hidden layer and one neuron: all")
  func tiny() throws {
    try sweep(widths: [2, 1], samples: 27, offset: 0)
    try sweep(widths: [2, 1, 1], samples: 243, offset: 0)
  }

  @Test(
    "several neurons and layers",
    arguments: [
      ([2, 2, 1], 400), ([2, 3, 1], 200), ([2, 1, 1, 1], 200), ([2, 2, 2, 1], 300),
      ([2, 2, 1, 2, 1], 100), ([2, 2, 2], 100), ([2, 3, 2, 2], 60),
    ])
  func several(widths: [Int], samples: Int) throws {
    try sweep(widths: widths, samples: samples, offset: 5)
  }
}
