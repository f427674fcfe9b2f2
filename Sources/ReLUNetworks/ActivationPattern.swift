/// One bit for every hidden neuron of a network: active or not.
///
/// A neuron is *active* where its pre-activation is greater than 0; at 0 it is not active. This is
/// the one place that fixes the convention (see ``ReLUNetwork/activationPattern(at:)``).
public struct ActivationPattern: Hashable, Sendable, CustomStringConvertible {
  /// The number of neurons of each hidden layer.
  public let layerWidths: [Int]
  /// The bits, 64 a word, first neuron of the first layer lowest; unused bits are 0.
  private var words: [UInt64]

  /// Makes a pattern from bits.
  ///
  /// - Parameter layers: for each hidden layer, whether each neuron is active.
  public init(_ layers: [[Bool]]) {
    layerWidths = layers.map(\.count)
    words = [UInt64](repeating: 0, count: (layerWidths.reduce(0, +) + 63) / 64)
    for (bit, isActive) in layers.joined().enumerated() where isActive {
      words[bit / 64] |= 1 << UInt64(bit % 64)
    }
  }

  /// The number of active neurons.
  public var activeCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether each neuron of one hidden layer is active.
  ///
  /// - Parameter layer: the hidden layer, from 0.
  /// - Returns: one value a neuron.
  /// - Precondition: the layer exists.
  public func activity(inLayer layer: Int) -> [Bool] {
    precondition(layerWidths.indices.contains(layer), "hidden layer \(layer)")
    let start = layerWidths[..<layer].reduce(0, +)
    return (start..<start + layerWidths[layer]).map(isActive(bit:))
  }

  private func isActive(bit: Int) -> Bool { words[bit / 64] >> UInt64(bit % 64) & 1 == 1 }

  /// The bits as 0 and 1, layers separated by a bar: `101|01`.
  public var description: String {
    var text = ""
    var bit = 0
    for (layer, width) in layerWidths.enumerated() {
      if layer > 0 { text += "|" }
      for _ in 0..<width {
        text += isActive(bit: bit) ? "1" : "0"
        bit += 1
      }
    }
    return text
  }
}
