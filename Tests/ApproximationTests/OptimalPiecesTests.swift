import ExactNumbers
import TestSupport
import Testing

@testable import Approximation

/// One count that is known.
struct PieceCase: Sendable, CustomTestStringConvertible {
  let target: String
  let on: String
  let error: String
  let pieces: Int
  var testDescription: String { "\(target) on \(on) at \(error): \(pieces)" }

  init(_ target: String, _ on: String, _ error: String, _ pieces: Int) {
    (self.target, self.on, self.error, self.pieces) = (target, on, error, pieces)
  }
}

@Suite("The fewest pieces")
struct OptimalPiecesTests {
  static func pieces(_ target: String, _ on: String, _ error: String) throws -> OptimalPieces {
    let count = try ApproximationTarget(text: target).optimalPieces(
      on: Interval(text: on), error: Rational(text: error))
    return try #require(count)
  }

  /// Where no source is named: the greedy free-knot search of an earlier study, in doubles.
  @Test(
    "exactly, for convex and concave targets",
    arguments: [
      PieceCase("square", "0,1", "1e-3", 12), PieceCase("square", "0,1", "1e-6", 354),
      PieceCase("square", "0,1", "1e-9", 11181), PieceCase("square", "0,1", "1e-12", 353_554),
      PieceCase("exp", "0,1", "1e-3", 11), PieceCase("exp", "0,1", "1e-6", 325),
      PieceCase("exp", "-1,1", "1e-3", 17), PieceCase("exp", "-1,1", "1e-6", 522),
      PieceCase("log1p", "0,1", "1e-3", 6), PieceCase("log1p", "0,1", "1e-6", 174),
      PieceCase("cos", "-1,1", "1e-3", 15), PieceCase("cos", "-1,1", "1e-6", 457),
      PieceCase("sin", "0,3", "1e-3", 19), PieceCase("sin", "0,3", "1e-6", 591),
      PieceCase("sqrt", "0,1", "1e-3", 16), PieceCase("sqrt", "0,1", "1e-6", 500),
      PieceCase("monomial:3", "0,1", "1e-3", 13),
      PieceCase("monomial:4", "0,1", "1e-3", 14), PieceCase("monomial:4", "0,1", "1e-6", 434),
      PieceCase("monomial:5", "0,1", "1e-3", 15),
      PieceCase("monomial:8", "0,1", "1e-3", 15), PieceCase("monomial:8", "0,1", "1e-6", 468),
      // ⌈(1 − 1/√2) / √(2 E)⌉ = ⌈6.55⌉ and ⌈207.1⌉, by hand.
      PieceCase("reciprocal1p", "0,1", "1e-3", 7), PieceCase("reciprocal1p", "0,1", "1e-6", 208),
      PieceCase("reciprocal1p", "-3,-2", "1e-6", 208),
      // ∫ √f″ / (4 √E): 324360.6 and 456992.9 by hand.
      PieceCase("exp", "0,1", "1e-12", 324_361), PieceCase("cos", "-1,1", "1e-12", 456_993),
      // Affine functions and large errors need one piece.
      PieceCase("monomial:1", "-5,7", "1e-30", 1), PieceCase("polynomial:0", "0,1", "1", 1),
      PieceCase("sin", "-9,9", "1", 1), PieceCase("exp", "0,1/1000000", "1e-3", 1),
    ])
  func table(_ example: PieceCase) throws {
    let count = try Self.pieces(example.target, example.on, example.error)
    #expect(count == OptimalPieces(count: Integer(example.pieces), isExact: true))
  }

  @Test("bounded, where convex and concave stretches meet: at most what a network needs")
  func bounds() throws {
    // Upper ends: pieces of the stretches one after another, from the study.
    let cases = [
      ("lorentz", "-1,1", "1e-3", 14), ("lorentz", "-1,1", "1e-6", 410),
      ("runge", "-1,1", "1e-3", 34), ("runge", "-1,1", "1e-6", 1000),
      ("sin", "-3,3", "1e-3", 38), ("monomial:3", "-1,1", "1e-3", 26),
    ]
    for (target, on, error, most) in cases {
      let count = try Self.pieces(target, on, error)
      #expect(!count.isExact && count.count <= Integer(most), "\(target)")
      #expect(count.count >= Integer(most - 3), "\(target): \(count.count)")
    }
  }

  @Test("x^2 exactly: N is the least with L^2 <= 8 E N^2, at equality too")
  func squares() throws {
    withSeeds(1...200) { seed, generator in
      let width = randomSmallRational(using: &generator).magnitude + Rational(1, 7)
      let factor = randomSmallRational(using: &generator)
      let count = 1 + generator.nextInt(below: 50)
      guard factor.sign != .zero, let on = try? Interval(-1, width - 1) else { return }
      let target = ApproximationTarget(Polynomial([3, 1, factor]))
      // The error of exactly `count` equal pieces; a little less needs one more.
      let error = factor.magnitude * width * width / Rational(8 * count * count)
      let exact = try? target.optimalPieces(on: on, error: error)
      #expect(exact == OptimalPieces(count: Integer(count), isExact: true), "seed \(seed)")
      let less = try? target.optimalPieces(on: on, error: error * Rational(999_999, 1_000_000))
      #expect(less == OptimalPieces(count: Integer(count + 1), isExact: true), "seed \(seed)")
    }
  }

  @Test("sqrt and 1/(1 + x) where the last piece ends exactly at the end")
  func equality() throws {
    // √x = 4 E (s² − 1/4) with E = 1/(4 n (n + 1)): n pieces exactly.
    for n in 1...30 {
      let error = Rational(1, 4 * n * (n + 1))
      let target = ApproximationTarget(.sqrt)
      #expect(
        try target.optimalPieces(on: .unit, error: error)
          == OptimalPieces(count: Integer(n), isExact: true))
      let less = error * Rational(999, 1000)
      #expect(try target.optimalPieces(on: .unit, error: less)?.count == Integer(n + 1))
    }
    // From 1/√1 to 1/√4 in n steps of 1/(2 n) = √(2 E).
    for n in 1...30 {
      let error = Rational(1, 8 * n * n)
      let target = ApproximationTarget(.reciprocal1p)
      #expect(
        try target.optimalPieces(on: Interval(0, 3), error: error)
          == OptimalPieces(count: Integer(n), isExact: true))
    }
  }

  @Test("formulas agree with pieces laid one by one")
  func formulasAgainstKnots() throws {
    let cases = [
      ("log1p", "0,1", "1e-4"), ("log1p", "-9/10,20", "3e-3"), ("sqrt", "1/100,2", "1e-4"),
      ("reciprocal1p", "-1/2,3", "1e-3"), ("reciprocal1p", "-7,-3/2", "1e-4"),
      ("square", "-1,2", "1e-3"), ("square", "-1,2", "1e-9"), ("polynomial:0,5,-3", "0,1", "1e-11"),
    ]
    for (name, on, text) in cases {
      let target = try ApproximationTarget(text: name)
      let range = try #require(RationalInterval(try Interval(text: on)))
      let error = try Rational(text: text)
      let stretch = try #require(target.curvatureStretches(on: range, bits: 10).first)
      let function = try #require(ConvexFunction(target, on: stretch, error: error))
      let laid = function.fewestPieces(on: range)
      #expect(try laid == Self.pieces(name, on, text), "\(name)")
      let turned = function.mirrored.fewestPieces(on: -range)
      #expect(turned == laid, "\(name) from the right")
    }
  }

  @Test("blocks agree with pieces laid one by one")
  func blocksAgainstKnots() throws {
    for (name, on, text) in [
      ("exp", "0,1", "5e-6"), ("sin", "0,3", "1e-5"), ("cos", "-1,1", "1e-5"),
      ("lorentz", "0,1/2", "2e-6"), ("runge", "1/4,1", "5e-6"), ("monomial:4", "0,1", "1e-5"),
    ] {
      let target = try ApproximationTarget(text: name)
      let range = try #require(RationalInterval(try Interval(text: on)))
      let stretch = try #require(target.curvatureStretches(on: range, bits: 10).first)
      let function = try #require(
        ConvexFunction(target, on: stretch, error: Rational(text: text)))
      var knots = GreedyKnots(function, on: range)
      var laid: [Int] = []
      while laid.isEmpty {
        if case .closed(let least, let most) = knots.advance() { laid = [least, most] }
      }
      #expect(laid[0] == laid[1] && laid[0] > 90, "\(name) \(laid)")
      #expect(try Self.pieces(name, on, text).count == Integer(laid[0]), "\(name)")
    }
  }

  @Test("N(a, c) <= N(a, b) + N(b, c) <= N(a, c) + 1, and fewer for a larger error")
  func laws() throws {
    let names = ["exp", "log1p", "sqrt", "reciprocal1p", "square", "monomial:4", "cos"]
    withSeeds(1...20) { seed, generator in
      let name = names[generator.nextInt(below: names.count)]
      let cuts = Set((0..<8).map { _ in Rational(generator.nextInt(below: 141), 100) }).sorted()
      let error = Rational(1, 20 + generator.nextInt(below: 4000))
      func count(_ a: Rational, _ b: Rational, _ error: Rational) -> Integer {
        let pieces = try? ApproximationTarget(text: name).optimalPieces(
          on: Interval(a, b), error: error)
        #expect(pieces?.isExact == true, "\(name) on \(a),\(b) at \(error), seed \(seed)")
        return pieces?.count ?? 0
      }
      let (a, b, c) = (cuts[0], cuts[cuts.count / 2], cuts[cuts.count - 1])
      let parts = count(a, b, error) + count(b, c, error)
      let whole = count(a, c, error)
      #expect(whole <= parts && parts <= whole + 1, "\(name), seed \(seed)")
      #expect(count(a, c, 2 * error) <= whole, "\(name), seed \(seed)")
    }
  }

  @Test("many waves, tails that are nearly flat, and steep ends")
  func extremes() throws {
    // A half wave of the sine needs 19 pieces on [0, 3]; 317 whole ones fit.
    let waves = try Self.pieces("sin", "0,1000", "1e-3")
    #expect(!waves.isExact && (317 * 18...318 * 20).contains(Int(exactly: waves.count) ?? 0))
    let far = try Self.pieces("cos", "-1000000000000,1000000000000", "1e-3")
    #expect(far.count > Integer(11_000_000_000_000))
    for lower in [-30, -1000, -1_000_000] {
      #expect(
        try Self.pieces("exp", "\(lower),1", "1e-3") == OptimalPieces(count: 27, isExact: true))
    }
    #expect(try Self.pieces("exp", "0,30", "1e-3").count > 50_000_000)
    #expect(try Self.pieces("monomial:100", "0,1", "1e-3").isExact)
    // Numbers too long: a bound, which 1e-600 on x³ shows to be near, g = 6 on [1, 1 + 1e-9].
    let long = try Self.pieces("monomial:3", "1,1.000000001", "1e-600")
    #expect(!long.isExact && (long.count * long.count * 16 / 6).bitLength > 1920)
    #expect(try Self.pieces("exp", "4000,4001", "1").count > 1)
  }

  @Test("x^3 on [0, k] at error k^3 E has the pieces of [0, 1] at E", arguments: [2, 3, 10])
  func scaling(_ k: Int) throws {
    let cube = ApproximationTarget(Polynomial.monomial(3))
    let error = Rational(1, 5000)
    #expect(
      try cube.optimalPieces(on: Interval(0, Rational(k)), error: Rational(k * k * k) * error)
        == cube.optimalPieces(on: .unit, error: error))
  }

  @Test("bad requests are refused, and several inputs have no count")
  func refusals() throws {
    #expect(throws: ApproximationError.errorNotPositive(0)) {
      try ApproximationTarget.square.optimalPieces(on: .unit, error: 0)
    }
    #expect(throws: ApproximationError.self) {
      try ApproximationTarget(.log1p).optimalPieces(on: Interval(-1, 1), error: 1)
    }
    #expect(throws: ApproximationError.unboundedDomain(.wholeLine)) {
      try ApproximationTarget(.exp).optimalPieces(on: .wholeLine, error: 1)
    }
    #expect(try ApproximationTarget.product.optimalPieces(on: .unit, error: 1) == nil)
  }
}
