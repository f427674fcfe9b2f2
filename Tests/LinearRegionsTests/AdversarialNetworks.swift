import Constructions
import ExactNumbers
import ReLUNetworks

/// Networks on which rounding or carelessness miscounts.
enum AdversarialNetworks {
  /// A network with its name.
  struct Example: Sendable, CustomStringConvertible {
    let name: String
    let text: String

    init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }

    var description: String { name }
  }

  /// Lines through one point in directions that no two of them share, as neurons.
  static func pencil(_ count: Int, x: Rational, y: Rational) -> AffineMap {
    let normals = (0..<count).map { index -> [Rational] in
      index == 0 ? [1, 0] : [Rational(index - count / 2, 3), Rational(index)]
    }
    return AffineMap(
      outputDimension: count, inputDimension: 2, weights: Array(normals.joined()),
      biases: normals.map { -($0[0] * x + $0[1] * y) })
  }

  /// A row that adds up neurons with weights 1, 2, 3, …, so that no two kinks cancel.
  static func sum(of count: Int) -> AffineMap {
    AffineMap(
      outputDimension: 1, inputDimension: count, weights: (1...count).map { Rational($0) },
      biases: [0])
  }

  /// Folds of each coordinate, then lines through (1/3, 1/7).
  static func folded(by fold: ReLUNetwork, lines: Int) throws -> ReLUNetwork {
    let form = fold.directSum(fold).standardForm
    let last = pencil(lines, x: Rational(1, 3), y: Rational(1, 7)).composed(after: form.output)
    return try ReLUNetwork(hidden: form.hidden + [last], output: sum(of: lines))
  }

  /// Small networks, each with one trap; the oracle knows their counts.
  static let small =
    coinciding + vanishing + slivers + [
      Example("no hidden layer", "1 2 3"),
      Example("no hidden layer, two outputs", "1 2 3; 0 0 1"),
      Example("constant neurons", "0 0 1; 0 0 -1; 0 0 0 | 1 1 1 0"),
      Example("all outputs zero", "1 0 0; 0 1 0 | 0 0 0"),
      Example("a kink cancels", "1 0 -1; 1 0 -1; 2 0 -2; 0 1 0 | 1 1 -1 1 0"),
      Example(
        "a kink cancels on one side of another line",
        "1 0 0; -1 0 0; 0 1 0 | 1 0 1 0; 0 1 1 0; 1 1 0 0 | 1 -1 1 0"),
      Example(
        "x is carried to the last layer and cut again",
        "1 0 0; -1 0 0; 0 1 0; 0 -1 0 | 1 -1 0 0 0; 0 0 1 -1 0; 1 -1 1 -1 0 | 1 2 3 0"),
      Example("a wide bend", "1 0 0; 0 1 0 | 1 -1 0; -1 1 0; 1 1 -1 | 1 1 -2 0"),
      Example(
        "three concurrent bends", "1 1 0; 1 -1 0; -1 0 1/3 | 1 1 -1 0; 1 -1 0 0; 2 0 -1 0 | 1 1 1 0"
      ),
    ]

  /// Neurons that are copies, multiples or negatives of others, in one layer or the next.
  private static let coinciding = [
    Example("duplicates", "1 2 3; 1 2 3; 1 2 3; 2 -1 0 | 1 1 1 1 0"),
    Example("scaled", "1 2 3; 2 4 6; 1/3 2/3 1; 2 -1 0 | 1 1 1 1 0"),
    Example("negated", "1 2 3; -1 -2 -3; -2 -4 -6; 2 -1 0 | 1 1 1 1 0"),
    Example("negated and cancelled", "1 2 3; -1 -2 -3; 2 -1 0 | 1 -1 1 0"),
    Example("parallel", "1 2 3; 1 2 2; -1 -2 -1 | 1 1 1 0"),
    Example("lines through (1/3, 1/7)", "3 0 -1; 0 7 -1; 3 7 -2; 3 -7 0; 6 7 -3 | 1 1 1 1 1 0"),
    Example(
      "duplicates in a later layer",
      "1 0 0; -1 0 0; 0 1 0; 0 -1 0 | 1 -1 0 0 0; 2 -2 0 0 0; -1 1 0 0 0; 0 0 1 -1 0 | 1 1 1 1 0"),
    Example(
      "a later layer meets a vertex of the first",
      "1 0 0; 0 1 0; 1 1 0 | 1 1 -1 0; 1 -1 0 0; -1 0 1 0 | 1 1 1 0"),
    Example("twins in every layer", "1 0 0; 1 0 0 | 1 -1 0; 1 1 -1; 1 1 -1 | 1 1 -2 0"),
  ]

  /// Neurons that are identically zero on a region.
  private static let vanishing = [
    Example("zero on a half-plane", "1 0 0; 0 1 0 | 1 0 0; -1 0 0; 0 1 0 | 1 1 1 0"),
    Example("zero on a quadrant", "1 0 0; 0 1 0 | 1 1 0; 1 -1 0; -1 -1 0 | 1 1 1 0"),
    Example(
      "zero by cancellation on a strip",
      "1 0 0; 1 0 -1; 0 1 0 | 1 -1 0 -1; -1 1 0 1; 1 -1 1 -1 | 1 1 1 0"),
    Example("a dead layer", "1 0 0; 0 1 0 | -1 -1 -1; -1 0 0 | 1 1 0"),
    Example("a dead layer in the middle", "1 2 0; 2 -1 0 | -1 0 0; 0 -1 0 | 1 1 1; 1 -1 0 | 1 1 0"),
    Example("an empty set behind a zero bias", "0 0 -1; 1 0 0 | 1 0 0; -1 0 0; 0 1 -1 | 1 1 1 0"),
    Example(
      "zero, then positive by a bias", "1 0 0; 0 1 0 | 1 -1 0; -1 1 0 | 1 1 0; -1 -1 1 | 1 1 0"),
  ]

  /// Regions of width 2⁻³⁰ and 2⁻⁶⁰, between lines that are parallel or nearly so.
  private static let slivers = [30, 60].flatMap { bits in
    let width = Rational(1, Integer.one << bits)
    return [
      Example("strip of width 2^-\(bits)", "1 0 0; 1 0 -\(width); 0 1 0 | 1 1 1 0"),
      Example("wedge of slope 2^-\(bits)", "0 1 0; \(-width) 1 0; 1 0 -1 | 1 1 1 0"),
      Example("strip cut lengthwise", "1 0 0; 1 0 -\(width) | 1 -3 0; 2 -2 -\(width) | 1 1 0"),
      Example(
        "triangle of side 2^-\(bits)",
        "1 0 -1/3; 0 1 -1/7; -1 -1 \(Rational(10, 21) + width) | 1 1 1 0"),
      Example("nearly concurrent", "3 0 -1; 0 7 -1; 3 7 -2; 3 -7 \(width) | 1 1 1 1 0"),
    ]
  }

  /// Domains with and without ends.
  static let domains = [
    ["-inf,inf", "-inf,inf"], ["-1,1", "-1,1"], ["0,inf", "-inf,inf"], ["-inf,1/3", "1/7,inf"],
    ["-2,inf", "-1,2"], ["0,1", "-inf,0"],
  ]

  /// Domains of extreme size or place.
  static let extremeDomains = [
    ["0x0p0,0x1p-1074", "0x0p0,0x1p-1074"], ["-0x1p1023,0x1p1023", "-0x1p1023,0x1p1023"],
    ["-0x1p-1074,0x1p1023", "-0x1p-60,0x1p-60"],
    ["0x1p1023,0x1.8p1023", "-0x1p1023,-0x1p1022"], ["-1e-400,1e400", "-1e400,1e-400"],
  ]
}
