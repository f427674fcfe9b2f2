public import ExactNumbers
public import ReLUNetworks

/// The counts of a one-input network by the most obvious exact method.
///
/// Candidate breakpoints are carried through the network layer by layer; between two neighbours
/// every neuron is one affine function, kept as slope and intercept in `Rational`. Nothing is
/// filtered, folded or cached, and no code is shared with the counting modules.
public enum SlowPieceOracle {
  /// The six-definition counts that one dimension needs: R1, R2, R4, R6, and R2 layer by layer.
  public typealias Counts = (
    activationPatterns: Int, activationRegions: Int, linearPieces: Int, affineFunctions: Int,
    perLayer: [Int]
  )

  /// The network's linear pieces from left to right.
  public struct Pieces: Equatable, Sendable {
    /// Where neighbouring pieces meet; one fewer than pieces.
    public var breakpoints: [Rational]
    /// For each piece, the slope of each output.
    public var slopes: [[Rational]]
    /// For each piece, the intercept of each output.
    public var intercepts: [[Rational]]

    /// No pieces, to be filled from left to right.
    public init() {
      breakpoints = []
      slopes = []
      intercepts = []
    }
  }

  /// An open interval between neighbouring candidates.
  private struct Stretch {
    var lower: ExtendedRational
    var upper: ExtendedRational
    var slopes: [Rational]
    var intercepts: [Rational]
    var pattern: [Bool] = []

    func contains(_ point: Rational) -> Bool { lower < .finite(point) && .finite(point) < upper }

    /// Some point strictly inside.
    var sample: Rational {
      switch (lower, upper) {
      case (.finite(let low), .finite(let high)): (low + high) / 2
      case (.finite(let low), _): low + 1
      case (_, .finite(let high)): high - 1
      default: 0
      }
    }
  }

  /// Counts by definition.
  ///
  /// - Parameters:
  ///   - network: one input.
  ///   - domain: closed for R1, open for the other counts.
  /// - Returns: R1, R2, R4, R6, and R2 after each hidden layer.
  /// - Precondition: the network has one input.
  public static func counts(of network: ReLUNetwork, on domain: Interval) -> Counts {
    var perLayer: [Int] = []
    let stretches = propagate(network, domain) { perLayer.append(Set($0.map(\.pattern)).count) }
    let patterns = Set(stretches.map(\.pattern))
    var closedPatterns = patterns
    for end in stretches.map(\.lower) + stretches.map(\.upper) {
      guard case .finite(let point) = end else { continue }
      closedPatterns.insert(network.preactivations(at: [point]).joined().map { $0 > 0 })
    }
    let maps = stretches.map { $0.slopes + $0.intercepts }
    let changes = zip(maps, maps.dropFirst()).count { $0 != $1 }
    return (closedPatterns.count, patterns.count, changes + 1, Set(maps).count, perLayer)
  }

  /// The linear pieces, neighbours with the same affine functions joined.
  ///
  /// - Parameters:
  ///   - network: one input, any number of outputs.
  ///   - domain: the interval.
  /// - Returns: breakpoints, slopes and intercepts from left to right.
  /// - Precondition: the network has one input.
  public static func pieces(of network: ReLUNetwork, on domain: Interval) -> Pieces {
    var pieces = Pieces()
    for stretch in propagate(network, domain, { _ in }) {
      if let slopes = pieces.slopes.last, let intercepts = pieces.intercepts.last {
        guard slopes != stretch.slopes || intercepts != stretch.intercepts else { continue }
        guard case .finite(let breakpoint) = stretch.lower else { continue }
        pieces.breakpoints.append(breakpoint)
      }
      pieces.slopes.append(stretch.slopes)
      pieces.intercepts.append(stretch.intercepts)
    }
    return pieces
  }

  /// The stretches after the output map; `visit` sees them after each hidden layer.
  private static func propagate(
    _ network: ReLUNetwork, _ domain: Interval, _ visit: ([Stretch]) -> Void
  ) -> [Stretch] {
    precondition(network.inputDimension == 1, "the oracle needs one input")
    let form = network.standardForm
    var stretches = [
      Stretch(lower: domain.lower, upper: domain.upper, slopes: [1], intercepts: [0])
    ]
    for map in form.hidden {
      stretches = stretches.flatMap { split(applying(map, to: $0)) }
      visit(stretches)
    }
    return stretches.map { applying(form.output, to: $0) }
  }

  /// The affine functions after one more affine map.
  private static func applying(_ map: AffineMap, to stretch: Stretch) -> Stretch {
    var result = stretch
    result.slopes = []
    result.intercepts = []
    for row in 0..<map.outputDimension {
      var slope: Rational = 0
      var intercept = map.biases[row]
      for column in 0..<map.inputDimension {
        slope += map[row, column] * stretch.slopes[column]
        intercept += map[row, column] * stretch.intercepts[column]
      }
      result.slopes.append(slope)
      result.intercepts.append(intercept)
    }
    return result
  }

  /// Cuts a stretch of pre-activations at their zeros and applies ReLU to each part.
  private static func split(_ stretch: Stretch) -> [Stretch] {
    var zeros: Set<Rational> = []
    for (slope, intercept) in zip(stretch.slopes, stretch.intercepts) where slope != 0 {
      let zero = -intercept / slope
      if stretch.contains(zero) { zeros.insert(zero) }
    }
    let ends = [stretch.lower] + zeros.sorted().map { .finite($0) } + [stretch.upper]
    return zip(ends, ends.dropFirst()).map { lower, upper in
      var part = stretch
      part.lower = lower
      part.upper = upper
      let sample = part.sample
      for neuron in stretch.slopes.indices {
        let isActive = stretch.slopes[neuron] * sample + stretch.intercepts[neuron] > 0
        part.pattern.append(isActive)
        if !isActive {
          part.slopes[neuron] = 0
          part.intercepts[neuron] = 0
        }
      }
      return part
    }
  }
}
