internal import ExactNumbers
internal import ReLUNetworks

extension PlaneSearch {
  /// The region that the search has reached, as a value.
  func region(_ jumps: SlopeJumps) -> ActivationRegion {
    let corners = 0..<cornerCount
    prepare(jumps)
    return ActivationRegion(
      pattern: pattern.activationPattern(widths: widths), affineMap: affineMap(),
      corners: corners.map { RegionCorner(exactPoint($0)) }, edges: corners.map { edge($0, jumps) })
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

  private func edge(_ index: Int, _ jumps: SlopeJumps) -> RegionEdge {
    let corner = corner(index)
    guard corner.edge.layer > 0 else {
      let side = network.box.sides[Int(corner.edge.neuron)]
      return RegionEdge(
        origin: .domain,
        halfPlane: side.isInfinite
          ? nil : HalfPlane(exact.line(corner.edge), isPositive: !side.isUpper),
        neighbor: nil, isKink: true)
    }
    let jump = jump(across: index, jumps)
    return RegionEdge(
      origin: .neuron(layer: Int(corner.edge.layer), index: Int(corner.edge.neuron) + 1),
      halfPlane: HalfPlane(exact.line(corner.edge), isPositive: corner.isOnPositiveSide),
      neighbor: jump.neighbor.activationPattern(widths: widths), isKink: jump.isKink)
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
      corners: sides.indices.map { index in
        RegionCorner(ExactPoint(sides[(index + 3) % 4].line, sides[index].line))
      },
      edges: sides.map { side in
        RegionEdge(
          origin: .domain,
          halfPlane: side.isInfinite ? nil : HalfPlane(side.line, isPositive: !side.isUpper),
          neighbor: nil, isKink: true)
      })
  }
}

extension RegionCorner {
  init(_ point: ExactPoint<Integer>) {
    self.point = [Rational(point.x, point.w), Rational(point.y, point.w)]
    direction = [Rational(point.xM, point.w), Rational(point.yM, point.w)]
  }
}

extension HalfPlane {
  /// The side of a line on which its form is positive, or negative.
  init(_ line: ExactLine<Integer>, isPositive: Bool) {
    var divisor = line.c.greatestCommonDivisor(with: line.x).greatestCommonDivisor(with: line.y)
    if !isPositive { divisor = -divisor }
    constant = line.c.exactlyDivided(by: divisor)
    x = line.x.exactlyDivided(by: divisor)
    y = line.y.exactlyDivided(by: divisor)
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
