public import ExactNumbers
public import ReLUNetworks

/// A two-level lattice: the maximum over groups of the minimum of each group's affine functions.
///
/// Every continuous piecewise-linear function of any number of variables is of this form.
public struct TwoLevelLattice: Hashable, Sendable {
  /// The groups; the rows of each map are its affine functions.
  public let groups: [AffineMap]

  /// Makes a lattice from its affine functions.
  ///
  /// - Parameter groups: at least one, each with at least one row, all of the same inputs.
  /// - Throws: ``ConstructionError`` for no group, an empty group or different inputs.
  public init(groups: [AffineMap]) throws(ConstructionError) {
    guard let first = groups.first else {
      throw .tooFew(items: "groups", minimum: 1, received: 0)
    }
    try ConstructionSizes.require("the number of inputs", first.inputDimension, atLeast: 1)
    for (index, group) in groups.enumerated() {
      try ConstructionSizes.require(
        "the size of group \(index + 1)", group.outputDimension, atLeast: 1)
      guard group.inputDimension == first.inputDimension else {
        throw .dimensionMismatch(
          item: "group", index: index + 1, expected: first.inputDimension,
          received: group.inputDimension)
      }
    }
    self.groups = groups
  }

  /// A random lattice, exactly the same on every machine.
  ///
  /// All coefficients and offsets are multiples of 2⁻¹⁵ in [−1, 1), drawn by
  /// `SplitMix64.nextDyadic(bits: 16)`: group by group, the rows' coefficients, then the offsets.
  ///
  /// - Parameters:
  ///   - inputs: the number of variables, at least 1.
  ///   - groups: the number of groups, at least 1.
  ///   - perGroup: the affine functions of each group, at least 1.
  ///   - seed: the seed of the generator.
  /// - Returns: the lattice.
  /// - Throws: ``ConstructionError`` where a size is below 1 or the numbers are too many.
  public static func random(
    inputs: Int, groups: Int, perGroup: Int, seed: UInt64
  ) throws(ConstructionError) -> TwoLevelLattice {
    try ConstructionSizes.require("the number of inputs", inputs, atLeast: 1)
    try ConstructionSizes.require("the number of groups", groups, atLeast: 1)
    try ConstructionSizes.require("the size of a group", perGroup, atLeast: 1)
    // Both products fit once each is checked; the second is the number of functions.
    try ConstructionSizes.requireParameters(widths: [groups, perGroup])
    try ConstructionSizes.requireParameters(widths: [inputs, groups * perGroup])
    var generator = SplitMix64(seed: seed)
    return try TwoLevelLattice(
      groups: (0..<groups).map { _ in
        AffineMap(
          outputDimension: perGroup, inputDimension: inputs,
          weights: (0..<perGroup * inputs).map { _ in generator.nextDyadic(bits: 16) },
          biases: (0..<perGroup).map { _ in generator.nextDyadic(bits: 16) })
      })
  }

  /// The lattice's value by definition.
  ///
  /// - Parameter point: one coordinate an input.
  /// - Returns: max over groups of min over the group's functions.
  /// - Precondition: the point has as many coordinates as the maps have inputs.
  public func callAsFunction(_ point: [Rational]) -> Rational {
    let minima = groups.compactMap { $0(point).min() }
    return minima.dropFirst().reduce(minima[0]) { max($0, $1) }
  }
}
