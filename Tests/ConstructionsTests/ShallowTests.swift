import Constructions
import ExactNumbers
import PiecewiseLinear
import ReLUNetworks
import TestSupport
import Testing

@Suite("Shallow networks of piecewise-linear functions")
struct ShallowTests {
  /// All functions with breakpoints 0, 1, … and given slopes, value 1 at 0, on some domains.
  static func function(
    slopes: [Rational], on domain: Interval
  ) throws -> PiecewiseLinearFunction {
    let knots = (0..<max(1, slopes.count - 1)).map { Rational($0) }
    var values: [Rational] = [1]
    for index in knots.indices.dropFirst() { values.append(values[index - 1] + slopes[index]) }
    let whole = try PiecewiseLinearFunction(
      breakpoints: knots, values: values, leftSlope: slopes[0],
      rightSlope: slopes[slopes.count - 1])
    return whole.restricted(to: domain)
  }

  /// The fewest neurons, by trying all subsets: see `ReLUNetwork.shallow`.
  static func fewestNeurons(_ function: PiecewiseLinearFunction) -> Int {
    let slopes = function.pieces.map(\.slope)
    let changes = zip(slopes, slopes.dropFirst()).map { $1 - $0 }
    let sums = changes.reduce([slopes[0]] as Set<Rational>) { sums, change in
      sums.union(sums.map { $0 + change })
    }
    if sums.contains(0) { return changes.count }
    return function.domain == .wholeLine && changes.isEmpty ? 2 : changes.count + 1
  }

  @Test("All slopes −2…2 of up to four pieces, on an interval, rays and the line")
  func exhaustive() throws {
    let domains = [
      Interval.wholeLine, try Interval(-1, 4), try Interval(.finite(-1), .positiveInfinity),
      try Interval(.negativeInfinity, .finite(Rational(7, 2))),
    ]
    for index in 0..<780 {
      // The numbers with one to four digits in base 5.
      let length = index < 5 ? 1 : index < 30 ? 2 : index < 155 ? 3 : 4
      var rest = index - [0, 5, 30, 155][length - 1]
      var slopes: [Rational] = []
      for _ in 0..<length {
        slopes.append(Rational(rest % 5 - 2))
        rest /= 5
      }
      for domain in domains {
        let function = try Self.function(slopes: slopes, on: domain)
        let network = ReLUNetwork.shallow(function)
        #expect(network.architecture.neuronCount == Self.fewestNeurons(function))
        #expect(network.architecture.depth <= 1)
        for x in [-1, Rational(-1, 2), 0, Rational(1, 3), 1, Rational(3, 2), 2, 3] as [Rational] {
          #expect(network([x]) == [function(x)], "slopes \(slopes) on \(domain) at \(x)")
        }
      }
    }
  }

  @Test("The network has the function's pieces", arguments: [81, 82] as [UInt64])
  func piecesAgree(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for count in 2...24 {
      var x: Rational = NetworkSamples.rational(using: &generator)
      let samples = (0...count).map { _ in
        x += Rational(1 + generator.nextInt(below: 9), 1 + generator.nextInt(below: 5))
        return (x: x, y: NetworkSamples.rational(using: &generator))
      }
      let function = try PiecewiseLinearFunction(samples: samples)
      let network = ReLUNetwork.shallow(function)
      #expect(network.architecture.neuronCount <= function.pieceCount)
      let pieces = SlowPieceOracle.pieces(of: network, on: function.domain)
      #expect(pieces.breakpoints == function.breakpoints)
      #expect(pieces.slopes.map { $0[0] } == function.pieces.map(\.slope))
      #expect(pieces.intercepts.map { $0[0] } == function.pieces.map(\.intercept))
    }
  }

  @Test func interpolantGoesThroughItsSamples() throws {
    let samples = (0...10).map { (x: Rational($0, 10), y: Rational($0 * $0, 100)) }
    let interpolant = try ShallowInterpolant(samples: samples)
    for sample in samples { #expect(interpolant.network([sample.x]) == [sample.y]) }
    #expect(interpolant.network([Rational(1, 20)]) == [Rational(1, 200)])
    #expect(interpolant.largestGap == Rational(1, 10))
    #expect(interpolant.network.architecture.neuronCount == 10)
    #expect(interpolant.errorBound(lipschitzConstant: 2) == Rational(1, 10))
  }

  @Test("A tent of slope L between equal samples attains L · gap / 2")
  func errorBoundIsSharp() throws {
    let samples = [0, Rational(1, 3), 2].map { (x: $0 as Rational, y: 5 as Rational) }
    let interpolant = try ShallowInterpolant(samples: samples)
    let bound = interpolant.errorBound(lipschitzConstant: 3)
    #expect(bound == Rational(5, 2))
    let middle = Rational(7, 6)
    let tent = 5 + 3 * (middle - Rational(1, 3))
    #expect(tent - interpolant.network([middle])[0] == bound)
    #expect(interpolant.network.architecture.depth == 0)
  }

  @Test func gapCounts() throws {
    // theory.md D8: n = ⌈L/(2ε)⌉.
    let hundredth = Rational(1, 100)
    #expect(try ShallowInterpolant.gapCount(lipschitzConstant: 1, error: hundredth) == 50)
    #expect(try ShallowInterpolant.gapCount(lipschitzConstant: 2, error: hundredth) == 100)
    #expect(try ShallowInterpolant.gapCount(lipschitzConstant: 1, error: Rational(1, 8)) == 4)
    #expect(try ShallowInterpolant.gapCount(lipschitzConstant: 0, error: 1) == 1)
    #expect(throws: ConstructionError.notPositive(quantity: "the error", value: 0)) {
      try ShallowInterpolant.gapCount(lipschitzConstant: 1, error: 0)
    }
  }
}
