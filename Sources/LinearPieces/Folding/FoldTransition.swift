internal import ExactNumbers

/// What one map makes of one segment, by name, equal results counted together.
struct FoldTransition {
  /// Into how many cells the segment is cut.
  let cells: Int
  /// The segments that these are to the next layer, and lower bounds of its carried neurons there.
  private(set) var children: [(name: Int, times: Int, carried: CarriedEnds)] = []
  /// The breakpoints between them, and lower bounds of the present layer's carried neurons there.
  private(set) var junctions: [(name: Int, times: Int, carried: [Rational])] = []

  init(cells: Int) { self.cells = cells }

  /// Adds a cell; where nothing is carried, equal ones are one entry.
  mutating func add(child name: Int, _ carried: CarriedEnds) {
    if carried.atU.isEmpty, let index = children.firstIndex(where: { $0.name == name }) {
      children[index].times += 1
    } else {
      children.append((name, 1, carried))
    }
  }

  /// Adds a breakpoint; where nothing is carried, equal ones are one entry.
  mutating func add(junction name: Int, _ carried: [Rational]) {
    if carried.isEmpty, let index = junctions.firstIndex(where: { $0.name == name }) {
      junctions[index].times += 1
    } else {
      junctions.append((name, 1, carried))
    }
  }
}

/// One layer at work on one segment: cut it where neurons vanish, rectify, apply the map behind.
struct SegmentCut {
  /// The cells as the next layer sees them, with lower bounds of its carried neurons.
  private(set) var children: [(segment: FoldSegment, carried: CarriedEnds)] = []
  /// The cuts as breakpoints of this layer, with lower bounds of its carried neurons.
  private(set) var junctions: [(germ: FoldJunction, carried: [Rational])] = []

  /// Cuts a segment.
  ///
  /// - Parameters:
  ///   - segment: keyed pre-activations of a layer.
  ///   - ends: lower bounds of that layer's carried pre-activations, all ≥ 0.
  ///   - map: the map behind the layer.
  ///   - wantsJunctions: whether to make the breakpoints.
  init(
    _ segment: FoldSegment, carried ends: CarriedEnds, through map: FoldLayer,
    wantsJunctions: Bool
  ) {
    let cuts = Self.cuts(of: segment)
    let bounds = cuts.map { ends.interpolated(segment, $0.weights) }
    let vertices = [segment.u] + cuts.map { $0.vertex } + [segment.v]
    let carried = [ends.atU] + bounds + [ends.atV]
    let images = vertices.indices.map { index in
      map.image(of: vertices[index], values: vertices[index].rectified, carried: carried[index])
    }
    for index in 0..<images.count - 1 {
      children.append(FoldImage.segment(from: images[index], to: images[index + 1]))
    }
    guard wantsJunctions, !cuts.isEmpty else { return }
    let direction = segment.u.direction(to: segment.v)
    junctions = cuts.indices.map { index in
      let germ = FoldJunction(
        bornAt: cuts[index].vertex, direction, carried: map.carriedInputs.count)
      return (germ, bounds[index])
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
    // The larger v's share, the nearer to v the cut lies.
    weights.sort { $0.v * $1.u < $1.v * $0.u }
    var cuts: [Cut] = []
    for weight in weights {
      if let last = cuts.last?.weights, last.v * weight.u == weight.v * last.u { continue }
      let vertex = FoldVertex(between: segment.u, weight.u, segment.v, weight.v)
      cuts.append(Cut(vertex: vertex, weights: weight))
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
