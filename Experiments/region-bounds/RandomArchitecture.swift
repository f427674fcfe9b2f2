internal import Constructions
internal import ExactNumbers
internal import ExpressivityBounds
internal import HyperplaneArrangements
internal import LinearRegions
internal import ReLUNetworks

/// Widths whose random networks are counted, and where.
struct RandomArchitecture: Hashable, Sendable {
  /// Where regions are counted.
  enum Domain: String, Hashable, Sendable {
    /// The whole space, of which the bounds speak.
    case space = "all"
    /// From −1 to 1 in every coordinate, which has a volume.
    case cube = "-1,1"
  }

  let inputs: Int
  let hidden: [Int]
  let domain: Domain

  var neurons: Int { hidden.reduce(0, +) }

  /// Every split of the neurons into two layers, then the same numbers of neurons in one, two and
  /// three equal layers.
  static let all = splits + divisions

  /// Inputs and the neurons that are split.
  static let splitNeurons = [(2, 16), (3, 16), (4, 12), (5, 12)]
  /// Inputs and the neurons that are divided equally.
  static let dividedNeurons = [(2, [6, 12, 24, 48]), (3, [6, 12, 24]), (4, [6, 12, 18])]

  private static let splits = splitNeurons.flatMap { inputs, neurons in
    (1..<neurons).map {
      RandomArchitecture(inputs: inputs, hidden: [$0, neurons - $0], domain: .space)
    }
  }

  private static let divisions = dividedNeurons.flatMap { inputs, counts in
    counts.flatMap { count in
      (1...3).map { depth in
        RandomArchitecture(
          inputs: inputs, hidden: [Int](repeating: count / depth, count: depth), domain: .cube)
      }
    }
  }

  /// Random networks for each architecture.
  private static let draws = 5

  /// The seed of the first random network; the others follow it one by one.
  var firstSeed: UInt64 { UInt64(inputs * 1_000_000 + neurons * 10_000 + hidden[0] * 100) }

  private func box() throws -> [Interval] {
    [Interval](
      repeating: domain == .space ? .wholeLine : try Interval(-1, 1), count: inputs)
  }

  /// Counts the random networks.
  ///
  /// - Throws: `ExperimentError.contradiction` where the first layer's regions are not those of its
  ///   arrangement, or the regions more than a bound allows.
  func counted() throws -> RandomRegions {
    let widths = try Widths([inputs] + hidden)
    let perLayer = try (0..<Self.draws).map { draw in
      let seed = firstSeed + UInt64(draw)
      let network = try ReLUNetwork.random(widths: [inputs] + hidden + [1], seed: seed)
      let counts = try network.regionCounts(in: box(), RegionCountRequest(counts: [.perLayer]))
      guard let layers = counts.perLayer else { preconditionFailure("the counts asked for") }
      try check(layers, network.layers[0].map, widths, seed: seed)
      return layers
    }
    return RandomRegions(
      architecture: self, bounds: widths.bounds(), firstLayer: Sample(perLayer.map { $0[0] }),
      regions: Sample(perLayer.map { $0[hidden.count - 1] }))
  }

  /// The first layer is an arrangement of hyperplanes, which another program counts: by its
  /// characteristic polynomial, or by restriction to its hyperplanes.
  private func check(_ layers: [Integer], _ first: AffineMap, _ widths: Widths, seed: UInt64) throws
  {
    let arrangement = try HyperplaneArrangement(
      normals: (0..<first.outputDimension).map { Array(first.row($0)) },
      offsets: first.biases.map { -$0 })
    let expected = try arrangement.regionCount(in: box())
    let what = "random network of widths \(inputs), \(hidden) and seed \(seed)"
    guard layers[0] == expected else {
      throw ExperimentError.contradiction(
        what: "the first layer of the \(what)", counted: "\(layers[0])", expected: "\(expected)")
    }
    let bound = widths.serra2018Bound()
    guard layers[hidden.count - 1] <= bound else {
      throw ExperimentError.contradiction(
        what: what, counted: "\(layers[hidden.count - 1])", expected: "at most \(bound)")
    }
  }
}

/// What was counted for one architecture.
struct RandomRegions: Sendable {
  let architecture: RandomArchitecture
  let bounds: [Bound]
  let firstLayer: Sample
  /// After the last layer.
  let regions: Sample

  /// Neurons of the first layer.
  var firstWidth: Int { architecture.hidden[0] }

  /// The value of a bound; nil where it does not apply.
  func bound(_ name: String) -> Integer? { bounds.first { $0.name == name }?.value }

  /// The mean number of regions divided by the volume 2^n of the cube.
  var meanPerVolume: Rational? {
    guard architecture.domain == .cube else { return nil }
    return regions.mean / Rational(Integer(2).power(architecture.inputs))
  }

  /// N^n/n! for N neurons and n inputs.
  var scale: Rational {
    let inputs = architecture.inputs
    return Rational(Integer(architecture.neurons).power(inputs), Integer.factorial(inputs))
  }
}
