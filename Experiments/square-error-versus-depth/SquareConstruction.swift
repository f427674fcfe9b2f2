internal import Approximation
internal import ExactNumbers
internal import ReLUNetworks

/// A way to build a network for x² on [0, 1], and its size.
enum SquareConstruction: Hashable, Sendable {
  /// Yarotsky's interpolant of 2^m cells, three neurons a layer.
  case sawtooth(levels: Int)
  /// The same with its skip connections, two neurons a layer.
  case skipConnected(levels: Int)
  /// Shifted radix layers of radix 2.
  case radixTwo(levels: Int)
  /// Shifted radix layers with the fewest neurons for an error.
  case bestRadices(error: Rational)
  /// One hidden layer, the best one: equal cells, shifted.
  case shallow(cells: Int)

  /// The name in the table.
  var name: String {
    switch self {
    case .sawtooth: "sawtooth"
    case .skipConnected: "sawtooth_skip"
    case .radixTwo: "radix_2"
    case .bestRadices: "best_radices"
    case .shallow: "shallow"
    }
  }

  /// The error that was asked for, where one was.
  var requestedError: Rational? {
    guard case .bestRadices(let error) = self else { return nil }
    return error
  }

  /// Whether the interpolant is moved down by half of its error.
  var isShifted: Bool {
    switch self {
    case .sawtooth, .skipConnected: false
    case .radixTwo, .bestRadices, .shallow: true
    }
  }

  /// The levels of the networks of radix 2: 2^200 cells make the error 2^−403.
  private static let levels = Array(1...16) + [20, 26, 33, 40, 50, 66, 83, 100, 133, 166, 200]
  /// The errors of the best radices: powers of ten, and the one of 2^200 cells.
  private static let errors =
    ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100].map {
      Rational(1, 10).power($0)
    } + [Rational(1, 2).power(403)])
  private static let cells = [1, 2, 3, 4, 5, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256, 354, 512]

  static let all: [SquareConstruction] =
    levels.map { .sawtooth(levels: $0) } + levels.map { .skipConnected(levels: $0) }
    + levels.map { .radixTwo(levels: $0) } + errors.map { .bestRadices(error: $0) }
    + cells.map { .shallow(cells: $0) }

  /// The network, without skip connections, and the error that its construction proves.
  func approximation() throws -> ApproximationNetwork {
    switch self {
    case .sawtooth(let levels), .skipConnected(let levels):
      return try .sawtoothSquare(on: .unit, levels: levels)
    case .radixTwo(let levels):
      return try .square(on: .unit, radices: [Int](repeating: 2, count: levels))
    case .bestRadices(let error): return try .square(on: .unit, error: error)
    case .shallow(let cells): return try .square(on: .unit, radices: cells > 1 ? [cells] : [])
    }
  }

  /// The radices of a network's layers, told from its widths: the first and the last layer have
  /// k neurons, those between k + 1; the sawtooth has three for its radix 2.
  func radices(of architecture: Architecture) -> [Int] {
    let widths = architecture.hiddenWidths
    switch self {
    case .sawtooth, .skipConnected: return widths.map { _ in 2 }
    case .radixTwo, .bestRadices, .shallow:
      return widths.indices.map { index in
        index == 0 || index == widths.count - 1 ? widths[index] : widths[index] - 1
      }
    }
  }
}
