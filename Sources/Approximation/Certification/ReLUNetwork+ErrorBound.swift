internal import ExactNumbers
internal import ReLUNetworks

extension ReLUNetwork {
  /// A bound of |f − network| on a box without any work on pieces: from both ranges.
  func errorBound(_ target: ApproximationTarget, on box: [RationalInterval]) -> Rational {
    (target.enclosure(on: box, bits: 32) - range(on: box)).magnitude
  }

  /// An interval that holds the output of a network of one output on a box.
  ///
  /// Layer by layer in interval arithmetic; numbers are cut to 64 digits outward.
  func range(on box: [RationalInterval]) -> RationalInterval {
    var values = box
    for layer in layers {
      let map = layer.map
      values = (0..<map.outputDimension).map { row in
        let start = RationalInterval(map.biases[row])
        let sum = zip(map.row(row), values).reduce(start) { $0 + $1.1 * $1.0 }.rounded(bits: 64)
        guard layer.activation == .relu else { return sum }
        return RationalInterval(max(sum.lower, 0), max(sum.upper, 0))
      }
    }
    return values[0]
  }
}
