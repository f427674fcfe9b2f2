/// One affine layer with rational entries, as a kernel takes it in.
package struct RationalLayer: Sendable {
  /// rows × columns, row by row.
  package let weights: [Rational]
  /// One per row.
  package let biases: [Rational]
  package let columns: Int

  package init(weights: [Rational], biases: [Rational], columns: Int) {
    precondition(weights.count == biases.count * columns, "weights must be rows × columns")
    self.weights = weights
    self.biases = biases
    self.columns = columns
  }

  package var rows: Int { biases.count }
}

/// A layer cleared of denominators: integers over one scale.
///
/// Let Sₗ be the product of the scales of layers 1…l. Since ReLU commutes with positive factors, the
/// integers Zₗ = Sₗ zₗ of the pre-activations zₗ obey Zₗ = (Dₗ Wₗ) relu(Zₗ₋₁) + Sₗ bₗ, with Dₗ = Sₗ / Sₗ₋₁
/// the least integer that makes Dₗ Wₗ and Sₗ bₗ integral.
package struct ClearedLayer: Sendable {
  package let rows: Int
  package let columns: Int
  /// Dₗ Wₗ, row by row.
  package let weights: [Integer]
  /// Sₗ bₗ.
  package let biases: [Integer]
  /// Sₗ.
  package let outputScale: Integer
  /// No slope of an affine map after this layer is larger, in a network that starts with slope 1.
  package let slopeBound: Integer
  /// No constant of an affine map after this layer is larger.
  package let constantBound: Integer

  init(_ layer: RationalLayer, after input: ClearedLayer?) {
    let inputScale = input?.outputScale ?? .one
    let scale = Self.scale(of: layer, inputScale: inputScale)
    rows = layer.rows
    columns = layer.columns
    weights = layer.weights.map { $0.numerator * scale.exactlyDivided(by: $0.denominator) }
    let outputScale = scale * inputScale
    biases = layer.biases.map { $0.numerator * outputScale.exactlyDivided(by: $0.denominator) }
    self.outputScale = outputScale
    var largestRow = Integer.zero
    for row in 0..<layer.rows {
      var sum = Integer.zero
      for column in 0..<layer.columns { sum += weights[row * layer.columns + column].magnitude }
      largestRow = max(largestRow, sum)
    }
    let largestBias = biases.map(\.magnitude).max() ?? .zero
    slopeBound = (input?.slopeBound ?? .one) * largestRow
    constantBound = (input?.constantBound ?? .zero) * largestRow + largestBias
  }

  private static func scale(of layer: RationalLayer, inputScale: Integer) -> Integer {
    var scale = Integer.one
    func include(_ denominator: Integer) {
      if denominator != scale, denominator != .one {
        scale = scale.leastCommonMultiple(with: denominator)
      }
    }
    for weight in layer.weights { include(weight.denominator) }
    for bias in layer.biases {
      let denominator = bias.denominator
      guard denominator != .one else { continue }
      include(
        denominator.exactlyDivided(by: denominator.greatestCommonDivisor(with: inputScale)))
    }
    return scale
  }

  /// Bits of the largest constant or slope of an affine map after this layer.
  package var bits: Int { max(slopeBound.bitLength, constantBound.bitLength) }
}

/// The layers of a one-input network, cleared one after the other as far as they are needed.
package struct ClearedNetwork: Sendable {
  package let source: [RationalLayer]
  package private(set) var layers: [ClearedLayer] = []

  /// A network whose first layer has one column; the last layer is the output.
  package init(_ layers: [RationalLayer]) { source = layers }

  /// Neurons of the input and of each layer but the last.
  package var widths: [Int] { [1] + source.dropLast().map(\.rows) }

  /// Bits of the largest value of a map so far.
  package var bits: Int { layers.map(\.bits).max() ?? 1 }

  /// Clears the first `count` layers.
  package mutating func clear(_ count: Int) {
    while layers.count < min(count, source.count) {
      layers.append(ClearedLayer(source[layers.count], after: layers.last))
    }
  }

  /// Clears all layers, unless some value may need more than `bits` bits.
  ///
  /// - Returns: whether all layers are cleared and fit.
  package mutating func clear(within bits: Int) -> Bool {
    guard leastBits(upTo: bits) <= bits else { return false }
    while layers.count < source.count {
      clear(layers.count + 1)
      guard let last = layers.last, last.bits <= bits else { return false }
    }
    return true
  }

  /// A quick lower bound of the bits needed, from a few weights a layer.
  ///
  /// A layer multiplies the bound of slopes by at least |w| D for each of its weights w, and D is a
  /// multiple of each denominator.
  private func leastBits(upTo limit: Int) -> Int {
    var total = 0
    for layer in source {
      var (largest, denominatorBits) = (0, 0)
      for weight in layer.weights.prefix(8) {
        denominatorBits = max(denominatorBits, weight.denominator.bitLength)
      }
      for weight in layer.weights.prefix(8) where weight.sign != .zero {
        let excess = denominatorBits - weight.denominator.bitLength - 1
        largest = max(largest, weight.numerator.bitLength - 1 + max(0, excess))
      }
      total += largest
      if total > limit { break }
    }
    return total
  }
}
