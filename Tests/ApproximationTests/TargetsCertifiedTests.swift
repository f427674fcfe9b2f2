import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import Approximation

@Suite("Functions that the caller defines by enclosures")
struct TargetsCertifiedTests {
  /// Targets with the domain and the signs of f″ there.
  static let cases: [(ApproximationTarget, RationalInterval, [Sign])] = [
    (ApproximationTarget(Gaussian()), RationalInterval(-1, 2), [.positive, .negative, .positive]),
    (ApproximationTarget(Gaussian()), RationalInterval(0, Rational(1, 2)), [.negative]),
    (ApproximationTarget(Decay()), RationalInterval(0, 1), [.negative]),
    (ApproximationTarget(Decay()), RationalInterval(0, 3), [.negative, .positive]),
    (ApproximationTarget(Tangent()), RationalInterval(0, 1), [.positive]),
    (ApproximationTarget(Tangent()), RationalInterval(-1, Rational(3, 2)), [.negative, .positive]),
    (ApproximationTarget(Ripple()), RationalInterval(0, 3), [.positive]),
    (
      ApproximationTarget(Ripple()), RationalInterval(-3, 0), [.positive, .negative, .positive]
    ),
  ]

  @Test("are convex and concave where enclosures of f″ prove it", arguments: cases)
  func stretches(
    _ target: ApproximationTarget, _ domain: RationalInterval, _ signs: [Sign]
  ) {
    let stretches = target.curvatureStretches(on: domain, bits: 60)
    #expect(stretches.map(\.curvature) == signs)
    let gap = Rational(1, 2).power(60)
    #expect(stretches.map(\.range.width).reduce(0, +) >= domain.width - gap * 4)
    #expect(target.inflections(on: domain, bits: 60).count == signs.count - 1)
  }

  @Test("have values whose differences agree with the derivatives", arguments: cases)
  func derivatives(
    _ target: ApproximationTarget, _ domain: RationalInterval, _ signs: [Sign]
  ) throws {
    for step in 0..<12 {
      let ends = RationalInterval(
        domain.lower + domain.width * Rational(step, 12),
        domain.lower + domain.width * Rational(step + 1, 12))
      for order in 0...1 {
        let change =
          target.enclosure(at: ends.upper, derivative: order, bits: 60)
          - target.enclosure(at: ends.lower, derivative: order, bits: 60)
        let slopes = target.enclosure(on: ends, derivative: order + 1, bits: 60)
        #expect((slopes * ends.width).intersection(with: change) != nil)
        let all = target.enclosure(on: ends, derivative: order, bits: 60)
        let middle = target.enclosure(at: ends.midpoint, derivative: order, bits: 60)
        #expect(all.contains(middle) && middle.width <= Rational(1, 2).power(60))
      }
    }
  }

  @Test("are the same target when type and value are the same")
  func equality() {
    let (sine, exp) = (Veiled(function: .sin), Veiled(function: .exp))
    #expect(ApproximationTarget(sine) == ApproximationTarget(sine))
    #expect(ApproximationTarget(sine) != ApproximationTarget(exp))
    #expect(ApproximationTarget(exp) != ApproximationTarget(.exp))
    #expect(ApproximationTarget(exp).elementary == nil)
    #expect(ApproximationTarget(.exp).enclosed == EnclosedFunction(ElementaryFunction.exp))
    let targets = [sine, sine, exp].map { ApproximationTarget($0) } + [ApproximationTarget(.sin)]
    #expect(Set(targets).count == 3)
    #expect(ApproximationTarget(Gaussian()).description == "gaussian")
  }

  @Test("are refused where they are undefined, with the part that has no enclosure")
  func undefined() throws {
    let tangent = ApproximationTarget(Tangent())
    let (inside, across) = (try Interval(0, Rational(3, 2)), try Interval(0, 2))
    #expect(tangent.isDefined(on: [inside]) && !tangent.isDefined(on: [across]))
    do throws(ApproximationError) {
      try tangent.requireDefined(on: [across])
      Issue.record("the tangent has a pole at π/2")
    } catch {
      let text = "\(error)"
      guard case .undefined = error else {
        Issue.record("\(text)")
        return
      }
      let part = try #require(text.components(after: "leaves out "))
      let hole = try #require(RationalInterval(try Interval(text: part)))
      let pi = RationalInterval(Rational(355, 113)).lower
      #expect(hole.width <= Rational(1, 1 << 19) && (hole.midpoint - pi / 2).magnitude < 1 / 10_000)
    }
    #expect(
      !ApproximationTarget(Corner(place: 0)).isDefined(
        on: RationalInterval(0, 1), derivative: 1))
  }

  @Test("may answer for short intervals alone")
  func clumsy() throws {
    let target = ApproximationTarget(Clumsy())
    let box = [try Interval(-1, 1)]
    #expect(target.isDefined(on: box))
    let range = target.enclosure(on: RationalInterval(-1, 1), bits: 20)
    #expect(range.contains(RationalInterval(0, 1)) && range.width < Rational(5, 4))
    let error = Rational(1, 200)
    let network = try ApproximationNetwork.freeKnots(target, on: box[0], error: error)
    #expect(network.neuronCount == 10 && network.errorBound <= error)
    let certificate = try network.network.supError(against: target, on: box)
    let square = try network.network.supError(against: .square, on: box)
    #expect(certificate.isComplete && certificate.enclosure.contains(square.enclosure))
  }

  @Test("have points of a slope as the library's functions do")
  func tangents() throws {
    for function in [ElementaryFunction.exp, .log1p, .sin, .lorentz] {
      let stretch = RationalInterval(Rational(1, 100), Rational(1, 2))
      let slope = ApproximationTarget(function)
        .enclosure(at: Rational(1, 3), derivative: 1, bits: 20).midpoint
      let veiled = ApproximationTarget(Veiled(function: function))
        .tangentPoint(slope: slope, on: stretch, bits: 60)
      let known = ApproximationTarget(function).tangentPoint(slope: slope, on: stretch, bits: 60)
      let found = try #require(veiled)
      #expect(found.width <= Rational(1, 2).power(60))
      #expect(found.intersection(with: try #require(known)) != nil)
    }
  }
}

extension String {
  /// What stands behind a text, up to a space or a semicolon.
  fileprivate func components(after text: String) -> String? {
    guard let range = range(of: text) else { return nil }
    return String(self[range.upperBound...].prefix { $0 != " " && $0 != ";" })
  }

  private func range(of text: String) -> Range<String.Index>? {
    indices.first { self[$0...].hasPrefix(text) }
      .map { $0..<index($0, offsetBy: text.count) }
  }
}
