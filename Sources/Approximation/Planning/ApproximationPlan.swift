internal import ExactNumbers
internal import ReLUNetworks

/// The networks that all schemes make for a request, and the best of them.
///
/// Every network's error is proved, by its construction or by its certificate, so the choice rests on
/// proved bounds and on sizes that are counted in the finished networks.
public struct ApproximationPlan: Hashable, Sendable {
  /// What one scheme makes of the request.
  public struct Candidate: Hashable, Sendable {
    /// The scheme.
    public let scheme: ApproximationScheme
    /// Its network, or why it has none.
    public let outcome: Result<ApproximationNetwork, ApproximationError>

    /// Its network, or `nil` where it has none.
    public var network: ApproximationNetwork? { try? outcome.get() }
  }

  /// The request.
  public let request: ApproximationRequest
  /// What was made small.
  public let goal: ApproximationGoal
  /// All schemes tried, in the order of ``ApproximationScheme``.
  public let candidates: [Candidate]
  /// The scheme of the network chosen.
  public let scheme: ApproximationScheme
  /// The network chosen.
  public let network: ApproximationNetwork
  /// Whether all schemes were tried to the end.
  public let isComplete: Bool

  /// Tries the schemes and chooses.
  ///
  /// Of equal networks by the goal the one with fewer neurons wins, then the one with fewer
  /// parameters, then the smaller error bound, then the earlier scheme.
  /// - Parameters:
  ///   - request: what to approximate.
  ///   - scheme: the only scheme to try; `nil` for all that apply.
  ///   - goal: what to make small.
  ///   - isCancelled: asked now and then; true settles for the best network so far.
  /// - Throws: ``ApproximationError/noScheme(target:choices:)`` where none applies; the first
  ///   scheme's own error where none has a network, or ``ApproximationError/stopped(target:)``.
  /// - Complexity: that of the schemes.
  public init(
    _ request: ApproximationRequest, scheme: ApproximationScheme? = nil,
    minimizing goal: ApproximationGoal = .neurons, isCancelled: () -> Bool = { false }
  ) throws(ApproximationError) {
    let applicable = ApproximationScheme.allCases.filter { $0.applies(to: request) }
    let tried = applicable.filter { candidate in
      scheme.map { $0 == candidate } ?? candidate.competes(for: request)
    }
    guard !tried.isEmpty else {
      throw .noScheme(
        target: request.target.description, choices: applicable.map(\.rawValue))
    }
    // One layer of very many pieces is laid only where nothing smaller is known.
    let pieces = try request.leastShallowPieces
    let isLarge = pieces > Integer(Self.quickPieces)
    var best: Choice?
    var firstError: ApproximationError?
    var candidates: [Candidate] = []
    for scheme in tried.filter({ $0 != .shallow || !isLarge })
      + tried.filter({ $0 == .shallow && isLarge })
    {
      do throws(ApproximationError) {
        if isLarge, scheme == .shallow, goal == .neurons, let best,
          Integer(best.network.neuronCount) < pieces - 1
        {
          throw .moreNeurons(least: pieces - 1)
        }
        if isCancelled() { throw .stopped(target: request.target.description) }
        let network = try scheme.refinedNetwork(
          for: request, minimizing: goal,
          neuronLimit: goal == .neurons ? best?.network.neuronCount : nil, isCancelled)
        candidates.append(Candidate(scheme: scheme, outcome: .success(network)))
        let size = goal.size(of: network)
        if let best, !size.lexicographicallyPrecedes(best.size) { continue }
        best = (scheme, network, size)
      } catch {
        candidates.append(Candidate(scheme: scheme, outcome: .failure(error)))
        firstError = firstError ?? error
      }
    }
    guard let best else {
      throw firstError ?? .noScheme(target: request.target.description, choices: [])
    }
    self.request = request
    self.goal = goal
    self.candidates = candidates
    self.scheme = best.scheme
    network = best.network
    isComplete = !isCancelled()
  }

  /// So many free knots are laid before any other scheme is tried.
  private static let quickPieces = 300

  private typealias Choice = (
    scheme: ApproximationScheme, network: ApproximationNetwork, size: [Rational]
  )
}

extension ApproximationRequest {
  /// The fewest pieces that one hidden layer of free knots needs; 1 where it is not asked for.
  var leastShallowPieces: Integer {
    get throws(ApproximationError) {
      guard case .error(let error) = demand, target.inputCount == 1, target.squareForm == nil else {
        return 1
      }
      return try target.optimalPieces(on: domain[0], error: error)?.count ?? 1
    }
  }
}

extension ApproximationGoal {
  /// The numbers that networks are compared by, the most important first.
  func size(of approximation: ApproximationNetwork) -> [Rational] {
    let architecture = approximation.network.architecture
    let neurons = Rational(architecture.neuronCount)
    let parameters = Rational(architecture.parameterCount)
    let rest = [neurons, parameters, approximation.errorBound]
    switch self {
    case .neurons: return rest
    case .parameters: return [parameters] + rest
    case .depth: return [Rational(architecture.depth)] + rest
    }
  }
}
