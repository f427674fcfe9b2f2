internal import ExactNumbers
internal import ReLUNetworks

extension PlaneSearch {
  /// The region that the search has reached, as a value.
  func region(_ jumps: SlopeJumps) -> ActivationRegion {
    let corners = 0..<cornerCount
    prepare(jumps)
    return ActivationRegion(
      pattern: pattern.activationPattern(widths: widths), affineMap: affineMap(),
      vertices: corners.map { RegionVertex(exactPoint($0)) },
      facets: corners.map { facet($0, jumps) })
  }

  private func exactPoint(_ corner: Int) -> ExactPoint<Integer> {
    let (before, own) = lines(corner)
    return ExactPoint(exact.line(before), exact.line(own))
  }

  private func affineMap() -> AffineMap {
    let rows = exact.outputRows()
    let scale = exact.scale(depth + 1)
    return AffineMap(
      outputDimension: rows.count, inputDimension: 2,
      weights: rows.flatMap { [Rational($0.x, scale), Rational($0.y, scale)] },
      biases: rows.map { Rational($0.c, scale) })
  }

  private func facet(_ index: Int, _ jumps: SlopeJumps) -> RegionFacet {
    let corner = corner(index)
    let ends = [index, cornerAfter(index)]
    guard corner.edge.layer > 0 else {
      let side = network.box.sides[Int(corner.edge.neuron)]
      return RegionFacet(
        origin: .domain,
        halfSpace: side.isInfinite
          ? nil : RegionHalfSpace(exact.line(corner.edge), isPositive: !side.isUpper),
        vertices: ends, neighbor: nil, isKink: true)
    }
    let jump = jump(across: index, jumps)
    return RegionFacet(
      origin: .neuron(layer: Int(corner.edge.layer), index: Int(corner.edge.neuron) + 1),
      halfSpace: RegionHalfSpace(exact.line(corner.edge), isPositive: corner.isOnPositiveSide),
      vertices: ends, neighbor: jump.neighbor.activationPattern(widths: widths), isKink: jump.isKink
    )
  }
}

extension PlaneNetwork {
  /// The only region of a network without hidden layers.
  func onlyRegion() -> ActivationRegion {
    let sides = box.sides
    let output = layers[0]
    return ActivationRegion(
      pattern: ActivationPattern([]),
      affineMap: AffineMap(
        outputDimension: output.rows, inputDimension: 2, weights: output.weights,
        biases: output.biases),
      vertices: sides.indices.map { index in
        RegionVertex(ExactPoint(sides[(index + 3) % 4].line, sides[index].line))
      },
      facets: sides.enumerated().map { index, side in
        RegionFacet(
          origin: .domain,
          halfSpace: side.isInfinite ? nil : RegionHalfSpace(side.line, isPositive: !side.isUpper),
          vertices: [index, (index + 1) % 4], neighbor: nil, isKink: true)
      })
  }
}

extension RegionVertex {
  init(_ point: ExactPoint<Integer>) {
    self.point = [Rational(point.x, point.w), Rational(point.y, point.w)]
    direction = [Rational(point.xM, point.w), Rational(point.yM, point.w)]
  }
}

extension RegionHalfSpace {
  /// The side of a line on which its form is positive, or negative.
  init(_ line: ExactLine<Integer>, isPositive: Bool) {
    let factor: Integer = isPositive ? .one : -.one
    self.init(constant: factor * line.c, normal: [factor * line.x, factor * line.y])
  }
}

extension PatternKey {
  /// The pattern as a value of the library.
  func activationPattern(widths: [Int]) -> ActivationPattern {
    ActivationPattern(
      widths.indices.dropFirst().map { layer in
        (0..<widths[layer]).map { contains(layer, $0) }
      })
  }
}
