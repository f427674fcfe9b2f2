public import ExactNumbers
internal import ReLUNetworks

extension ApproximationNetwork {
  /// A Lipschitz function of two variables by hat functions on a triangulated grid.
  ///
  /// The cells are chosen so that each side gives half of the error: L h ≤ E, or L h ≤ 2E where the
  /// function does not depend on the other variable (see ``TriangulatedGrid/errorBound(constants:)``).
  ///
  /// - Parameters:
  ///   - box: two bounded intervals.
  ///   - constants: L₁ and L₂ with |f(p) − f(q)| ≤ L₁ |p₁ − q₁| + L₂ |p₂ − q₂|, which is not checked.
  ///   - error: the greatest sup error, above 0.
  ///   - value: f at a point.
  /// - Returns: the network of two hidden layers, exact at the nodes.
  /// - Throws: ``ApproximationError`` for a bad box or error, or too many nodes.
  /// - Precondition: two constants, each at least 0.
  public static func lipschitz(
    on box: [Interval], constants: [Rational], error: Rational, value: ([Rational]) -> Rational
  ) throws(ApproximationError) -> ApproximationNetwork {
    precondition(
      constants.count == 2 && constants.allSatisfy { $0.sign != .negative },
      "Lipschitz constants \(constants)")
    guard error.sign == .positive else { throw .errorNotPositive(error) }
    guard box.count == 2 else { throw .intervalCountMismatch(expected: 2, received: box.count) }
    let sides = constants.count { $0.sign == .positive }
    var cells: [Int] = []
    for (interval, constant) in zip(box, constants) {
      guard let ends = RationalInterval(interval) else { throw .unboundedDomain(interval) }
      let share = Rational(sides == 1 ? 2 : 1) * error
      let count = max(1, (constant * ends.width / share).ceiling)
      guard count <= Integer(TriangulatedGrid.nodeLimit), let count = Int(exactly: count) else {
        throw .tooLarge(quantity: "neurons", limit: TriangulatedGrid.nodeLimit)
      }
      cells.append(count)
    }
    let grid = try TriangulatedGrid(box: box, cells: cells, value: value)
    return ApproximationNetwork(
      network: grid.network, scheme: "hat functions on a grid of \(cells[0]) × \(cells[1]) cells",
      domain: box, errorBound: grid.errorBound(constants: constants))
  }
}
