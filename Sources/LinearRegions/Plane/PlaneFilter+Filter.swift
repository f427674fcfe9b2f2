internal import ExactNumbers

/// The constants of `LayerBound`, once more where the optimizer sees their values.
enum Slack {
  /// Covers the roundings of a bound's own computation.
  static let inflation = 1 + 0x1p-30
  /// Covers underflow.
  static let tiny = 0x1p-500
  /// Vectors with larger entries have no bound.
  static let largestEntry = 0x1p400
}

/// What is known of an affine map α + β x + γ y whose coefficients were computed in double.
///
/// α̂, β̂, γ̂ stand for the computed vectors (one entry a neuron), and the 2-norms of α̂ − α, β̂ − β, γ̂ − γ
/// are at most `constants`, `x`, `y`; hence the same for each entry.
struct PlaneError {
  var constants = 0.0
  var x = 0.0
  var y = 0.0

  /// The error after a layer, by inequality (1) of `LayerBound`; slopes have no bias.
  ///
  /// - Parameters:
  ///   - layer: the layer's bound.
  ///   - norms: upper bounds of the 2-norms of the active entries that went in.
  /// - Returns: bounds for the layer's output.
  @inline(__always)
  func after(_ layer: LayerBound, _ norms: PlaneError) -> PlaneError {
    PlaneError(
      constants: (layer.spectralNorm * constants + layer.roundingOfWeights * norms.constants
        + layer.roundingOfBiases) * Slack.inflation,
      x: (layer.spectralNorm * x + layer.roundingOfWeights * norms.x + Slack.tiny)
        * Slack.inflation,
      y: (layer.spectralNorm * y + layer.roundingOfWeights * norms.y + Slack.tiny)
        * Slack.inflation)
  }
}

/// A line α + β x + γ y = 0 in double, with bounds of its coefficients' errors.
///
/// A side of the domain at infinity is x = ±M or y = ±M for a symbolic M larger than every number.
/// Where such a line takes part, α stands for the coefficient of M, and an ordinary line has α = 0.
struct LineEstimate {
  var constant: Double
  var x: Double
  var y: Double
  var error: PlaneError

  /// The line as it meets a side at infinity: its constant is nothing against M.
  @inline(__always)
  var atInfinity: LineEstimate {
    LineEstimate(
      constant: 0, x: x, y: y, error: PlaneError(constants: 0, x: error.x, y: error.y))
  }
}

/// A point of the plane in double, with a bound of the distances of both coordinates from the true ones.
///
/// For a point at infinity, (x, y) is what one unit of M adds to it.
struct PlanePoint {
  var x: Double
  var y: Double
  var error: Double

  /// Where two lines meet.
  ///
  /// Write a = (α, β, γ) for the first line, b for the second, p̂ for the computed point, whatever its
  /// own errors. Its residual on the true first line is at most
  ///
  ///     ρₐ = |â(p̂)| + 4u (|α̂| + |β̂ x̂| + |γ̂ ŷ|) + δα + δβ |x̂| + δγ |ŷ|,
  ///
  /// where â(p̂) is computed with four roundings, likewise ρ_b. The true point p solves
  /// β Δx + γ Δy = −a(p̂) and the same for b, Δ = p − p̂, so by Cramer's rule with D = β_a γ_b − γ_a β_b
  ///
  ///     |Δx| ≤ (|γ_b| ρₐ + |γₐ| ρ_b) / |D|,   |Δy| ≤ (|β_b| ρₐ + |βₐ| ρ_b) / |D|,
  ///
  /// with true slopes, which are at most |β̂| + δβ and so on; the error is the larger of both, and
  /// |D| ≥ |D̂| − 4u (|β̂ₐ γ̂_b| + |γ̂ₐ β̂_b|) − (δβₐ |γ̂_b| + |β̂ₐ| δγ_b + δβₐ δγ_b + δγₐ |β̂_b| + |γ̂ₐ| δβ_b
  /// + δγₐ δβ_b). Where that is not positive the errors are infinite. Nothing here builds on another
  /// vertex, so errors do not grow from one to the next.
  @inline(__always)
  init(_ a: LineEstimate, _ b: LineEstimate) {
    let (first, second) = (a.x * b.y, a.y * b.x)
    let determinant = first - second
    let inverse = 1 / determinant
    x = (a.y * b.constant - a.constant * b.y) * inverse
    y = (a.constant * b.x - a.x * b.constant) * inverse
    let (aResidual, bResidual) = (Self.residual(a, x, y), Self.residual(b, x, y))
    let (ax, ay) = (a.x.magnitude + a.error.x, a.y.magnitude + a.error.y)
    let (bx, by) = (b.x.magnitude + b.error.x, b.y.magnitude + b.error.y)
    let doubt =
      0x1p-50 * (first.magnitude + second.magnitude)
      + (a.error.x * by + ax * b.error.y + a.error.y * bx + ay * b.error.x)
      * Slack.inflation + Slack.tiny
    let least = determinant.magnitude - doubt
    if least > 0 {
      error =
        (max(bx, by) * aResidual + max(ax, ay) * bResidual) * Slack.inflation * Slack.inflation
        / least + Slack.tiny
    } else {
      error = .infinity
    }
  }

  @inline(__always)
  private static func residual(_ line: LineEstimate, _ x: Double, _ y: Double) -> Double {
    let (alongX, alongY) = (line.x * x, line.y * y)
    let value = line.constant + alongX + alongY
    let sizes = line.constant.magnitude + alongX.magnitude + alongY.magnitude
    return
      (value.magnitude + 0x1p-50 * sizes + line.error.constants + line.error.x * x.magnitude
      + line.error.y * y.magnitude) * Slack.inflation + Slack.tiny
  }
}

/// The test that tells signs of α + β x + γ y at one point, for all neurons of a layer.
///
/// ẑ = fl(α̂ + β̂ x̂ + γ̂ ŷ), in any order, contracted or not: with the true point (x, y), |x − x̂| ≤ ε,
/// |y − ŷ| ≤ ε,
///
///     |ẑ − (α + β x + γ y)| ≤ 2u |ẑ| + |β̂| (ε + 4u |x̂|) + |γ̂| (ε + 4u |ŷ|)
///                              + δα + δβ (|x̂| + ε) + δγ (|ŷ| + ε) + tiny.
///
/// (Each product rounds by u of itself, each sum by u of its result; the first sum is at most
/// |ẑ| (1 + 2u) plus the product that is added last.) The sign of ẑ is the true one once |ẑ| (1 − 2u)
/// exceeds the rest, which is inflated. At infinity α does not matter, and δα is left out with it.
///
/// A neuron's |β̂| is at most ‖W‖₂ |x̂|₂ + δβ over the slopes x̂ that went into the layer. So one
/// `margin` serves all neurons of a layer; the few that it leaves open get their own.
struct PlaneSignTest {
  let x: Double
  let y: Double
  /// A neuron of the layer whose |ẑ| is larger has the sign of ẑ.
  let margin: Double
  private let floor: Double
  private let perX: Double
  private let perY: Double

  /// The test at a point.
  ///
  /// - Parameters:
  ///   - point: where, with its error.
  ///   - isInfinite: whether the point is one at infinity.
  ///   - scale: of the layer.
  @inline(__always)
  init(at point: PlanePoint, isInfinite: Bool, _ scale: PlaneTestScale) {
    (x, y) = (point.x, point.y)
    let twice = Slack.inflation * Slack.inflation
    let (xSize, ySize) = (point.x.magnitude, point.y.magnitude)
    floor =
      ((isInfinite ? 0 : scale.constants) + scale.x * (xSize + point.error)
        + scale.y * (ySize + point.error) + Slack.tiny) * twice
    perX = (point.error + 0x1p-50 * xSize) * twice
    perY = (point.error + 0x1p-50 * ySize) * twice
    margin = (floor + perX * scale.xSlope + perY * scale.ySlope) * twice
  }

  /// The sign of one neuron, or nil where doubles do not tell.
  @inline(__always)
  func sign(constant: Double, x slopeX: Double, y slopeY: Double) -> Sign? {
    let value = constant + slopeX * x + slopeY * y
    let margin =
      (floor + perX * slopeX.magnitude + perY * slopeY.magnitude) * Slack.inflation
    return value > margin ? .positive : value < -margin ? .negative : nil
  }
}

/// What the sign test takes from a layer as a whole.
struct PlaneTestScale {
  /// Bounds of the errors of constants, x-slopes and y-slopes.
  var constants = 0.0
  var x = 0.0
  var y = 0.0
  /// Bounds of the size of any slope.
  var xSlope = 0.0
  var ySlope = 0.0

  init() {}

  /// - Parameters:
  ///   - error: of the layer's map.
  ///   - slopes: upper bounds of the norms of the slopes that went in.
  ///   - norm: an upper bound of the layer's spectral norm.
  @inline(__always)
  init(_ error: PlaneError, slopes: PlaneError, norm: Double) {
    (constants, x, y) = (error.constants, error.x, error.y)
    xSlope = (norm * slopes.x + error.x) * Slack.inflation
    ySlope = (norm * slopes.y + error.y) * Slack.inflation
  }
}
