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
  func image(_ values: [Integer], homogenizer: Integer, outputs: [Int]) -> [Integer] {
    let live = values.indices.filter { values[$0].sign != .zero }
    return outputs.map { row in
      var sum = homogenizer.sign == .zero ? .zero : biases[row] * homogenizer
      let first = row * columns
      for index in live { sum += weights[first + keyedInputs[index]] * values[index] }
      return sum
    }
  }

  /// The keyed part of the image of a vertex.
  func keyedImage(_ rectified: [Integer], scale vertexScale: Integer) -> FoldVertex {
    FoldVertex(
      image(rectified, homogenizer: vertexScale, outputs: keyedOutputs),
      scale: scale * vertexScale)
  }

  /// Values of the carried outputs from values of all inputs, the carried ones given as rationals.
  ///
  /// The weights between carried neurons are positive, so lower bounds map to lower bounds.
  func carriedImage(
    _ rectified: [Integer], scale vertexScale: Integer, carried: [Rational]
  ) -> [Rational] {
    guard !carriedOutputs.isEmpty else { return [] }
    let fromKeyed = image(rectified, homogenizer: vertexScale, outputs: carriedOutputs)
    return carriedOutputs.indices.map { slot in
      var sum = Rational(fromKeyed[slot], scale * vertexScale)
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
