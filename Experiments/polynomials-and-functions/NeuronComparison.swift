internal import Approximation
internal import ExactNumbers
internal import ReLUNetworks
internal import Reporting

/// The smallest networks found for a target and an error, deep and shallow.
struct NeuronComparison: Sendable {
  /// A network with its certified error.
  struct Entry: Sendable {
    /// Whether it has one hidden layer by construction.
    let isShallow: Bool
    let scheme: ApproximationScheme
    let approximation: ApproximationNetwork
    /// sup |f − network| between two bounds; `nil` for three inputs and more, where the
    /// construction's own bound stands.
    let certificate: ErrorCertificate?
    let pieces: Integer?
  }

  let example: FunctionCase
  /// The error asked for.
  let error: Rational
  let entries: [Entry]
  /// The fewest pieces for the error; `nil` for several inputs.
  let optimum: OptimalPieces?

  /// The exponents of the errors 10^−d.
  static let digits = 1...6

  /// Builds the networks and certifies each.
  ///
  /// - Throws: `ExperimentError.contradiction` where a certificate exceeds the error asked for, or
  ///   a network has fewer pieces or neurons than any can have.
  init(_ example: FunctionCase, digits: Int) throws {
    self.example = example
    error = Rational(1, 10).power(digits)
    let (target, domain) = (try example.approximationTarget(), try example.domain())
    let request = try ApproximationRequest(target, on: domain, demand: .error(error))
    optimum =
      domain.count == 1 ? try target.optimalPieces(on: domain[0], error: error) : nil
    let networks = [try Self.deep(request), try Self.shallow(request)].compactMap { $0 }
    entries = try networks.map { scheme, network in
      let certificate =
        domain.count <= 2 ? try network.network.supError(against: target, on: domain) : nil
      return Entry(
        isShallow: scheme == .shallow, scheme: scheme, approximation: network,
        certificate: certificate, pieces: domain.count == 1 ? certificate?.pieces : nil)
    }
    for entry in entries { try check(entry) }
  }

  /// The deep constructions compared.
  ///
  /// Polynomials in place of functions (minimax, Taylor) take minutes, and textbook forms more neurons.
  private static let deepSchemes: [ApproximationScheme] = [
    .radix, .binary, .squareChain, .chebyshev, .productTree, .powerChain, .horner, .tree, .chain,
    .zigzag,
  ]

  /// The network of fewest neurons by the deep constructions, if there is any.
  private static func deep(
    _ request: ApproximationRequest
  ) throws -> (ApproximationScheme, ApproximationNetwork)? {
    var best: (ApproximationScheme, ApproximationNetwork)?
    for scheme in Self.deepSchemes where scheme.applies(to: request) {
      do throws(ApproximationError) {
        let network = try scheme.network(for: request, neuronLimit: best?.1.neuronCount)
        if let best, best.1.neuronCount <= network.neuronCount { continue }
        best = (scheme, network)
      } catch {
        // A scheme that finds no network, or too large a one, leaves the others.
        continue
      }
    }
    return best
  }

  private static func shallow(
    _ request: ApproximationRequest
  ) throws -> (ApproximationScheme, ApproximationNetwork)? {
    let scheme = ApproximationScheme.shallow
    return scheme.applies(to: request) ? (scheme, try scheme.network(for: request)) : nil
  }

  /// The fewest neurons of any network with the error and the depth of one; `nil` for several
  /// inputs.
  func leastNeurons(depth: Int) -> Integer? {
    guard let optimum else { return nil }
    return OptimalPieces.leastNeurons(pieces: optimum.count, depth: depth)
  }

  private func check(_ entry: Entry) throws(ExperimentError) {
    let what = "\(example.target) within \(error) by \(entry.approximation.scheme)"
    let bound = entry.certificate?.upper ?? entry.approximation.errorBound
    guard bound <= error, entry.approximation.errorBound <= error else {
      throw .contradiction(what: what, counted: "\(bound)", expected: "\(error) at most")
    }
    if let pieces = entry.pieces, let optimum, pieces < optimum.count {
      throw .contradiction(
        what: "\(what), pieces", counted: "\(pieces)", expected: "\(optimum.count) at least")
    }
    let neurons = entry.approximation.neuronCount
    if let least = leastNeurons(depth: entry.approximation.depth), Integer(neurons) < least {
      throw .contradiction(
        what: "\(what), neurons", counted: "\(neurons)", expected: "\(least) at least")
    }
  }
}

extension NeuronComparison {
  static let columns = [
    "target", "domain", "error", "network", "scheme", "description", "depth", "width", "neurons",
    "parameters", "linear_pieces", "sup_error_lower", "sup_error_upper", "optimal_pieces",
    "optimal_pieces_exact", "neuron_lower_bound",
  ]

  /// One row a network.
  var rows: [[(any CustomStringConvertible)?]] {
    get throws {
      let domain = try example.domain().map(\.description).joined(separator: ";")
      return entries.map { entry in
        let network = entry.approximation
        let architecture = network.network.architecture
        return [
          example.target, domain, DecimalBound.above(error),
          entry.isShallow ? "shallow" : "deep", entry.scheme.rawValue, network.scheme,
          architecture.depth, architecture.width, architecture.neuronCount,
          architecture.parameterCount, entry.pieces,
          entry.certificate.map { DecimalBound.below($0.lower) },
          DecimalBound.above(entry.certificate?.upper ?? network.errorBound), optimum?.count,
          optimum?.isExact, leastNeurons(depth: architecture.depth),
        ]
      }
    }
  }
}
