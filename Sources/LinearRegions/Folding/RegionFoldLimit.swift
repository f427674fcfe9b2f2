/// How much a fold may hold and do, and how soon it gives up.
struct RegionFoldLimit: Sendable {
  /// No more numbers are held at the vertices of a layer's distinct cells.
  let values: Int
  /// No more exact products are made, by a rough account, but `productsPerCell` for each cell counted;
  /// nil: as many as it takes.
  let products: Int?
  /// So many images without two that coincide, and one more, and a fold gives up that was not asked for.
  let trial: Int

  /// A search takes about as long for a cell as a fold for some times as many products, and visits all
  /// cells that a fold has counted.
  static let productsPerCell = 20

  /// The limit of a fold that was asked for.
  static let forced = RegionFoldLimit(values: 4_000_000, products: nil, trial: 0)

  /// How often a search tries a fold on its way.
  static let attempts = 3

  /// The limit of a fold that a search tries on its way.
  ///
  /// A network that folds each coordinate has three kinds of intervals on it, the two ends among them, and so 3ⁿ kinds
  /// of cells. As many are looked at, but of more than three inputs only in the last attempt, and of more than six no
  /// more than of six, since exact cuts take so long there.
  ///
  /// - Parameters:
  ///   - attempt: 0, 1, …; each is made after 16 times as many regions as the one before.
  ///   - inputs: of the network.
  /// - Returns: the limit, whose products take about half a second at first.
  static func attempt(_ attempt: Int, inputs: Int) -> RegionFoldLimit {
    let folded = min(inputs, attempt < attempts - 1 ? 3 : 6)
    return RegionFoldLimit(
      values: forced.values, products: 8_000_000 << (4 * attempt),
      trial: max(16, (0..<folded).reduce(1) { kinds, _ in 3 * kinds }))
  }
}
