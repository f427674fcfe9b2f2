internal import ExactNumbers

/// The widths of an architecture: inputs, then the hidden layers; the output width is left out.
///
/// Depth is the number of hidden layers. The output width plays no part in any bound: a linear
/// read-out can cancel kinks but not make them, and one output with generic weights keeps all.
public struct Widths: Hashable, Sendable {
  /// The number of inputs n₀.
  public let inputs: Int
  /// The widths n₁, …, n_L of the hidden layers.
  public let hidden: [Int]

  /// The most neurons, and the most inputs, that bounds are computed for.
  public static let neuronLimit = 1_000_000

  /// Checks widths n₀, n₁, …, n_L.
  ///
  /// - Parameter widths: the number of inputs, then every hidden layer's width.
  /// - Throws: `BoundsError` for fewer than two widths, one below 1, or sizes so large that the
  ///   bounds could not be computed in reasonable time.
  public init(_ widths: [Int]) throws(BoundsError) {
    guard let inputs = widths.first, widths.count > 1 else {
      throw .tooFewWidths(count: widths.count)
    }
    for (index, width) in widths.enumerated() {
      guard width > 0 else { throw .notPositive(position: index + 1, width: width) }
      guard width <= Self.neuronLimit else {
        throw .tooWide(position: index + 1, width: width, limit: Self.neuronLimit)
      }
    }
    self.inputs = inputs
    hidden = Array(widths.dropFirst())
    var neurons = 0
    for width in hidden {
      neurons += width
      guard neurons <= Self.neuronLimit else { throw .tooManyNeurons(limit: Self.neuronLimit) }
    }
    guard isWithinReach else { throw .tooMuchWork }
  }

  /// The number of hidden layers L.
  public var depth: Int { hidden.count }

  /// The number of hidden neurons N = n₁ + … + n_L.
  public var neuronCount: Int { hidden.reduce(0, +) }

  /// The width of the last hidden layer.
  var last: Int { hidden[hidden.count - 1] }

  /// The hidden layers but the last one.
  var allButLast: ArraySlice<Int> { hidden.dropLast() }

  /// d_l = min(n₀, n₁, …, n_l) for l = 1, …, L: no more dimensions pass layer l.
  var dimensions: [Int] {
    var dimension = inputs
    return hidden.map { width in
      dimension = min(dimension, width)
      return dimension
    }
  }

  /// Whether the recurrences stay below about 2·10⁹ steps of one machine word each.
  ///
  /// A layer costs one multiplication per dimension, of the count so far by one layer's count.
  private var isWithinReach: Bool {
    var work = 0
    var bits = 0
    for (width, dimension) in zip(hidden, dimensions) {
      let layerBits = min(width, dimension * (Int.bitWidth - width.leadingZeroBitCount))
      bits += layerBits
      let (words, layerWords) = (bits / 64 + 1, layerBits / 64 + 1)
      work += (dimension + 1) * words * layerWords
      guard work < 2_000_000_000 else { return false }
    }
    return true
  }
}
