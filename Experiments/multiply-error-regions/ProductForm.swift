internal import Approximation
internal import ExactNumbers

/// A way to build a network for xy from interpolated squares.
enum ProductForm: Hashable, Sendable {
  /// D, the difference of two squares.
  case twoSquares
  /// Three squares; see `ThreeSquaresForm`.
  case threeSquares(ThreeSquaresForm)

  static let all: [ProductForm] =
    [.twoSquares] + ThreeSquaresForm.allCases.map { .threeSquares($0) }

  /// The name in the table.
  var name: String {
    switch self {
    case .twoSquares: "two_squares"
    case .threeSquares(.sameGrid): "three_squares_same_grid"
    case .threeSquares(.finerSum): "three_squares_finer_sum"
    case .threeSquares(.commonScale): "three_squares_common_scale"
    }
  }

  /// The least and the greatest network − xy, in units of δ = 4^−(m+1).
  var errorUnits: ClosedRange<Int> {
    switch self {
    case .twoSquares: -1...1
    case .threeSquares(.sameGrid): -1...2
    case .threeSquares(.finerSum): -1...0
    case .threeSquares(.commonScale): -4...0
    }
  }

  /// The greatest value of the network where x = 0 or y = 0, in the same units.
  var axisUnits: Int { self == .threeSquares(.sameGrid) ? 2 : 0 }

  /// The linear regions on [0, 1]², for m ≥ 1.
  ///
  /// D: diamonds of side 2/N cut off at the boundary. The others: squares of side 1/2^m, or 2/2^m,
  /// cut by falling diagonals.
  private func regionCount(levels: Int) -> Integer {
    let cells = Integer(2).power(levels)
    switch self {
    case .twoSquares: return cells * cells / 2 + cells
    case .threeSquares(.sameGrid): return 3 * cells * cells / 2
    case .threeSquares(.finerSum): return 2 * cells * cells
    case .threeSquares(.commonScale): return cells * cells / 2
    }
  }

  /// The linear regions: D on [−1, 1]² has the picture of twice the cells, the others have that of
  /// [0, 1]² in each quadrant, turned.
  func regionCount(levels: Int, isSymmetric: Bool) -> Integer {
    guard isSymmetric else { return regionCount(levels: levels) }
    return self == .twoSquares
      ? regionCount(levels: levels + 1) : 4 * regionCount(levels: levels)
  }

  /// The network whose squares have m levels on [0, 1].
  func approximation(levels: Int, on domain: [Interval]) throws -> ApproximationNetwork {
    switch self {
    case .twoSquares:
      // On [−1, 1]² the squares run over twice the length.
      let doublings = levels + (domain[0] == .unit ? 0 : 1)
      return try .product(on: domain, radices: [Int](repeating: 2, count: doublings))
    case .threeSquares(let form): return try .threeSquares(on: domain, levels: levels, form: form)
    }
  }
}

/// A network for xy that is built, counted and certified.
enum ProductCase: Hashable, Sendable {
  /// A form with m levels a square, on [0, 1]² or [−1, 1]².
  case form(ProductForm, levels: Int, isSymmetric: Bool)
  /// Yarotsky's layers of width 6 for the two squares, on [−1, 1]².
  case sawtooth(levels: Int)
  /// The two squares with the fewest neurons for an error, on [0, 1]².
  case bestRadices(error: Rational)

  static let all: [ProductCase] =
    ProductForm.all.flatMap { form in
      (1...5).map { .form(form, levels: $0, isSymmetric: false) }
    }
    + ProductForm.all.flatMap { form in
      (1...4).map { .form(form, levels: $0, isSymmetric: true) }
    }
    + (1...4).map { .sawtooth(levels: $0) }
    + (1...12).map { .bestRadices(error: Rational(1, 10).power($0)) }

  /// The name in the table.
  var name: String {
    switch self {
    case .form(let form, _, _): form.name
    case .sawtooth: "two_squares_sawtooth"
    case .bestRadices: "two_squares_best_radices"
    }
  }

  /// m, where the radices are 2.
  var levels: Int? {
    switch self {
    case .form(_, let levels, _), .sawtooth(let levels): levels
    case .bestRadices: nil
    }
  }

  /// The error that was asked for, where one was.
  var requestedError: Rational? {
    guard case .bestRadices(let error) = self else { return nil }
    return error
  }

  var isSymmetric: Bool {
    switch self {
    case .form(_, _, let isSymmetric): isSymmetric
    case .sawtooth: true
    case .bestRadices: false
    }
  }

  func domain() throws -> [Interval] {
    let side = isSymmetric ? try Interval(-1, 1) : .unit
    return [side, side]
  }

  func approximation() throws -> ApproximationNetwork {
    switch self {
    case .form(let form, let levels, _):
      return try form.approximation(levels: levels, on: try domain())
    case .sawtooth(let levels): return try .sawtoothProduct(bound: 1, levels: levels)
    case .bestRadices(let error): return try .product(on: try domain(), error: error)
    }
  }

  /// What the theory says of the error's range in units of 4^−(m+1), and of the regions.
  var theory: (units: ClosedRange<Int>, axisUnits: Int, regions: Integer)? {
    switch self {
    case .form(let form, let levels, let isSymmetric):
      (
        form.errorUnits, form.axisUnits,
        form.regionCount(levels: levels, isSymmetric: isSymmetric)
      )
    case .sawtooth(let levels):
      (
        ProductForm.twoSquares.errorUnits, 0,
        ProductForm.twoSquares.regionCount(levels: levels, isSymmetric: true)
      )
    case .bestRadices: nil
    }
  }
}
