internal import ExactNumbers

/// A network on a domain, as a search of its regions takes it.
protocol RegionNetwork: Sendable {
  /// Hidden layers, then the output.
  var layers: [RationalLayer] { get }
  /// The number of inputs.
  var dimension: Int { get }

  /// The only region of a network without hidden layers.
  func onlyRegion() -> ActivationRegion
}

extension RegionNetwork {
  /// The number of outputs.
  var outputCount: Int { layers[depth].rows }

  /// The number of hidden layers.
  var depth: Int { layers.count - 1 }

  /// Neurons of the input and of each hidden layer.
  var widths: [Int] { [dimension] + layers.dropLast().map(\.rows) }

  /// The combination of the outputs: where it differs, some output does.
  var probe: RationalLayer { layers[depth].combination }
}

extension RationalLayer {
  /// One combination of the rows, with odd numbers as factors, as a layer of one row.
  var combination: RationalLayer {
    func combined(_ entries: (_ row: Int) -> Rational) -> Rational {
      (0..<rows).reduce(Rational.zero) {
        $0 + Rational(2 * ($1 % 1000) + 1) * entries($1)
      }
    }
    return RationalLayer(
      weights: (0..<columns).map { column in combined { weights[$0 * columns + column] } },
      biases: [combined { biases[$0] }], columns: columns)
  }
}

/// A depth-first search over the activation regions of a network, as the counts use it.
///
/// What it is asked of the region that it has reached holds until it walks on. Generic code over searches
/// stays in this module, so that the compiler makes one copy for each.
protocol RegionSearch: DecidingSearch, SendableMetatype {
  associatedtype Network: RegionNetwork

  /// A search that has not begun.
  ///
  /// - Parameters:
  ///   - network: at least one hidden layer.
  ///   - countsOnly: true if regions may be counted several at once, and are not asked about.
  ///   - parts: shares the work with other searches of the same network.
  ///   - isFirst: whether this is the search that counts what lies above the parts.
  init(_ network: Network, countsOnly: Bool, parts: SearchParts?, isFirst: Bool)

  /// Sharpens the bounds of the filter: worth its time where gradients are compared.
  func refine()

  /// Walks on to the next activation region, or regions.
  ///
  /// - Returns: how many regions it has reached; 0 at the end.
  func advance() -> Int

  /// Regions after 1, 2, … hidden layers so far.
  var cellsPerLayer: [Int] { get }

  /// The share of the search that is done, or claimed by some thread: a guide.
  var share: Double { get }

  /// Two fixed combinations of the gradient of the combination of outputs on the region, in double.
  ///
  /// - Parameter jumps: of the same network.
  /// - Returns: both, with their errors, as the slopes of a line.
  func probe(_ jumps: SlopeJumps) -> LineEstimate

  /// The exact output on the region.
  var outputKey: OutputKey { get }

  /// Joins the region with its neighbours across facets that are no kinks.
  ///
  /// - Parameters:
  ///   - jumps: of the same network, after `probe` on this region.
  ///   - union: receives the pairs.
  func joinAcrossFlatFacets(_ jumps: SlopeJumps, into union: inout PatternUnion)

  /// Notes the patterns of lower dimension that the region proposes and claims.
  func noteLowerPatterns(in lower: inout LowerPatterns)
}

/// A search whose cells have vertices, so that its regions can be taken as values.
protocol VertexSearch: RegionSearch {
  /// The region as a value.
  ///
  /// - Parameter jumps: of the same network.
  /// - Returns: the region, which stays when the search walks on.
  func region(_ jumps: SlopeJumps) -> ActivationRegion
}

/// An output's exact affine map, in cleared integers of one scale for the whole network.
struct OutputKey: Hashable, Sendable {
  private let values: [Integer]

  /// - Parameter rows: one an output, constant and slopes.
  init(_ rows: [[Integer]]) { values = rows.flatMap { $0 } }
}
