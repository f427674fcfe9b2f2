import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import Approximation

@Suite("Functions whose enclosures are wide, missing or false")
struct CertifiedFunctionFailureTests {
  private func interpolant(
    _ function: ElementaryFunction, cells: Int
  ) throws -> ReLUNetwork {
    let samples = (0...cells).map { step in
      let x = Rational(step, cells)
      return (x: x, y: ApproximationTarget(function).enclosure(at: x, bits: 40).midpoint)
    }
    return try ShallowInterpolant(samples: samples).network
  }

  @Test("wide enclosures make a wide certificate that holds", arguments: [6, 12, 30])
  func wideCertificate(_ width: Int) throws {
    for orders in [[0], [0, 1], [0, 1, 2], [1], [2]] {
      for cells in [1, 9] {
        let network = try interpolant(.exp, cells: cells)
        let known = try network.supError(against: ApproximationTarget(.exp), on: [.unit])
        let blurred = ApproximationTarget(Blurred(function: .exp, width: width, orders: orders))
        let certificate = try network.supError(against: blurred, on: [.unit])
        #expect(certificate.lower <= known.upper && known.lower <= certificate.upper)
        // The derivatives only guide the search for the largest value.
        let slack = Rational(1, 2).power(width)
        #expect(certificate.upper <= known.upper + 4 * slack)
        #expect(certificate.lower >= known.lower - 4 * slack)
        #expect(!orders.contains(0) || !certificate.isComplete)
      }
    }
  }

  @Test("wide enclosures make no network for a smaller error")
  func wideNetworks() throws {
    let target = ApproximationTarget(Blurred(function: .exp, width: 12))
    let good = try ApproximationPlan(
      ApproximationRequest(target, on: [.unit], demand: .error(Rational(1, 100))))
    #expect(good.network.errorBound <= Rational(1, 100))
    let request = try ApproximationRequest(
      target, on: [.unit], demand: .error(Rational(1, 10_000)))
    do throws(ApproximationError) {
      _ = try ApproximationPlan(request)
      Issue.record("no proof of this error can be right")
    } catch {
      guard case .wideEnclosure = error else {
        Issue.record("\(error)")
        return
      }
      #expect("\(error)".contains("stay too wide"))
    }
    for (scheme, error) in [
      (ApproximationScheme.shallow, Rational(1, 2500)), (.zigzag, Rational(1, 2500)),
      (.lipschitz, Rational(1, 20)), (.adaptiveLipschitz, Rational(1, 20)),
    ] {
      let request = try ApproximationRequest(target, on: [.unit], demand: .error(error))
      #expect(throws: ApproximationError.self) { try scheme.network(for: request) }
    }
    let pieces = try #require(
      try target.optimalPieces(on: .unit, error: Rational(1, 10_000)))
    #expect(!pieces.isExact && pieces.count <= 46)
  }

  @Test("wide slopes and curvatures alone spoil no proof")
  func wideSlopes() throws {
    for orders in [[1], [2]] {
      let target = ApproximationTarget(Blurred(function: .exp, width: 10, orders: orders))
      let request = try ApproximationRequest(target, on: [.unit], demand: .error(Rational(1, 1000)))
      let plan = try ApproximationPlan(request)
      let certificate = try plan.network.network.supError(
        against: ApproximationTarget(.exp), on: [.unit])
      #expect(certificate.upper <= plan.network.errorBound)
    }
  }

  @Test("values alone certify, and make an interpolant no other scheme does")
  func valuesAlone() throws {
    let target = ApproximationTarget(Corner(place: Rational(1, 3)))
    let network = try ShallowInterpolant(
      samples: [(0, Rational(1, 3)), (Rational(1, 2), 0), (1, Rational(2, 3))]
    ).network
    let certificate = try network.supError(
      against: target, on: [.unit], relativeWidth: Rational(1, 100))
    // At 1/3 the network is 1/9, at 1/2 it is 0 and the target 1/6.
    #expect(certificate.lower <= Rational(1, 6) && Rational(1, 6) <= certificate.upper)
    #expect(certificate.isComplete)
    let request = try ApproximationRequest(target, on: [.unit], demand: .error(Rational(1, 10)))
    #expect(
      throws: ApproximationError.unknownCurvature(
        target: "corner", on: RationalInterval(0, 1))
    ) { try ApproximationPlan(request) }
    let optimal = try #require(try target.optimalPieces(on: .unit, error: Rational(1, 100)))
    #expect(optimal == OptimalPieces(count: 1, isExact: false))
  }

  @Test("an error of 0 is found, or bounded by what the digits tell")
  func noError() throws {
    let corner = ApproximationTarget(Corner(place: 0))
    let identity = try ShallowInterpolant(samples: [(0, 0), (1, 1)]).network
    let certificate = try identity.supError(
      against: corner, on: [.unit], relativeWidth: Rational(1, 10))
    #expect(certificate.lower == 0 && certificate.upper < Rational(1, 100))
    let one = try ShallowInterpolant(samples: [(0, 1), (1, 1)]).network
    let pythagoras = ApproximationTarget(Pythagoras())
    let tiny = try one.supError(against: pythagoras, on: [.unit])
    #expect(tiny.lower == 0 && tiny.upper <= Rational(1, 2).power(4000) && !tiny.isComplete)
  }

  @Test("false claims are found out where they contradict each other", arguments: [-9, 0, 1, 1000])
  func liars(_ claim: Int) throws {
    let square = try ApproximationNetwork.square(on: .unit, radices: [3, 2]).network
    for bend in [RationalInterval(-7, -3), RationalInterval(0), RationalInterval(2)] {
      let slope = RationalInterval(Rational(claim))
      let target = ApproximationTarget(Liar(slope: slope, bend: bend))
      // x² has the slope 1 between 7/16 and 9/16, and nearly 0 at 0.
      let error = ApproximationError.contradiction(
        target: "liar", on: RationalInterval(0, Rational(1, 16)))
      #expect(throws: error) { try square.supError(against: target, on: [.unit]) }
      #expect(throws: error) { try target.optimalPieces(on: .unit, error: Rational(1, 100)) }
      #expect(throws: error) {
        try ApproximationRequest(target, on: [.unit], demand: .error(Rational(1, 100)))
      }
    }
    // Slopes that may be true, with a false curvature.
    let target = ApproximationTarget(
      Liar(slope: RationalInterval(0, 2), bend: RationalInterval(Rational(claim))))
    _ = try? square.supError(against: target, on: [.unit])
    _ = try? target.optimalPieces(on: .unit, error: Rational(1, 100))
  }
}
