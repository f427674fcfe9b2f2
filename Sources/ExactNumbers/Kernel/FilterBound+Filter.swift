/// What is known of an affine map α + β t whose coefficients were computed in double.
///
/// α̂, β̂ stand for the computed vectors (one entry a neuron), α, β for the true ones:
///
///     |α̂ − α|₂ ≤ constantError,   |β̂ − β|₂ ≤ slopeError,
///
/// hence the same for each entry. `LayerBound` carries both through a layer.
package struct MapError: Sendable {
  package var constants = 0.0
  package var slopes = 0.0

  package init() {}

  /// The error after a layer, by inequality (1) of `LayerBound`; a slope has no bias.
  ///
  /// - Parameters:
  ///   - layer: the layer's bound.
  ///   - constantNorm: an upper bound of |x̂|₂ over the active constants that went in.
  ///   - slopeNorm: the same of the slopes.
  /// - Returns: bounds for the layer's output.
  @inline(__always)
  package func after(_ layer: LayerBound, constantNorm: Double, slopeNorm: Double) -> MapError {
    var error = MapError()
    error.constants =
      (layer.spectralNorm * constants + layer.roundingOfWeights * constantNorm
        + layer.roundingOfBiases) * LayerBound.inflation
    error.slopes =
      (layer.spectralNorm * slopes + layer.roundingOfWeights * slopeNorm + LayerBound.tiny)
      * LayerBound.inflation
    return error
  }
}

/// A point of the line as a double, with a bound of its distance from the true point.
package struct PointEstimate: Sendable {
  package var position: Double
  package var error: Double

  package init(position: Double, error: Double) {
    self.position = position
    self.error = error
  }

  /// The zero of α + β t.
  ///
  /// t̂ = −α̂/β̂ (1 + η) with |η| ≤ u, so |α̂ + β̂ t̂| ≤ u |α̂|, and the true map at t̂ is at most
  /// u |α̂| + δα + δβ |t̂| in size. Its true zero t has α + β t = 0, so |t − t̂| is that over |β|, and
  /// |β| ≥ |β̂| − δβ. Where that is not positive the error is infinite. Underflow of the quotient adds
  /// at most 2⁻¹⁰⁷⁵, covered by `tiny`.
  @inline(__always)
  package init(zeroOf constant: Double, _ slope: Double, _ error: MapError) {
    position = -constant / slope
    let steepness = slope.magnitude - error.slopes
    let size =
      error.constants + error.slopes * position.magnitude + 0x1p-53 * constant.magnitude
    // The subtraction above rounds by at most u |β̂|: take twice that away.
    let safe = steepness - 0x1p-52 * slope.magnitude
    self.error =
      safe > 0 ? (size / safe) * LayerBound.inflation + LayerBound.tiny : .infinity
  }

  /// Whether this point lies left of another, as far as the errors tell.
  @inline(__always)
  package func isCertainlyBelow(_ other: PointEstimate) -> Bool {
    (other.position - position) * (1 - 0x1p-50) > (error + other.error) * LayerBound.inflation
  }
}

/// An affine map α + β t as doubles, with a bound of the error of each.
package struct MapEstimate: Sendable {
  package let constant: Double
  package let slope: Double
  package let error: MapError

  package init(constant: Double, slope: Double, error: MapError) {
    self.constant = constant
    self.slope = slope
    self.error = error
  }

  /// Nothing is known of the map.
  package static let unknown: MapEstimate = {
    var error = MapError()
    (error.constants, error.slopes) = (.infinity, .infinity)
    return MapEstimate(constant: 0, slope: 0, error: error)
  }()
}

/// The test that tells signs of α + β t at one point, for all neurons of a layer.
///
/// ẑ = fl(α̂ + fl(β̂ t̂)). With η, η' at most u in size, ẑ (1 + η) = α̂ + β̂ t̂ (1 + η'), up to an underflow
/// of the product, so with t the true point, |t − t̂| ≤ ε,
///
///     |ẑ − (α + β t)| ≤ u |ẑ| + u |β̂ t̂| + |α̂ − α| + |β̂| |t̂ − t| + |β̂ − β| |t| + tiny
///                    ≤ u |ẑ| + [δα + δβ (|t̂| + ε) + tiny] + |β̂| [ε + u |t̂|].
///
/// The sign of ẑ is the true one once |ẑ| (1 − 2u) exceeds the sum of the two brackets; what stands
/// here is inflated, which covers the factor 1 − 2u and the roundings of its own computation.
///
/// A neuron's |β̂| is at most |β̂|₂ ≤ ‖W‖₂ |x̂|₂ + δβ, where x̂ are the slopes that went into the layer
/// (what rounding adds to W x̂ is one of the terms of δβ). So one `margin` serves all neurons of a
/// layer; the few that it leaves open get their own (`margin(forSlope:)`).
package struct SignTest: Sendable {
  package let position: Double
  /// A neuron of the layer whose |ẑ| is larger has the sign of ẑ.
  package let margin: Double
  private let floor: Double
  private let perSlope: Double

  /// The test at a point.
  ///
  /// - Parameters:
  ///   - point: where, with its error.
  ///   - error: of the layer's map.
  ///   - slopeNorm: an upper bound of ‖W‖₂ |x̂|₂ for the slopes x̂ that went into the layer.
  @inline(__always)
  package init(at point: PointEstimate, _ error: MapError, slopeNorm: Double) {
    position = point.position
    let reach = point.position.magnitude + point.error
    let twice = LayerBound.inflation * LayerBound.inflation
    floor = (error.constants + error.slopes * reach + LayerBound.tiny) * twice
    perSlope = (point.error + 0x1p-52 * point.position.magnitude) * twice
    margin = (floor + perSlope * (slopeNorm + error.slopes)) * twice
  }

  /// The sign of one neuron, or nil where doubles do not tell.
  package func sign(constant: Double, slope: Double) -> Sign? {
    let value = constant + slope * position
    let margin = (floor + perSlope * slope.magnitude) * LayerBound.inflation
    return value > margin ? .positive : value < -margin ? .negative : nil
  }
}
