public import ExactNumbers

extension HyperplaneArrangement {
  /// Counts the regions and finds the characteristic polynomial, without visiting a region.
  ///
  /// - Parameter request: the method, cores, and when to stop.
  /// - Returns: the counts; a lower bound if it was stopped.
  /// - Throws: `ArrangementError.finiteField(reason:)` where that method was asked for and cannot
  ///   be used.
  /// - Complexity: at most one step a region, O(m²) fewer for each plane; far fewer where
  ///   restrictions coincide.
  /// - Source: Zaslavsky 1975 (Facing up to arrangements), Theorems A and C; Athanasiadis 1996,
  ///   Theorem 2.2, for the finite-field method.
  public func counts(
    _ request: CountRequest = CountRequest()
  ) throws(ArrangementError) -> ArrangementCounts {
    try WhitneyNumbers(self, request).counts()
  }

  /// The number of regions.
  ///
  /// - Complexity: as `counts(_:)`.
  public var regionCount: Integer {
    get throws(ArrangementError) { try counts().regions }
  }
}
