internal import ExactNumbers

/// What one layer does to one segment: cut it where neurons vanish, rectify, apply the weights.
struct SegmentTransition {
  /// The segments it becomes.
  var children: [FoldSegment] = []
  /// Lower bounds of the carried neurons at u and v of each child.
  var carried: [CarriedEnds] = []
  /// The breakpoints that the cuts make, and lower bounds of the carried neurons there.
  var junctions: [FoldJunction] = []
  var junctionCarried: [[Rational]] = []

  /// - Parameters:
  ///   - segment: keyed pre-activations of a layer.
  ///   - ends: lower bounds of that layer's carried pre-activations, all ≥ 0.
  ///   - layer: the layer behind it.
  init(
    _ segment: FoldSegment, carried ends: CarriedEnds, through layer: FoldLayer,
    wantsJunctions: Bool
  ) {
    let cuts = Self.cuts(of: segment)
    let vertices = [segment.u] + cuts.map(\.vertex) + [segment.v]
    let carriedValues =
      [ends.atU] + cuts.map { ends.interpolated(segment, $0.weights) } + [ends.atV]
    let images = vertices.indices.map { index in
      let rectified = vertices[index].coordinates.map { $0.sign == .positive ? $0 : .zero }
      return (
        keyed: layer.keyedImage(rectified, scale: vertices[index].scale),
        carried: vertices[index].scale.sign == .zero
          ? []
          : layer.carriedImage(
            rectified, scale: vertices[index].scale, carried: carriedValues[index])
      )
    }
    for index in 0..<vertices.count - 1 {
      let (from, to) = (images[index], images[index + 1])
      let (child, swapped) = FoldSegment.ordered(from.keyed, to.keyed)
      children.append(child)
      carried.append(
        swapped
          ? CarriedEnds(atU: to.carried, atV: from.carried)
          : CarriedEnds(atU: from.carried, atV: to.carried))
    }
    guard wantsJunctions, !cuts.isEmpty else { return }
    let direction = segment.u.direction(to: segment.v)
    for (index, cut) in cuts.enumerated() {
      junctions.append(
        FoldJunction(
          point: cut.vertex, left: direction.map { -$0 }, right: direction,
          carriedBend: layer.carriedInputs.map { _ in .zero },
          vanishesLeft: false, vanishesRight: false))
      junctionCarried.append(carriedValues[index + 1])
    }
  }

  /// A cut inside a segment, with the weights of u and v that make it.
  private struct Cut {
    let vertex: FoldVertex
    let weights: (u: Integer, v: Integer)
  }

  /// Where keyed neurons change sign, from u to v, equal places once.
  private static func cuts(of segment: FoldSegment) -> [Cut] {
    var weights: [(u: Integer, v: Integer)] = []
    for (atU, atV) in zip(segment.u.coordinates, segment.v.coordinates)
    where (atU.sign * atV.sign) == .negative {
      weights.append((u: atV.magnitude, v: atU.magnitude))
    }
    // The cut lies at v-weight / u-weight of the way, a monotone measure.
    weights.sort { $0.v * $1.u < $1.v * $0.u }
    var cuts: [Cut] = []
    for weight in weights {
      if let last = cuts.last?.weights, last.v * weight.u == weight.v * last.u { continue }
      cuts.append(
        Cut(
          vertex: FoldVertex(between: segment.u, weight.u, segment.v, weight.v), weights: weight))
    }
    return cuts
  }
}

/// Lower bounds of the carried neurons at the two ends of a segment.
struct CarriedEnds {
  var atU: [Rational]
  var atV: [Rational]

  /// The bounds at a cut: an affine function lies above the line between its lower bounds.
  func interpolated(_ segment: FoldSegment, _ weights: (u: Integer, v: Integer)) -> [Rational] {
    guard !atU.isEmpty else { return [] }
    let (a, b) = (weights.u * segment.u.scale, weights.v * segment.v.scale)
    return zip(atU, atV).map { (Rational(a) * $0 + Rational(b) * $1) / Rational(a + b) }
  }

  /// Keeps the smaller of two bounds everywhere.
  mutating func lower(to other: CarriedEnds) {
    for index in atU.indices {
      atU[index] = min(atU[index], other.atU[index])
      atV[index] = min(atV[index], other.atV[index])
    }
  }
}

extension FoldJunction {
  /// What a layer does to a breakpoint.
  ///
  /// A neuron that is positive there passes both directions, a negative one neither; one that
  /// vanishes there passes on either side what leads into the positive. A carried neuron is never
  /// negative around, so its bend passes.
  func through(_ layer: FoldLayer, wantsPatterns: Bool) -> FoldJunction {
    let sides = rectified(wantsPatterns: wantsPatterns)
    let values = point.coordinates.map { $0.sign == .positive ? $0 : .zero }
    return FoldJunction(
      point: layer.keyedImage(values, scale: point.scale),
      left: layer.image(sides.left, homogenizer: .zero, outputs: layer.keyedOutputs),
      right: layer.image(sides.right, homogenizer: .zero, outputs: layer.keyedOutputs),
      carriedBend: layer.carriedBend(
        keyed: zip(sides.left, sides.right).map { $0 + $1 }, bend: carriedBend,
        outputs: layer.carriedOutputs),
      vanishesLeft: sides.vanishesLeft, vanishesRight: sides.vanishesRight)
  }

  /// The directions after ReLU, and whether some neuron active on a side vanishes at the point.
  func rectified(
    wantsPatterns: Bool
  ) -> (left: [Integer], right: [Integer], vanishesLeft: Bool, vanishesRight: Bool) {
    var (left, right) = (left, right)
    var (vanishesLeft, vanishesRight) = (vanishesLeft, vanishesRight)
    for index in left.indices {
      switch point.coordinates[index].sign {
      case .positive: continue
      case .negative: (left[index], right[index]) = (.zero, .zero)
      case .zero:
        if left[index].sign == .negative { left[index] = .zero }
        if right[index].sign == .negative { right[index] = .zero }
        if wantsPatterns {
          vanishesLeft = vanishesLeft || left[index].sign == .positive
          vanishesRight = vanishesRight || right[index].sign == .positive
        }
      }
    }
    return (left, right, vanishesLeft, vanishesRight)
  }
}
