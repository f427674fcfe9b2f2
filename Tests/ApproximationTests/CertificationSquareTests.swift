import ExactNumbers
import ReLUNetworks
import Testing

@testable import Approximation

@Suite("Certified errors of squares")
struct CertificationSquareTests {
  /// The shifted and the plain interpolant's error, by theory.md H1: L²/(8N²) and L²/(4N²).
  @Test(
    "folded and piece by piece, both exactly",
    arguments: [
      [], [2], [3], [2, 2], [2, 3], [3, 3], [4, 5], [2, 2, 2], [3, 2, 4], [2, 3, 2, 3],
    ])
  func squares(radices: [Int]) throws {
    for text in ["0,1", "-1,1", "-1/3,5/2", "7/2,4", "-9,-2"] {
      let interval = try Interval(text: text)
      let domain = try #require(RationalInterval(interval))
      let cells = Rational(radices.reduce(1, *))
      for isShifted in [false, true] {
        let square = try ApproximationNetwork.square(
          on: interval, radices: radices, isShifted: isShifted)
        let error = domain.width * domain.width / (cells * cells) / (isShifted ? 8 : 4)
        let certificate = try square.network.supError(against: .square, on: [interval])
        let streamed = square.network.streamedSupError(
          TargetError(.square, on: domain), on: domain, relativeWidth: 1, fallback: { 0 },
          isCancelled: { false })
        for each in [certificate, streamed] {
          #expect(each.lower == error && each.upper == error && each.isComplete)
          #expect(each.pieces == Integer(radices.reduce(1, *)))
          let x = try #require(each.attainedAt?.first)
          #expect(domain.contains(x))
          #expect((square.network([x])[0] - x * x).magnitude == error)
        }
      }
    }
  }

  @Test("2^200 and 3^100 pieces, folded", arguments: [(2, 200), (3, 100)])
  func selfSimilar(radix: Int, depth: Int) throws {
    let radices = [Int](repeating: radix, count: depth)
    let square = try ApproximationNetwork.square(on: .unit, radices: radices)
    let certificate = try square.network.supError(against: .square, on: [.unit])
    let cells = Integer(radix).power(depth)
    #expect(certificate.lower == Rational(1, 8 * cells * cells))
    #expect(certificate.upper == certificate.lower)
    #expect(certificate.pieces == cells)
  }

  @Test("a weight off by little is found out, folded or not")
  func spoiltWeight() throws {
    let square = try ApproximationNetwork.square(on: .unit, radices: [3, 2, 3]).network
    let exact = Rational(1, 8 * 18 * 18)
    for layer in square.layers.indices {
      for weight in square.layers[layer].map.weights.indices {
        let map = square.layers[layer].map
        var weights = map.weights
        weights[weight] += Rational(1, 1000)
        var layers = square.layers
        layers[layer] = Layer(
          AffineMap(
            outputDimension: map.outputDimension, inputDimension: map.inputDimension,
            weights: weights, biases: map.biases), layers[layer].activation)
        let spoilt = try ReLUNetwork(layers: layers)
        let certificate = try spoilt.supError(against: .square, on: [.unit])
        let streamed = spoilt.streamedSupError(
          TargetError(.square, on: RationalInterval(0, 1)), on: RationalInterval(0, 1),
          relativeWidth: 1,
          fallback: { 0 },
          isCancelled: { false })
        #expect(certificate.lower == streamed.lower && certificate.upper == streamed.upper)
        #expect(certificate.lower != exact || weights == map.weights)
      }
    }
  }

  @Test("x² against other targets, folded and piece by piece")
  func otherTargets() throws {
    let square = try ApproximationNetwork.square(on: .unit, radices: [2, 2, 2]).network
    for text in ["polynomial:0,0,0", "polynomial:1,2", "polynomial:0,1,3", "monomial:3"] {
      let target = try ApproximationTarget(text: text)
      let polynomial = try #require(target.polynomial)
      let certificate = try square.supError(against: target, on: [.unit])
      let streamed = square.streamedSupError(
        TargetError(ApproximationTarget(polynomial), on: RationalInterval(0, 1)),
        on: RationalInterval(0, 1),
        relativeWidth: Rational(1, 1 << 40),
        fallback: { 0 }, isCancelled: { false })
      #expect(certificate.enclosure.intersection(with: streamed.enclosure) != nil)
      #expect(certificate.upper - certificate.lower <= certificate.upper / Rational(1 << 40))
      #expect(streamed.upper - streamed.lower <= streamed.upper / Rational(1 << 40))
    }
  }
}
