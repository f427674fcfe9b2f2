import ExactNumbers
import LinearPieces
import ReLUNetworks
import TestSupport
import Testing

@testable import Approximation

@Suite("Certified errors of random networks")
struct CertificationRandomTests {
  /// max |f − network| on a grid of each piece: below the sup error by at most max |f''| h²/8.
  static func sampled(
    _ network: ReLUNetwork, _ target: ApproximationTarget, on interval: Interval, points: Int
  ) throws -> (largest: Rational, gap: Rational) {
    var (largest, gap) = (Rational.zero, Rational.zero)
    try network.forEachLinearPiece(on: interval) { piece in
      guard let domain = RationalInterval(piece.domain) else { return }
      let step = domain.width / Rational(points)
      let bend = target.enclosure(on: domain, derivative: 2, bits: 20).magnitude
      gap = max(gap, bend * step * step / 8)
      for k in 0...points {
        let x = domain.lower + step * Rational(k)
        let error = target.enclosure(at: x, bits: 60) - network([x])[0]
        largest = max(largest, error.absoluteValues.lower)
      }
    }
    return (largest, gap)
  }

  @Test(
    "held against samples",
    arguments: [
      "square", "monomial:3", "chebyshev:5", "legendre:6", "exp", "sin", "cos", "lorentz", "runge",
    ], [[1, 3, 1], [1, 2, 2, 1], [1, 3, 3, 1]])
  func againstSamples(name: String, widths: [Int]) throws {
    let target = try ApproximationTarget(text: name)
    let interval = try Interval(text: "-1,3/2")
    try withSeeds(1...3) { seed, generator in
      let network = NetworkSamples.random(widths: widths, using: &generator)
      let certificate = try network.supError(against: target, on: [interval])
      let (largest, gap) = try Self.sampled(network, target, on: interval, points: 24)
      let slack = Rational(1, 1 << 50)
      #expect(certificate.upper >= largest, "seed \(seed)")
      #expect(certificate.lower <= largest + gap + slack, "seed \(seed)")
      #expect(
        certificate.upper - certificate.lower <= certificate.upper / Rational(1 << 40),
        "seed \(seed)")
      if let x = certificate.attainedAt?.first {
        let error = (target.enclosure(at: x, bits: 60) - network([x])[0]).absoluteValues
        #expect(error.contains(certificate.lower), "seed \(seed)")
      }
    }
  }

  @Test("a stopped proof gives true bounds", arguments: ["square", "exp", "chebyshev:7"])
  func cancelled(name: String) throws {
    let target = try ApproximationTarget(text: name)
    try withSeeds(1...4) { seed, generator in
      let network = NetworkSamples.random(widths: [1, 4, 4, 1], using: &generator)
      let complete = try network.supError(against: target, on: [.unit])
      for limit in [0, 1, 2, 5] {
        var calls = 0
        let stopped = try network.supError(against: target, on: [.unit]) {
          calls += 1
          return calls > limit
        }
        #expect(stopped.lower <= complete.upper, "seed \(seed)")
        #expect(stopped.upper >= complete.lower, "seed \(seed)")
      }
      let never = try network.supError(against: target, on: [.unit], isCancelled: { true })
      #expect(!never.isComplete, "seed \(seed)")
    }
  }
}
