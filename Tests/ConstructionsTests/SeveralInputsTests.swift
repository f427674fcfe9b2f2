import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

/// Region counts of constructions with several inputs, by sampling every region.
///
/// The sample points have prime denominators that divide no vertex of the arrangements, so no
/// point lies on a boundary: a pattern seen is a full-dimensional region, and all regions of these
/// small cases are large enough to be hit.
@Suite("Constructions of several inputs")
struct SeveralInputsTests {
  /// The patterns at every other one of the points (i/p, j/q) of the open unit square.
  static func patternsInSquare(_ network: ReLUNetwork, _ p: Int = 97, _ q: Int = 101) -> Int {
    var patterns: Set<ActivationPattern> = []
    for i in stride(from: 1, to: p, by: 2) {
      for j in stride(from: 1, to: q, by: 2) {
        patterns.insert(network.activationPattern(at: [Rational(i, p), Rational(j, q)]))
      }
    }
    return patterns.count
  }

  @Test("Montúfar: Π ⌊n_l/2⌋² · Z(n_L, 2) regions in the square")
  func montufar() throws {
    // theory.md L3, and widths with neurons left over.
    for (widths, regions) in [([4, 2], 16), ([4, 4], 44), ([6, 3], 63), ([5, 3], 28), ([3], 7)] {
      let network = try ReLUNetwork.montufar(inputs: 2, widths: widths)
      #expect(Self.patternsInSquare(network) == regions, "\(widths)")
      #expect(network.architecture.widths == [2] + widths + [1])
    }
  }

  @Test("Serra: Π (⌊n_l/2⌋ + 1)² · Z(n_L, 2) regions in the square")
  func serra() throws {
    for (widths, regions) in [([6, 2], 64), ([6, 3], 112), ([7, 2], 64), ([4], 11)] {
      let network = try ReLUNetwork.serra(inputs: 2, widths: widths)
      #expect(Self.patternsInSquare(network, 193, 199) == regions, "\(widths)")
    }
  }

  @Test("Pascanu: Π ⌊n_l/2⌋ · Z(n_L, 2) regions in the square")
  func pascanu() throws {
    for (widths, regions) in [([4, 2], 8), ([4, 4, 2], 16), ([6, 3], 21), ([5, 4], 22)] {
      let network = try ReLUNetwork.pascanu(inputs: 2, widths: widths)
      #expect(Self.patternsInSquare(network) == regions, "\(widths)")
    }
  }

  @Test("With one input the folds are counted exactly")
  func oneInput() throws {
    let montufar = try ReLUNetwork.montufar(inputs: 1, widths: [3, 3])
    #expect(SlowPieceOracle.counts(of: montufar, on: .unit).activationRegions == 12)
    let pascanu = try ReLUNetwork.pascanu(inputs: 1, widths: [4, 4, 4])
    #expect(SlowPieceOracle.counts(of: pascanu, on: .unit).activationRegions == 80)
    let serra = try ReLUNetwork.serra(inputs: 1, widths: [4, 4, 4])
    #expect(SlowPieceOracle.counts(of: serra, on: .unit).activationRegions == 125)
    #expect(SlowPieceOracle.counts(of: serra, on: .wholeLine).activationRegions == 125)
  }

  @Test("The last layer's vertices lie in the open cube")
  func generalPosition() throws {
    let network = try ReLUNetwork.montufar(inputs: 2, widths: [4])
    let map = network.layers[0].map
    for first in 0..<4 {
      for second in 0..<first {
        let determinant =
          map[first, 0] * map[second, 1] - map[second, 0] * map[first, 1]
        let x = (map.biases[second] * map[first, 1] - map.biases[first] * map[second, 1])
        let y = (map.biases[first] * map[second, 0] - map.biases[second] * map[first, 0])
        #expect(determinant != 0)
        for coordinate in [x / determinant, y / determinant] {
          #expect(coordinate > 0 && coordinate < 1)
        }
        // No third line passes through the vertex.
        let vertex = map([x / determinant, y / determinant])
        #expect(vertex.count { $0 == 0 } == 2)
      }
    }
  }

  @Test(
    "Zonotope: 6 sectors times the pieces of the ray",
    arguments: [
      (3, 1, 24), (3, 2, 96), (4, 1, 30), (1, 0, 6), (1, 2, 6), (2, 1, 12), (2, 2, 30),
    ])
  func zonotope(width: Int, depth: Int, regions: Int) throws {
    let generators: [[Rational]] = [[1, 0], [1, 1], [1, 2]]
    let network = try ReLUNetwork.zonotope(generators: generators, width: width, depth: depth)
    #expect(network.architecture.depth == depth + 1)
    var patterns: Set<ActivationPattern> = []
    for direction in [[2, 1], [-2, 1], [-3, 2], [-2, -1], [2, -1], [3, -2]] as [[Rational]] {
      let size = generators.reduce(Rational(0)) { sum, generator in
        sum + zip(generator, direction).reduce(Rational(0)) { $0 + $1.0 * $1.1 }.magnitude
      }
      for step in 1...140 {
        let scale = Rational(step, 101) / size
        patterns.insert(network.activationPattern(at: direction.map { scale * $0 }))
      }
    }
    #expect(patterns.count == regions)
  }

  @Test func zonotopeIsTheSumOfWidths() throws {
    let network = try ReLUNetwork.zonotope(
      generators: [[1, 2, 0], [0, -1, 1]], width: 3, depth: 0)
    #expect(network([1, 1, 1]) == [3])
    #expect(network([-1, 1, 5]) == [5])
    let folded = try ReLUNetwork.zonotope(
      generators: [[1, 2, 0], [0, -1, 1]], width: 3, depth: 2)
    let x: [Rational] = [Rational(1, 7), Rational(-1, 9), Rational(1, 5)]
    let fold = { ClosedFormTests.zigzag(3, $0) }
    #expect(folded(x) == [fold(fold(network(x)[0]))])
  }
}
