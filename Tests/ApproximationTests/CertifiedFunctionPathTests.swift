import ExactNumbers
import LinearPieces
import ReLUNetworks
import TestSupport
import Testing

@testable import Approximation

@Suite("Networks for functions that the caller defines")
struct CertifiedFunctionPathTests {
  private typealias Targets = TargetsCertifiedTests

  /// Checks bounds against many points: none may be above the upper one, and between neighbouring
  /// points of a piece the error rises by no more than |f″| h²/8.
  private func check(
    _ certificate: ErrorCertificate, _ network: ReLUNetwork, _ target: ApproximationTarget,
    on domain: RationalInterval, relativeWidth: Rational = Rational(1, 1 << 40)
  ) throws {
    #expect(certificate.isComplete)
    #expect(certificate.upper - certificate.lower <= relativeWidth * certificate.upper)
    var (reached, most) = (Rational.zero, Rational.zero)
    try network.forEachLinearPiece(on: Interval(domain.lower, domain.upper)) { piece in
      guard let range = RationalInterval(piece.domain) else { return }
      let bend = target.enclosure(on: range, derivative: 2, bits: 20).magnitude
      let steps = 16
      let length = range.width / Rational(steps)
      for step in 0...steps {
        let x = range.lower + length * Rational(step)
        let error = (target.enclosure(at: x, bits: 80) - network([x])[0]).absoluteValues
        reached = max(reached, error.lower)
        most = max(most, error.upper + bend * length * length / 8)
      }
    }
    #expect(reached <= certificate.upper && certificate.lower <= most)
    #expect(most - reached <= most / 4, "the check is too coarse to fail")
  }

  @Test("free knots are within the error, certified", arguments: Targets.cases)
  func freeKnots(
    _ target: ApproximationTarget, _ domain: RationalInterval, _ signs: [Sign]
  ) throws {
    let interval = try Interval(domain.lower, domain.upper)
    let error = Rational(1, 40)
    let found = try ApproximationNetwork.freeKnots(target, on: interval, error: error)
    #expect(found.errorBound <= error)
    let certificate = try found.network.supError(against: target, on: [interval])
    #expect(certificate.upper <= found.errorBound)
    try check(certificate, found.network, target, on: domain)
    let optimal = try #require(try target.optimalPieces(on: interval, error: error))
    #expect(optimal.count <= Integer(found.network.pieceCount(on: interval)))
    #expect(optimal.isExact == (signs.count == 1))
    if optimal.isExact {
      #expect(optimal.count == Integer(found.network.pieceCount(on: interval)))
    }
  }

  @Test(
    "the plan chooses, and says what does not apply",
    arguments: [1, 2, 7].map { Targets.cases[$0] })
  func plans(
    _ target: ApproximationTarget, _ domain: RationalInterval, _ signs: [Sign]
  ) throws {
    let interval = try Interval(domain.lower, domain.upper)
    let error = Rational(1, 100)
    let request = try ApproximationRequest(target, on: [interval], demand: .error(error))
    let plan = try ApproximationPlan(request)
    #expect(plan.candidates.map(\.scheme) == [.shallow, .zigzag])
    #expect((plan.candidates[1].network != nil) == (signs.count == 1))
    #expect(
      plan.network.neuronCount == plan.candidates.compactMap { $0.network?.neuronCount }.min())
    let findings = try plan.findings()
    #expect(findings.errorBound <= error)
    let certificate = try plan.network.network.supError(against: target, on: [interval])
    #expect(certificate.upper == findings.errorBound)
    try check(certificate, plan.network.network, target, on: domain)
    let lipschitz = try ApproximationPlan(
      ApproximationRequest(target, on: [interval], demand: .error(Rational(1, 20))),
      scheme: .adaptiveLipschitz)
    #expect(lipschitz.network.errorBound <= Rational(1, 20))
    for scheme in [ApproximationScheme.minimax, .taylor, .squareChain, .radix] {
      #expect(
        throws: ApproximationError.noScheme(
          target: target.description,
          choices: ["shallow", "lipschitz", "adaptive-lipschitz", "zigzag"])
      ) { try ApproximationPlan(request, scheme: scheme) }
    }
  }

  @Test(
    "what is veiled comes out as what is built in",
    arguments: [
      (ElementaryFunction.exp, "0,1"), (.log1p, "0,1"), (.sin, "0,3"), (.lorentz, "-1,1"),
      (.sqrt, "0,1"),
    ])
  func veiled(_ function: ElementaryFunction, _ on: String) throws {
    let interval = try Interval(text: on)
    let (known, veiled) = (
      ApproximationTarget(function), ApproximationTarget(Veiled(function: function))
    )
    let error = Rational(1, 100)
    let networks = try [known, veiled].map {
      try ApproximationNetwork.freeKnots($0, on: interval, error: error)
    }
    #expect(
      networks[0].network.pieceCount(on: interval) == networks[1].network.pieceCount(on: interval))
    let certificates = try [known, veiled].map {
      try networks[0].network.supError(against: $0, on: [interval])
    }
    #expect(certificates[0].isComplete && certificates[1].isComplete)
    #expect(certificates[0].enclosure.intersection(with: certificates[1].enclosure) != nil)
    let optima = try [known, veiled].map {
      try #require(try $0.optimalPieces(on: interval, error: error))
    }
    #expect(optima[0].isExact == optima[1].isExact || function == .sin || function == .sqrt)
    #expect(optima[1].count <= optima[0].count)
    #expect(!optima[1].isExact || optima[1].count == optima[0].count)
    #expect(optima[1].count >= optima[0].count - 2)
    let deep = try [known, veiled].map {
      try ApproximationNetwork.zigzag($0, on: interval, error: error)?.neuronCount
    }
    // Axes are not found out from enclosures.
    if function != .sin, function != .cos, function != .lorentz { #expect(deep[0] == deep[1]) }
  }

  @Test("zigzags need fewer neurons than free knots for small errors")
  func zigzags() throws {
    for (target, domain, _) in [Targets.cases[1], Targets.cases[4]] {
      let interval = try Interval(domain.lower, domain.upper)
      let error = Rational(1, 5000)
      let pieces = try #require(try target.optimalPieces(on: interval, error: error))
      let network = try #require(
        try ApproximationNetwork.zigzag(target, on: interval, error: error))
      #expect(network.errorBound <= error && Integer(network.neuronCount) < pieces.count)
      let certificate = try network.network.supError(against: target, on: [interval])
      #expect(certificate.upper <= network.errorBound)
    }
  }

  @Test("many pieces have a lower bound")
  func manyPieces() throws {
    let veiled = ApproximationTarget(Veiled(function: .exp))
    let found = try #require(
      try veiled.optimalPieces(on: .unit, error: Rational(1, 1_000_000_000)))
    // The fewest are 10,258.
    #expect(!found.isExact && found.count <= 10_258 && found.count >= 10_150)
    let tiny = try #require(
      try veiled.optimalPieces(on: .unit, error: Rational(1, 2).power(2000)))
    #expect(!tiny.isExact && tiny.count.bitLength >= 998)
  }
}

extension ReLUNetwork {
  /// The number of linear pieces.
  fileprivate func pieceCount(on interval: Interval) -> Int {
    var count = 0
    try? forEachLinearPiece(on: interval) { _ in count += 1 }
    return count
  }
}
