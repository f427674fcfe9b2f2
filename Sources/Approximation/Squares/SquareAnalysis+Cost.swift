internal import ExactNumbers
internal import ReLUNetworks

extension SquareAnalysis {
  /// For every level, what its layers cost: read off two small networks of the program, since the
  /// number of always active neurons does not depend on the radices.
  var costs: [RadixCost] {
    let shallow = widths(layers: 1, radix: 3)
    let deep = widths(layers: 3, radix: 3)
    return (0..<levelCount).map { level in
      let strands = zip(squares, levels).reduce(0) { $0 + ($1.1 == level ? $1.0.count : 0) }
      let active = deep[3 * level..<3 * level + 3].map { $0 - 2 * strands }
      return RadixCost(
        strands: strands, single: shallow[level] - 2 * strands, first: active[0],
        middle: active[1], last: active[2])
    }
  }

  private func widths(layers: Int, radix: Int) -> [Int] {
    let radices = [[Int]](
      repeating: [Int](repeating: radix, count: layers), count: levelCount)
    let network = LayerWriter.network(
      of: resolved(radices: radices).layout, name: "", source: nil)
    return network.architecture.hiddenWidths
  }

  /// For parts of the box and every level with N cells, the error that the level's squares
  /// cause there, times N².
  var amplitudes: [[Rational]] {
    sensitivities.map { part in
      var sums = [Rational](repeating: 0, count: levelCount)
      for (index, sensitivity) in part.enumerated() {
        let gaps = squares[index].reduce(Rational.zero) {
          $0 + $1.weight.magnitude * $1.range.width * $1.range.width
        }
        // Half of L²/4, as the errors are centred.
        sums[levels[index]] += sensitivity.magnitude * gaps / 8
      }
      return sums.map { RationalInterval($0).rounded(bits: 64).upper }
    }
  }
}
