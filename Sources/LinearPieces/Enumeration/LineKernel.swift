internal import ExactNumbers

/// The arithmetic that a search over the cells of a line stands on.
///
/// A network of one input t is searched depth first: on a cell of the line every neuron of the
/// layers so far is active or not, so the next layer's pre-activations are affine in t. A kernel
/// holds these affine maps, one a layer of the current path, and answers the questions that the
/// search asks of them, exactly: `WordKernel` in machine integers, `FilteredKernel` in double with a
/// proved bound and exact integers behind it.
///
/// Layer 0 is the input itself (one neuron, always active), layers 1…depth are the hidden ones,
/// layer depth + 1 is the output.
protocol LineKernel: AnyObject {
  /// A point of the line, stored as what defines it: an end of the domain, or the zero of a neuron
  /// on the current path.
  associatedtype Cut

  /// Neurons of layers 0…depth.
  var widths: [Int] { get }
  /// The left end of the domain, maybe infinite.
  var lowerEnd: Cut { get }
  /// The right end of the domain, maybe infinite.
  var upperEnd: Cut { get }

  /// Computes the affine map of `layer`'s pre-activations (or the output) on a cell.
  ///
  /// - Parameters:
  ///   - layer: 1…depth + 1.
  ///   - active: bit set of the active neurons of `layer - 1`.
  func enter(_ layer: Int, active: UnsafePointer<UInt64>)

  /// Writes the neurons of `layer` that are positive, and negative, at `cut`; zero is neither.
  func signs(
    of layer: Int, at cut: Cut,
    positive: UnsafeMutablePointer<UInt64>, negative: UnsafeMutablePointer<UInt64>)

  /// The zeros of some neurons of `layer` that lie inside its cell, in ascending order.
  func zeros(of layer: Int, neurons: UnsafePointer<UInt64>, into cuts: inout [PlacedCut<Cut>])

  /// Whether the output's slope on the cell just entered differs from the one entered before it.
  ///
  /// - Parameters:
  ///   - change: the layer whose zero separates the two cells.
  ///   - active: active neurons on the new cell, by layer.
  ///   - prior: active neurons on the cell before, by layer, for layers from `change` on.
  /// - Returns: true iff some output's slope differs.
  func outputBends(
    since change: Int, active: (Int) -> UnsafePointer<UInt64>,
    prior: (Int) -> UnsafePointer<UInt64>
  ) -> Bool

  /// The exact position of a cut of the current path.
  func position(of cut: Cut) -> ExtendedRational
  /// The exact affine map of the output on the current cell: slope and intercept of each output.
  func outputMap() -> OutputMap

  /// The position of a cut of the current path, about.
  func positionEstimate(of cut: Cut) -> PointEstimate
  /// The affine map of one output on the current cell, about.
  func outputEstimate(_ output: Int) -> MapEstimate
}

/// A zero inside a cell with the neuron that vanishes there.
struct PlacedCut<Cut> {
  let cut: Cut
  let neuron: Int
  /// Whether it lies at the same point as the one before it in the list.
  var joinsPrevious: Bool
}

/// The output on one cell: y = slopes · t + intercepts.
struct OutputMap: Hashable, Sendable {
  let slopes: [Rational]
  let intercepts: [Rational]
}
