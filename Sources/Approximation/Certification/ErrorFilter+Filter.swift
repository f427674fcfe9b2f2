internal import ExactNumbers
internal import LinearPieces
internal import ReLUNetworks

/// The cells of a line where the error of a network may be largest, told from the others in doubles.
///
/// A scout walks over all cells and keeps the largest number that |f − network| is proved to reach.
/// A cell on which the error is proved to stay below that is negligible: exact numbers need not look
/// at it. Nothing else is decided here.
struct ErrorFilter {
  private let function: TargetError
  private let domain: RationalInterval
  /// sup |f − network| is at least this.
  private(set) var reached: Double
  private var window: CurveEstimate?
  /// How wide the next window shall be.
  private var width: Double

  /// A filter that knows of nothing but an error that is reached.
  init(_ function: TargetError, on domain: RationalInterval, reached: Rational) {
    self.function = function
    self.domain = domain
    self.reached = Double(reached) * (1 - 0x1p-50)
    width = Double(domain.width) / 256
  }

  /// Walks over a network's cells until it has enough.
  ///
  /// - Parameters:
  ///   - network: one input, one output.
  ///   - interval: the domain.
  ///   - ceiling: an error beyond which no larger one is looked for.
  ///   - pieceLimit: the most pieces to look at.
  ///   - isCancelled: asked now and then.
  /// - Throws: `PieceCountError.cancelled`.
  mutating func scout(
    _ network: ReLUNetwork, on interval: Interval, ceiling: Rational?, pieceLimit: Int,
    isCancelled: () -> Bool
  ) throws {
    let enough = ceiling.map { Double($0) * (1 + 0x1p-50) } ?? .infinity
    var pieces = 0
    do {
      try network.forEachCell(on: interval, isCancelled: isCancelled) { cell in
        pieces += cell.continuesPiece ? 0 : 1
        look(at: cell)
        if pieces > pieceLimit || reached > enough { throw Done() }
      }
    } catch is Done {}
  }

  private struct Done: Error {}

  /// Takes in what the error reaches on a cell.
  private mutating func look(at cell: LineCell) {
    guard let curve = curve(around: cell) else { return }
    let bounds = curve.bounds(cell)
    guard bounds.upper > reached else { return }
    if bounds.lower > reached { reached = bounds.lower }
    if let peak = curve.peak(cell), peak > reached { reached = peak }
  }

  /// Whether the error on a cell is proved to stay below what it reaches elsewhere.
  mutating func isNegligible(_ cell: LineCell) -> Bool {
    curve(around: cell).map { $0.bounds(cell).upper < reached } ?? false
  }

  /// A window around a cell, the last one as long as it will do.
  private mutating func curve(around cell: LineCell) -> CurveEstimate? {
    if let window, window.contains(cell) { return window }
    let cellWidth = cell.end.position - cell.start.position
    let left = cell.start.position - 2 * cell.start.error - 0x1p-40 * width
    let right = max(left + width, cell.end.position + 2 * cell.end.error + 0x1p-40 * width)
    window = CurveEstimate(function, on: domain, from: left, to: right)
    guard let window, window.contains(cell) else { return nil }
    adapt(to: window, least: Self.cellsPerWindow * cellWidth)
    return window
  }

  /// Narrows the windows to come until a parabola is close enough to f, and widens them as long as it
  /// is.
  private mutating func adapt(to window: CurveEstimate, least: Double) {
    let wanted = reached * Self.closeness
    if window.remainder > wanted, width > 2 * least {
      width /= 2
    } else if 16 * window.remainder < wanted {
      width *= 2
    }
  }

  /// The remainder that is wanted, as a part of the error that is reached.
  private static let closeness = 0x1p-12
  /// Fewer cells are not worth a window's enclosures.
  private static let cellsPerWindow = 64.0
}
