/// How much a fold may hold and do, and how soon it gives up.
struct RegionFoldLimit: Sendable {
  /// No more numbers are held at the vertices of a layer's distinct cells.
  let values: Int
  /// No more exact products are made, by a rough account, but `productsPerCell` for each cell counted;
  /// nil: as many as it takes.
  let products: Int?

  /// Distinct images without two that coincide before a fold gives up that was not asked for.
  static let trial = 16
  /// A search takes about as long for a cell as a fold for some times as many products, and visits all
  /// cells that a fold has counted.
  static let productsPerCell = 20

  /// The limit of a fold that was asked for.
  static let forced = RegionFoldLimit(values: 4_000_000, products: nil)

  /// The limit of a fold that a search tries on its way.
  ///
  /// - Parameter attempt: 0, 1, …; each is made after 16 times as many regions as the one before.
  /// - Returns: the limit, whose products take about half a second at first.
  static func attempt(_ attempt: Int) -> RegionFoldLimit {
    RegionFoldLimit(values: forced.values, products: 8_000_000 << (4 * attempt))
  }
}
