internal import Approximation
internal import ExactNumbers
internal import LinearPieces
internal import LinearRegions
internal import PiecewiseLinear
internal import ReLUNetworks

/// A network for xy with its certified error and its regions.
struct CertifiedProduct: Sendable {
  let example: ProductCase
  let domain: [Interval]
  let architecture: Architecture
  /// The sup error, certified from the finished network.
  let error: Rational
  /// What its regions tell; `nil` where there are too many to go through.
  let visited: Visited?

  /// What a walk over all regions tells of a network.
  struct Visited: Sendable {
    let activationRegions: Integer
    let linearRegions: Integer
    let errors: ProductErrors
    /// The greatest |network| where x = 0 or y = 0.
    let supOnAxes: Rational
  }

  /// Regions are gone through down to this error.
  private static let visitedError = Rational(1, 20_000)

  /// Builds a network, certifies it, counts its regions, and holds all against the theory.
  ///
  /// - Throws: `ExperimentError.contradiction` where two ways or the theory differ.
  init(_ example: ProductCase) throws {
    let approximation = try example.approximation()
    let network = approximation.network
    self.example = example
    domain = try example.domain()
    architecture = network.architecture
    let certificate = try network.supError(against: .product, on: domain)
    error = certificate.upper
    guard certificate.lower == error, error == approximation.errorBound else {
      throw ExperimentError.contradiction(
        what: "xy by \(approximation.scheme), sup error", counted: "\(certificate.enclosure)",
        expected: "\(approximation.errorBound)")
    }
    guard error > Self.visitedError else {
      visited = nil
      return
    }
    visited = try Visited(network, on: domain)
    try check(approximation.scheme)
  }

  /// How many regions there would be if each had the area 8 E, that of the diamonds of two squares.
  var areaOverEightErrors: Rational { Rational(example.isSymmetric ? 4 : 1) / (8 * error) }

  private func check(_ scheme: String) throws(ExperimentError) {
    guard let visited else { return }
    let range = visited.errors.range
    guard max(range.lowerBound.magnitude, range.upperBound.magnitude) == error else {
      throw .contradiction(
        what: "xy by \(scheme), error by regions", counted: "\(range)", expected: "\(error)")
    }
    guard visited.activationRegions == Integer(visited.errors.regions.count) else {
      throw .contradiction(
        what: "xy by \(scheme), regions gone through", counted: "\(visited.errors.regions.count)",
        expected: "\(visited.activationRegions)")
    }
    guard let theory = example.theory, let levels = example.levels else { return }
    let unit = Rational(1, 4).power(levels + 1)
    let expected =
      Rational(theory.units.lowerBound) * unit...Rational(theory.units.upperBound) * unit
    guard range == expected else {
      throw .contradiction(
        what: "xy by \(scheme), range of the error", counted: "\(range)", expected: "\(expected)")
    }
    guard visited.linearRegions == theory.regions else {
      throw .contradiction(
        what: "xy by \(scheme), linear regions", counted: "\(visited.linearRegions)",
        expected: "\(theory.regions)")
    }
    guard visited.supOnAxes == Rational(theory.axisUnits) * unit else {
      throw .contradiction(
        what: "xy by \(scheme), on the axes", counted: "\(visited.supOnAxes / unit) units",
        expected: "\(theory.axisUnits)")
    }
  }
}

extension CertifiedProduct.Visited {
  /// Goes through the regions of a network on a square.
  init(_ network: ReLUNetwork, on domain: [Interval]) throws {
    let counts = try network.regionCounts(
      in: domain, RegionCountRequest(counts: [.activationRegions, .linearRegions]))
    guard let activation = counts.activationRegions, let linear = counts.linearRegions else {
      preconditionFailure("the counts that were asked for")
    }
    activationRegions = activation
    linearRegions = linear
    errors = try ProductErrors(network, on: domain)
    supOnAxes = try Self.supOnAxes(network, domain[0])
  }

  private static func supOnAxes(_ network: ReLUNetwork, _ side: Interval) throws -> Rational {
    let zero = PiecewiseLinearFunction.constant(0, on: side)
    return try [[1, 0], [0, 1]].map { (direction: [Rational]) in
      let axis = network.restricted(to: AffineSlice(origin: [0, 0], directions: [direction]))
      return try axis.piecewiseLinearFunction(on: side).maximumDistance(to: zero, on: side).value
    }.reduce(0) { max($0, $1) }
  }
}
