internal import ExactNumbers

/// One layer as the fold applies it: integers over the layer's own common denominator.
///
/// Its inputs and outputs are split into *keyed* neurons, whose values tell segments apart, and
/// *carried* ones (`CarriedNeurons`), whose values do not. Carried inputs reach carried outputs only.
struct FoldLayer {
  /// D W and D b; D > 0.
  let weights: [Integer]
  let biases: [Integer]
  let scale: Integer
  let columns: Int
  /// Indices of the inputs and outputs of either kind.
  let keyedInputs: [Int]
  let carriedInputs: [Int]
  let keyedOutputs: [Int]
  let carriedOutputs: [Int]

  init(
    _ layer: RationalLayer, carriedInputs: Set<Int>, carriedOutputs: Set<Int>
  ) {
    var scale = Integer.one
    for number in layer.weights + layer.biases where number.denominator != scale {
      if number.denominator != .one { scale = scale.leastCommonMultiple(with: number.denominator) }
    }
    let clear = { (number: Rational) in
      number.numerator * scale.exactlyDivided(by: number.denominator)
    }
    weights = layer.weights.map(clear)
    biases = layer.biases.map(clear)
    self.scale = scale
    columns = layer.columns
    keyedInputs = (0..<layer.columns).filter { !carriedInputs.contains($0) }
    self.carriedInputs = (0..<layer.columns).filter(carriedInputs.contains)
    keyedOutputs = (0..<layer.rows).filter { !carriedOutputs.contains($0) }
    self.carriedOutputs = (0..<layer.rows).filter(carriedOutputs.contains)
  }

  /// D W x + D b s over keyed inputs, for some outputs.
  ///
  /// - Parameters:
  ///   - values: the keyed inputs after ReLU, times `homogenizer`.
  ///   - homogenizer: what the biases count with; 0 for a direction.
  ///   - outputs: the rows wanted.
  /// - Returns: one integer for each of `outputs`.
  func image(_ values: [Integer], homogenizer: Integer, outputs: [Int]) -> [Integer] {
    let live = values.indices.filter { values[$0].sign != .zero }
    return outputs.map { row in
      var sum = homogenizer.sign == .zero ? .zero : biases[row] * homogenizer
      let first = row * columns
      for index in live { sum += weights[first + keyedInputs[index]] * values[index] }
      return sum
    }
  }

  /// What the next layer sees of a vertex.
  ///
  /// - Parameters:
  ///   - vertex: a point, or the direction of a ray.
  ///   - values: its keyed coordinates as they enter the map (after ReLU).
  ///   - carried: lower bounds of the carried inputs there; none at a direction.
  /// - Returns: the keyed outputs, and lower bounds of the carried ones.
  func image(
    of vertex: FoldVertex, values: [Integer], carried: [Rational] = []
  ) -> FoldImage {
    FoldImage(
      keyed: keyedImage(of: vertex, values: values),
      carried: carriedImage(of: vertex, values: values, carried: carried))
  }

  /// The keyed outputs behind a vertex.
  func keyedImage(of vertex: FoldVertex, values: [Integer]) -> FoldVertex {
    FoldVertex(
      image(values, homogenizer: vertex.scale, outputs: keyedOutputs),
      scale: scale * vertex.scale)
  }

  /// Lower bounds of the carried outputs behind a vertex.
  ///
  /// The weights between carried neurons are positive, so lower bounds map to lower bounds.
  func carriedImage(
    of vertex: FoldVertex, values: [Integer]? = nil, carried: [Rational]
  ) -> [Rational] {
    guard !carriedOutputs.isEmpty, vertex.scale.sign != .zero else { return [] }
    let fromKeyed = image(
      values ?? vertex.rectified, homogenizer: vertex.scale, outputs: carriedOutputs)
    return carriedOutputs.indices.map { slot in
      var sum = Rational(fromKeyed[slot], scale * vertex.scale)
      let first = carriedOutputs[slot] * columns
      for (index, column) in carriedInputs.enumerated() {
        let weight = weights[first + column]
        if weight.sign != .zero { sum += Rational(weight, scale) * carried[index] }
      }
      return sum
    }
  }

  /// How the carried outputs bend where the keyed inputs bend by `keyed` and the carried by `bend`.
  func carriedBend(keyed: [Integer], bend: [Integer], outputs: [Int]) -> [Integer] {
    let fromKeyed = image(keyed, homogenizer: .zero, outputs: outputs)
    return outputs.indices.map { slot in
      var sum = fromKeyed[slot]
      let first = outputs[slot] * columns
      for (index, column) in carriedInputs.enumerated() {
        sum += weights[first + column] * bend[index]
      }
      return sum
    }
  }
}

/// A vertex as the next layer sees it.
struct FoldImage {
  let keyed: FoldVertex
  /// Lower bounds of the carried neurons; none at a direction.
  let carried: [Rational]

  /// The segment between two images, its ends in order.
  static func segment(
    from: FoldImage, to: FoldImage
  ) -> (segment: FoldSegment, carried: CarriedEnds) {
    if to.keyed.precedes(from.keyed) {
      return (
        FoldSegment(u: to.keyed, v: from.keyed), CarriedEnds(atU: to.carried, atV: from.carried)
      )
    }
    return (
      FoldSegment(u: from.keyed, v: to.keyed), CarriedEnds(atU: from.carried, atV: to.carried)
    )
  }
}
