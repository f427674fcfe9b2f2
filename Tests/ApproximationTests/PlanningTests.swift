import Approximation
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@Suite("Plans")
struct PlanningTests {
  private static let targets = ["square", "product", "monomial:3", "polynomial:1,-1/2,0,0,2"]

  private func request(
    _ target: String, error: Rational, on interval: Interval = .unit
  ) throws -> ApproximationRequest {
    let target = try ApproximationTarget(text: target)
    return try ApproximationRequest(
      target, on: [Interval](repeating: interval, count: target.inputCount), demand: .error(error))
  }

  @Test(
    "x² needs the neurons of the best radices",
    arguments: [(3, 7), (6, 20), (9, 32), (12, 45)])
  func squares(_ digits: Int, _ neurons: Int) throws {
    let error = Rational(1, 10).power(digits)
    let plan = try ApproximationPlan(request("square", error: error))
    #expect(plan.network.neuronCount <= neurons)
    let findings = try plan.findings()
    #expect(findings.errorBound <= error)
    #expect(findings.errorAttained == findings.errorBound)
    let (pieces, optimal) = (try #require(findings.pieces), try #require(findings.optimalPieces))
    #expect(optimal.isExact && optimal.count <= pieces)
    let least = try #require(findings.neuronLowerBound)
    #expect(least <= Integer(plan.network.neuronCount))
  }

  @Test("xy needs the neurons of the best radices", arguments: [(3, 15), (6, 38), (9, 60)])
  func products(_ digits: Int, _ neurons: Int) throws {
    let plan = try ApproximationPlan(request("product", error: Rational(1, 10).power(digits)))
    #expect(plan.network.neuronCount <= neurons)
  }

  @Test("Every candidate is within the error, by its certificate too", arguments: targets)
  func bounds(_ target: String) throws {
    for error in [Rational(2), Rational(1, 7), Rational(1, 50)] {
      let request = try request(target, error: error, on: Interval(-1, Rational(3, 2)))
      for candidate in try ApproximationPlan(request).candidates {
        guard let network = candidate.network else { continue }
        #expect(network.errorBound <= error)
        let certificate = try network.network.supError(against: request.target, on: request.domain)
        #expect(certificate.upper <= network.errorBound)
        #expect(!network.isErrorExact || certificate.lower == network.errorBound)
      }
    }
  }

  @Test("No candidate is better than the one chosen", arguments: ApproximationGoal.allCases)
  func choice(_ goal: ApproximationGoal) throws {
    for digits in 1...12 {
      let request = try request("square", error: Rational(1, 3).power(digits))
      let plan = try ApproximationPlan(request, minimizing: goal)
      func size(_ network: ApproximationNetwork) -> Int {
        switch goal {
        case .neurons: network.neuronCount
        case .parameters: network.network.architecture.parameterCount
        case .depth: network.depth
        }
      }
      let sizes = plan.candidates.compactMap(\.network).map(size)
      #expect(size(plan.network) == sizes.min())
      #expect(sizes.count > 1)
    }
  }

  @Test("A polynomial takes no more neurons than published: square chains on [0, 1]")
  func cube() throws {
    let plan = try ApproximationPlan(request("monomial:4", error: Rational(1, 1000)))
    #expect(plan.network.neuronCount <= 18)
    #expect(Set(plan.candidates.map(\.scheme)).isSuperset(of: [.squareChain, .horner, .chebyshev]))
  }

  @Test(
    "Analytic targets need no more neurons than published",
    arguments: [("exp", 7), ("log1p", 5)])
  func analytic(_ target: String, _ neurons: Int) throws {
    let plan = try ApproximationPlan(request(target, error: Rational(1, 1000)))
    #expect(plan.network.neuronCount <= neurons)
    #expect(plan.candidates.map(\.scheme) == [.shallow, .zigzag, .minimax])
    let shallow = try #require(plan.candidates[0].network)
    let findings = try plan.findings()
    #expect(findings.errorBound <= Rational(1, 1000))
    let optimal = try #require(findings.optimalPieces)
    #expect(optimal.isExact && optimal.count <= Integer(shallow.neuronCount))
  }

  @Test("An affine target is itself, without neurons")
  func affine() throws {
    let plan = try ApproximationPlan(request("polynomial:1/3,-2", error: Rational(1, 1000)))
    #expect(plan.network.neuronCount == 0 && plan.network.errorBound == 0)
    let findings = try plan.findings()
    #expect(findings.pieces == 1 && findings.errorAttained == 0)
    #expect(findings.neuronLowerBound == 0)
  }

  @Test("Three inputs: trees and chains, nothing said of pieces")
  func severalInputs() throws {
    let plan = try ApproximationPlan(request("product:3", error: Rational(1, 50)))
    #expect(plan.candidates.map(\.scheme) == [.tree, .chain])
    let findings = try plan.findings()
    #expect(findings.errorBound <= Rational(1, 50))
    #expect(findings.pieces == nil && findings.optimalPieces == nil)
    #expect(findings.neuronLowerBound == nil)
    let point = [Rational(1, 3), Rational(2, 3), Rational(1, 7)]
    let value = plan.network.network(point)[0]
    #expect(abs(value - Rational(2, 63)) <= findings.errorBound)
  }

  @Test("A scheme alone is tried alone, and one that does not apply is refused")
  func oneScheme() throws {
    let request = try request("square", error: Rational(1, 1000))
    let plan = try ApproximationPlan(request, scheme: .binary)
    #expect(plan.candidates.map(\.scheme) == [.binary])
    #expect(plan.network.depth == 4)
    let choices =
      ["radix", "binary", "sawtooth", "skip-sawtooth", "shallow", "lipschitz"]
      + ["adaptive-lipschitz"]
    #expect(throws: ApproximationError.noScheme(target: "square", choices: choices)) {
      try ApproximationPlan(request, scheme: .chain)
    }
  }

  @Test("Levels are halvings")
  func levels() throws {
    for levels in [1, 2, 5, 100] {
      let request = try ApproximationRequest(
        .square, on: [.unit], demand: .levels(levels))
      let plan = try ApproximationPlan(request, scheme: .binary)
      #expect(plan.network.errorBound == Rational(1, 8) * Rational(1, 4).power(levels))
      let findings = try plan.findings()
      #expect(findings.pieces == Integer(2).power(levels))
      let optimal = OptimalPieces(count: Integer(2).power(levels), isExact: true)
      #expect(findings.optimalPieces == optimal)
      #expect(findings.neuronLowerBound == Integer(levels))
    }
  }

  /// What each construction is expected to make, and no other of the targets.
  private static let makes: [ApproximationScheme: Set<String>] = {
    let squares = ["square", "product"]
    let polynomials: Set<String> = ["monomial:3"]
    let smooth = polynomials.union(["exp", "reciprocal1p"])
    return [
      .radix: Set(squares), .binary: Set(squares), .sawtooth: Set(squares),
      .skipSawtooth: ["square"], .threeSquares: ["product"], .threeSquaresOneGrid: ["product"],
      .threeSquaresOneScale: ["product"], .shallow: smooth.union(squares + ["sqrt", "sin"]),
      .lipschitz: smooth.union(squares + ["sin"]),
      .adaptiveLipschitz: smooth.union(["square", "sin"]), .squareChain: polynomials,
      .chebyshev: polynomials, .productTree: polynomials, .powerChain: polynomials,
      .horner: polynomials, .binaryPowers: ["monomial:3"], .tree: ["product:3"],
      .chain: ["product:3"], .zigzag: smooth.union(["sqrt"]),
      .minimax: ["exp", "reciprocal1p", "sin"], .taylor: ["exp", "reciprocal1p", "sin"],
    ]
  }()

  @Test(
    "Every construction makes the targets that it is for, and its certificate is within its bound",
    arguments: ApproximationScheme.allCases)
  func everyScheme(_ scheme: ApproximationScheme) throws {
    let expected = try #require(Self.makes[scheme])
    for (text, interval) in [
      ("square", "-1,2"), ("product", "-1,1"), ("monomial:3", "0,1"), ("exp", "0,1"),
      ("reciprocal1p", "0,2"), ("sqrt", "0,1"), ("sin", "-1,1"), ("product:3", "0,1"),
    ] {
      let request = try request(text, error: Rational(1, 6), on: Interval(text: interval))
      guard expected.contains(text) else {
        #expect(throws: ApproximationError.self, "\(text)") {
          try ApproximationPlan(request, scheme: scheme)
        }
        continue
      }
      let network = try ApproximationPlan(request, scheme: scheme).network
      #expect(network.errorBound <= Rational(1, 6))
      guard request.domain.count <= 2 else { continue }
      let certificate = try network.network.supError(
        against: request.target, on: request.domain, relativeWidth: Rational(1, 1024))
      // The enclosure may be wider than the bound is sharp.
      #expect(certificate.lower <= network.errorBound, "\(text)")
      #expect(!network.isErrorExact || certificate.enclosure.contains(network.errorBound))
    }
  }

  @Test("Levels fix the size of one hidden layer, too")
  func shallowLevels() throws {
    for text in ["exp", "sqrt", "monomial:3"] {
      let request = try ApproximationRequest(
        ApproximationTarget(text: text), on: [.unit], demand: .levels(3))
      let network = try ApproximationPlan(request, scheme: .shallow).network
      #expect(network.neuronCount <= 8 && network.depth == 1)
      let optimal = try #require(
        try request.target.optimalPieces(on: .unit, error: network.errorBound))
      #expect(optimal.count >= 8, "\(text): \(network.errorBound)")
    }
    let grid = try ApproximationRequest(.product, on: [.unit, .unit], demand: .levels(2))
    let network = try ApproximationPlan(grid, scheme: .lipschitz).network
    #expect(network.depth == 2 && network.errorBound == Rational(1, 4))
  }

  @Test("No network is deeper than asked", arguments: ["square", "product", "monomial:4", "cos"])
  func depthLimit(_ text: String) throws {
    let target = try ApproximationTarget(text: text)
    for depth in 1...3 {
      let request = try ApproximationRequest(
        target, on: [Interval](repeating: .unit, count: target.inputCount),
        demand: .error(Rational(1, 200)), maximumDepth: depth)
      let plan = try ApproximationPlan(request)
      for candidate in plan.candidates {
        #expect((candidate.network?.depth ?? 0) <= depth)
      }
      #expect(plan.network.errorBound <= Rational(1, 200))
    }
    #expect(throws: ApproximationError.tooDeep(layers: 2, limit: 1)) {
      try ApproximationPlan(
        ApproximationRequest(
          ApproximationTarget(text: "monomial:4"), on: [.unit], demand: .error(Rational(1, 9)),
          maximumDepth: 1), scheme: .squareChain)
    }
  }

  @Test("A network made for a larger error is smaller, and certified")
  func refinement() throws {
    let request = try request("chebyshev:4", error: Rational(1, 100), on: Interval(-1, 1))
    let plain = try ApproximationScheme.squareChain.network(for: request)
    let refined = try ApproximationPlan(request, scheme: .squareChain).network
    #expect(refined.neuronCount <= plain.neuronCount)
    let certificate = try refined.network.supError(against: request.target, on: request.domain)
    #expect(certificate.upper <= Rational(1, 100))
  }

  @Test("Stopped at once there is no network; a plan that is not stopped is complete")
  func stopping() throws {
    let request = try request("exp", error: Rational(1, 100))
    #expect(throws: ApproximationError.stopped(target: "exp")) {
      try ApproximationPlan(request) { true }
    }
    #expect(try ApproximationPlan(request).isComplete)
  }

  @Test func badRequests() throws {
    #expect(throws: ApproximationError.errorNotPositive(0)) {
      try request("square", error: 0)
    }
    #expect(throws: ApproximationError.unboundedDomain(.wholeLine)) {
      try request("square", error: 1, on: .wholeLine)
    }
    #expect(
      throws: ApproximationError.tooSmall(
        quantity: "the number of levels", minimum: 1, received: 0)
    ) {
      try ApproximationRequest(.square, on: [.unit], demand: .levels(0))
    }
  }
}
