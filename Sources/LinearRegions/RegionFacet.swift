public import ExactNumbers
public import ReLUNetworks

/// A facet of a region.
public struct RegionFacet: Hashable, Sendable {
  /// What drew it.
  public let origin: RegionFacetOrigin
  /// The half-space of the facet that contains the region; nil for a facet at infinity.
  public let halfSpace: RegionHalfSpace?
  /// The vertices on it, by their numbers from 0 in the region's list; in the plane the first end of the
  /// edge, then the other one.
  public let vertices: [Int]
  /// The pattern of the region on the other side; nil on the boundary of the domain.
  public let neighbor: ActivationPattern?
  /// Whether the affine map changes across it; true on the boundary of the domain.
  public let isKink: Bool
}

/// The half-space of the points x with constant + normal · x ≥ 0, in integers without a common factor.
public struct RegionHalfSpace: Hashable, Sendable {
  /// The constant term.
  public let constant: Integer
  /// The coefficients, one an input.
  public let normal: [Integer]

  /// The half-space of a form, its common factor left out.
  ///
  /// - Precondition: the form is not constant.
  init(constant: Integer, normal: [Integer]) {
    var divisor = constant
    for entry in normal { divisor = divisor.greatestCommonDivisor(with: entry) }
    divisor = divisor.magnitude
    self.constant = constant.exactlyDivided(by: divisor)
    self.normal = normal.map { $0.exactlyDivided(by: divisor) }
  }

  /// Whether a point lies inside, off the boundary.
  ///
  /// - Parameter point: one coordinate an input.
  /// - Returns: true if the form is positive there.
  public func hasInside(_ point: [Rational]) -> Bool {
    zip(normal, point).reduce(Rational(constant)) { $0 + Rational($1.0) * $1.1 }.sign == .positive
  }
}

/// What draws a facet between regions.
public enum RegionFacetOrigin: Hashable, Sendable {
  /// A side of the domain, or infinity.
  case domain
  /// The zero of a neuron's pre-activation: hidden layer and neuron, both numbered from 1.
  case neuron(layer: Int, index: Int)
}
