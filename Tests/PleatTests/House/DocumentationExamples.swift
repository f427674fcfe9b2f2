// swift-format-ignore-file
// Each body is the text of a page, to the letter.
import Approximation
import Constructions
import ExactNumbers
import ExpressivityBounds
import HyperplaneArrangements
import LinearPieces
import LinearRegions
import PiecewiseLinear
import ReLUNetworks

/// The Swift examples of the README and the guides as code that is compiled and run.
///
/// A body stands between two marks, the first of which names the page.
enum DocumentationExamples {
  typealias Print = (Any...) -> Void

  /// In the order of the bodies below.
  static var all: [(Print) throws -> Void] {
    [
      readme, exactNumbers, piecewiseLinear, boundsOfWidths, countingPieces, countingRegions,
      arrangements, approximating,
    ]
  }

  static func readme(_ print: Print) throws {
    // Begin README.md
    let zigzag = try ReLUNetwork.zigzag(width: 3, depth: 4)
    print(try zigzag.pieceCounts(on: .unit).linearPieces ?? 0)  // Prints "256"
    print(try maximumPieceCount(forWidths: [1, 3, 3, 3, 3]) ?? 0)  // Prints "256"
    print(zigzag([Rational(1, 1000)])[0])  // Prints "599/2000"

    let function = try zigzag.piecewiseLinearFunction(on: .unit)
    let shallow = ReLUNetwork.shallow(function)
    print(zigzag.architecture.neuronCount, shallow.architecture.neuronCount)  // Prints "12 256"

    let deep = try ReLUNetwork.zigzag(width: 10, depth: 1000).pieceCounts(on: .unit)
    print(deep.linearPieces == Integer(11).power(1000))  // Prints "true"
    // End
  }

  static func exactNumbers(_ print: Print) throws {
    // Begin Docs/exact-numbers.md
    let third = Rational(1, 3)
    print(third + third + third == 1)                        // true
    print(try Rational(text: "0.1") * 3)                     // 3/10
    print(Rational(exactly: 0.1) ?? 0)                       // 3602879701896397/36028797018963968
    print(Double(third))                                     // 0.3333333333333333
    print(Integer(11).power(1000).description.count)         // 1042
    print(Rational.simplest(between: third, and: Rational(2, 5)))   // 3/8
    // End
  }

  static func piecewiseLinear(_ print: Print) throws {
    // Begin Docs/piecewise-linear.md
    let tent = try PiecewiseLinearFunction(samples: [(0, 0), (Rational(1, 2), 1), (1, 0)])
    let sawtooth = tent.composed(after: tent).composed(after: tent)
    print(sawtooth.pieceCount)  // Prints "8"
    print(sawtooth(Rational(1, 3)))  // Prints "2/3"
    let half = PiecewiseLinearFunction.constant(Rational(1, 2), on: .unit)
    let distance = sawtooth.maximumDistance(to: half, on: .unit)
    print(distance.value, distance.point)  // Prints "1/2 0"
    // End
  }

  static func boundsOfWidths(_ print: Print) throws {
    // Begin Docs/bounds.md
    let widths = try Widths([1, 3, 3])
    print(widths.serra2018Bound())  // Prints "16"
    for bound in try bounds(forWidths: [2, 8, 8]) where bound.direction == .lower {
      print(bound.name, bound.value)
    }
    // End
  }

  static func countingPieces(_ print: Print) throws {
    // Begin Docs/counting-pieces.md
    let bump = try ReLUNetwork.hat(left: 0, peak: 1, right: 2)
    try bump.forEachLinearPiece(on: .wholeLine) { piece in
      print(piece.domain, piece.slopes[0], piece.intercepts[0])
    }
    // Prints "-inf,0 0 0"
    // Prints "0,1 1 0"
    // Prints "1,2 -1 2"
    // Prints "2,inf 0 0"
    try bump.forEachActivationChange(on: .wholeLine) { change in
      print(change.position, change.layer, change.isBreakpoint)
    }
    // Prints "0 1 true"
    // Prints "1 1 true"
    // Prints "2 1 true"
    let counts = try bump.pieceCounts(on: .wholeLine, PieceCountRequest(counts: [.affineFunctions]))
    print(counts.affineFunctions ?? 0)  // Prints "3"
    // End
  }

  static func countingRegions(_ print: Print) throws {
    // Begin Docs/counting-regions.md
    let quadrant = try ReLUNetwork(
      hidden: [
        AffineMap(weights: [[1, 0], [-1, 0], [1, -1]], biases: [0, 0, 0]),
        AffineMap(weights: [[1, -1, -1]], biases: [0]),
      ],
      output: AffineMap(weights: [[1]], biases: [0]))
    try quadrant.forEachActivationRegion(in: [Interval(-2, 2), Interval(-2, 2)]) { region in
      print(region.pattern, region.area ?? 0, region.affineMap.row(0))
    }
    // Prints "101|1 2 [0, 1]"
    // Prints "101|0 4 [0, 0]"
    // Prints "100|1 2 [1, 0]"
    // Prints "011|0 2 [0, 0]"
    // Prints "010|0 6 [0, 0]"
    let counts = try quadrant.regionCounts(in: [.wholeLine, .wholeLine])
    print(counts.activationRegions ?? 0, counts.linearRegions ?? 0)  // Prints "5 3"
    // End
  }

  static func arrangements(_ print: Print) throws {
    // Begin Docs/arrangements.md
    let lines = try HyperplaneArrangement(normals: [[1, 0], [0, 1], [1, 1]], offsets: [0, 0, 1])
    let counts = try lines.counts()
    print(counts.regions, counts.characteristicPolynomial ?? [])  // Prints "7 [3, -3, 1]"
    print(lines.flatCounts() ?? [])  // Prints "[1, 3, 3]"
    let triangle = try ConvexDomain(vertices: [[-1, -1], [2, 0], [0, 2]])
    print(try lines.regionCount(in: triangle))  // Prints "7"
    let layer = try HyperplaneArrangement(
      neurons: [[1, 2], [-2, -4], [0, 0]], biases: [0, 0, 1], inputs: 2)
    print(try layer.regionCount(in: [.unit, .wholeLine]))  // Prints "2"
    // End
  }

  static func approximating(_ print: Print) throws {
    // Begin Docs/approximating.md
    /// exp(−x²).
    struct Gaussian: CertifiedFunction {
      var name: String { "gaussian" }

      func enclosure(
        on x: RationalInterval, derivative order: Int, bits: Int
      ) -> RationalInterval? {
        let exp = ElementaryFunction.exp
        guard let value = exp.enclosure(on: -x.squared, derivative: 0, bits: bits + 8)
        else { return nil }
        switch order {
        case 0: return value
        case 1: return x * value * -2
        default: return (x.squared * 4 - 2) * value
        }
      }
    }

    let target = ApproximationTarget(Gaussian())
    let request = try ApproximationRequest(
      target, on: [Interval(-1, 2)], demand: .error(Rational(1, 100)))
    let plan = try ApproximationPlan(request)
    let error = try plan.network.network.supError(against: target, on: request.domain)
    print(plan.scheme.rawValue, plan.network.neuronCount)  // Prints "shallow 7"
    print(error.isComplete && error.upper <= Rational(1, 100))  // Prints "true"
    // End
  }
}
