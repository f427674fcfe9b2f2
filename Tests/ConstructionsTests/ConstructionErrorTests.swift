import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@Suite("Constructions refuse bad sizes")
struct ConstructionErrorTests {
  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable () throws -> Void
    let words: [String]

    init(_ name: String, _ words: String..., make: @escaping @Sendable () throws -> Void) {
      testDescription = name
      self.words = words
      self.make = make
    }
  }

  static let huge = Int.max

  static let refusals: [Refusal] = [
    Refusal("sawtooth width 0", "width", "at least 1") {
      _ = try ReLUNetwork.sawtooth(width: 0, depth: 2)
    },
    Refusal("sawtooth depth 0", "depth", "at least 1") {
      _ = try ReLUNetwork.sawtooth(width: 2, depth: 0)
    },
    Refusal("sawtooth too deep", "layers", "1000000") {
      _ = try ReLUNetwork.sawtooth(width: 1, depth: huge)
    },
    Refusal("sawtooth too wide", "weights", "50000000") {
      _ = try ReLUNetwork.sawtooth(width: huge, depth: 2)
    },
    Refusal("sawtooth too large", "weights", "50000000") {
      _ = try ReLUNetwork.sawtooth(width: 1000, depth: 100)
    },
    Refusal("zigzag of width 2", "hidden layer 2", "at least 3") {
      _ = try ReLUNetwork.zigzag(widths: [3, 2])
    },
    Refusal("zigzag of no layers", "depth") { _ = try ReLUNetwork.zigzag(widths: []) },
    Refusal("zigzag too wide", "weights") { _ = try ReLUNetwork.zigzag(widths: [3, huge]) },
    Refusal("narrow of width 3", "width 3", "1 or 2") {
      _ = try ReLUNetwork.narrow(width: 3, depth: 2)
    },
    Refusal("narrow of depth −1", "depth", "-1") {
      _ = try ReLUNetwork.narrow(width: 2, depth: -1)
    },
    Refusal("absolute fold too deep", "layers") {
      _ = try ReLUNetwork.absoluteFold(depth: 2_000_000)
    },
    Refusal("Takagi too deep", "layers", "20000") { _ = try ReLUNetwork.takagi(depth: 20_001) },
    Refusal("Montúfar too narrow", "hidden layer 1", "at least 3") {
      _ = try ReLUNetwork.montufar(inputs: 3, widths: [2, 3])
    },
    Refusal("Montúfar without inputs", "inputs") {
      _ = try ReLUNetwork.montufar(inputs: 0, widths: [2])
    },
    Refusal("Serra too narrow", "hidden layer 1", "at least 6") {
      _ = try ReLUNetwork.serra(inputs: 2, widths: [5, 2])
    },
    Refusal("Serra with an empty last layer", "hidden layer 2", "at least 1") {
      _ = try ReLUNetwork.serra(inputs: 2, widths: [6, 0])
    },
    Refusal("Serra of huge inputs", "weights") {
      _ = try ReLUNetwork.serra(inputs: huge, widths: [6, 2])
    },
    Refusal("Pascanu of huge numbers", "bits") {
      _ = try ReLUNetwork.pascanu(inputs: 5000, widths: [5000])
    },
    Refusal("zonotope of nothing", "generators") {
      _ = try ReLUNetwork.zonotope(generators: [], width: 3, depth: 1)
    },
    Refusal("zonotope of unequal generators", "generator 2", "1 coordinates") {
      _ = try ReLUNetwork.zonotope(generators: [[1, 0], [1]], width: 3, depth: 1)
    },
    Refusal("zonotope of depth −1", "depth", "-1") {
      _ = try ReLUNetwork.zonotope(generators: [[1, 0]], width: 3, depth: -1)
    },
    Refusal("hat out of order", "knot 3", "greater") {
      _ = try ReLUNetwork.hat(left: 0, peak: 1, right: 1)
    },
    Refusal("interpolant of one sample", "samples", "2") {
      _ = try ShallowInterpolant(samples: [(x: 0, y: 1)])
    },
    Refusal("interpolant out of order", "sample 3", "greater") {
      _ = try ShallowInterpolant(samples: [(x: 0, y: 1), (x: 2, y: 1), (x: 1, y: 0)])
    },
    Refusal("random of one width", "widths", "2") {
      _ = try ReLUNetwork.random(widths: [3], seed: 0)
    },
    Refusal("random of width 0", "width", "at least 1") {
      _ = try ReLUNetwork.random(widths: [3, 0, 1], seed: 0)
    },
    Refusal("random too large", "weights") {
      _ = try ReLUNetwork.random(widths: [100_000, 100_000], seed: 0)
    },
    Refusal("lattice of no groups", "groups") {
      _ = try ReLUNetwork.twoLevelLattice(inputs: 1, groups: 0, perGroup: 2, seed: 0)
    },
    Refusal("lattice too large", "weights") {
      _ = try ReLUNetwork.twoLevelLattice(inputs: 2, groups: huge, perGroup: huge, seed: 0)
    },
    Refusal("lattice whose tree is too large", "weights") {
      _ = try ReLUNetwork.twoLevelLattice(inputs: 1, groups: 100, perGroup: 100, seed: 0)
    },
  ]

  @Test(arguments: refusals)
  func saysWhy(_ refusal: Refusal) throws {
    let error = try #require(throws: ConstructionError.self) { try refusal.make() }
    for word in refusal.words { #expect(error.description.contains(word), "\(error)") }
  }
}
