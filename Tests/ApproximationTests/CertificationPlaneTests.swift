import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import Approximation

@Suite("Certified errors on a rectangle")
struct CertificationPlaneTests {
  static func box(_ text: String) throws -> [Interval] {
    try text.split(separator: ";").map { try Interval(text: $0) }
  }

  @Test(
    "products: AB/(4N²), attained",
    arguments: [
      ("-1,1;-1,1", [2], "1/4"), ("0,1;0,1", [2, 4], "1/256"), ("-1,1;-1,1", [3, 4], "1/144"),
      ("0,1;0,1", [], "1/4"), ("0,3;-1,1", [3], "1/6"), ("0,1;0,1", [2, 2, 2, 2], "1/1024"),
      ("1/3,2;-1,5/4", [2, 3, 2], "5/768"),
    ])
  func products(box text: String, radices: [Int], error: String) throws {
    let box = try Self.box(text)
    let product = try ApproximationNetwork.product(on: box, radices: radices)
    let folded = try product.network.supError(against: .product, on: box)
    let counted = product.network.planeSupError(
      .product, on: box, fallback: { 0 }, isCancelled: { false })
    for certificate in [folded, counted] {
      #expect(certificate.lower == (try Rational(text: error)))
      #expect(certificate.upper == certificate.lower && certificate.isComplete)
      let point = try #require(certificate.attainedAt)
      #expect((product.network(point)[0] - point[0] * point[1]).magnitude == certificate.lower)
      #expect(zip(box, point).allSatisfy { $0.contains($1) })
    }
  }

  @Test("3^40 cells a side, folded")
  func selfSimilar() throws {
    let radices = [Int](repeating: 3, count: 40)
    let product = try ApproximationNetwork.product(on: [.unit, .unit], radices: radices)
    let certificate = try product.network.supError(against: .product, on: [.unit, .unit])
    #expect(certificate.upper == product.errorBound && certificate.lower == certificate.upper)
    let point = try #require(certificate.attainedAt)
    let error = (product.network(point)[0] - point[0] * point[1]).magnitude
    #expect(error == certificate.lower)
    #expect(point.allSatisfy { Interval.unit.contains($0) })
  }

  @Test("a weight off by little: folded or by regions, the same")
  func spoiltWeights() throws {
    let box = try Self.box("0,1;-1/2,1")
    let product = try ApproximationNetwork.product(on: box, radices: [2, 2]).network
    for layer in product.layers.indices {
      let map = product.layers[layer].map
      for weight in map.weights.indices {
        var weights = map.weights
        weights[weight] += Rational(1, 50)
        var layers = product.layers
        layers[layer] = Layer(
          AffineMap(
            outputDimension: map.outputDimension, inputDimension: map.inputDimension,
            weights: weights, biases: map.biases), layers[layer].activation)
        let spoilt = try ReLUNetwork(layers: layers)
        let folded = try spoilt.supError(against: .product, on: box)
        let counted = spoilt.planeSupError(
          .product, on: box, fallback: { 0 }, isCancelled: { false })
        #expect(folded.lower == counted.lower && folded.upper == counted.upper)
      }
    }
  }

  @Test("quadratics on polygons, held against a grid")
  func quadratics() {
    withSeeds(1...40) { seed, generator in
      func number() -> Rational {
        randomSmallRational(using: &generator)
      }
      let q = PlaneQuadratic(
        constant: number(), x: number(), y: number(), xx: number(), xy: number(), yy: number())
      let corners: [[Rational]] = [[0, 0], [2, 0], [3, 2], [1, 3]]
      let span = q.supMagnitude(on: corners)
      #expect(span.isExact && q.value(at: span.point).magnitude == span.upper, "seed \(seed)")
      for a in 0...8 {
        for b in 0...(8 - a) {
          for c in 0...(8 - a - b) {
            let weights = [a, b, c, 8 - a - b - c].map { Rational($0, 8) }
            let point = (0...1).map { axis in
              zip(weights, corners).reduce(Rational.zero) { $0 + $1.0 * $1.1[axis] }
            }
            #expect(q.value(at: point).magnitude <= span.upper, "seed \(seed)")
          }
        }
      }
    }
  }

  @Test("a bowl is lowest inside")
  func bowl() {
    // (x − 1)² + (y − 1)² + x y − 1 on the square [0, 2]² turns at (2/3, 2/3).
    let q = PlaneQuadratic(constant: -3, x: -2, y: -2, xx: 1, xy: 1, yy: 1)
    let span = q.supMagnitude(on: [[0, 0], [2, 0], [2, 2], [0, 2]])
    #expect(span.point == [Rational(2, 3), Rational(2, 3)])
    #expect(span.upper == Rational(13, 3))
  }

  @Test("stopped: true bounds")
  func cancelled() throws {
    let box = try Self.box("-1,1;-1,1")
    let product = try ApproximationNetwork.product(on: box, radices: [2, 2])
    var calls = 0
    let stopped = try product.network.supError(against: .product, on: box) {
      calls += 1
      return calls > 3
    }
    #expect(!stopped.isComplete && stopped.attainedAt == nil && stopped.pieces == nil)
    #expect(stopped.lower <= Rational(1, 16) && stopped.upper >= Rational(1, 16))
  }
}
