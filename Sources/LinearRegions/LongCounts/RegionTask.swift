public import ExactNumbers
public import ReLUNetworks

extension ReLUNetwork {
  /// Sixteen hexadecimal digits that tell one count of regions from another: made from the network's
  /// exact numbers, the domain, the layers, and the version of the search.
  ///
  /// Reports of shards and checkpoints carry it, so that what belongs to another count is noticed. Two
  /// different counts have the same digits by an accident of chance 2⁻⁶⁴; it is no protection from
  /// forgery.
  /// - Parameters:
  ///   - box: one interval per input.
  ///   - layers: the hidden layers counted; nil for all.
  ///   - method: how they are counted: `automatic`, `vertices` or `programs`.
  /// - Returns: the digits.
  /// - Throws: `RegionCountError` for a box or layer that does not fit.
  public func regionTask(
    in box: [Interval], layers: Int? = nil, method: RegionMethod = .automatic
  ) throws(RegionCountError) -> String {
    let searches = try SearchFactory(self, in: box, layers: layers, method: method)
    var digest = TextDigest()
    digest.add("search \(SearchFactory.version) \(searches.name) \(searches.depth)")
    for interval in box { digest.add(interval.description) }
    let form = standardForm
    for map in form.hidden + [form.output] {
      digest.add("\(map.inputDimension) to \(map.outputDimension)")
      for weight in map.weights { digest.add(weight.description) }
      for bias in map.biases { digest.add(bias.description) }
    }
    return digest.text
  }
}

/// A number of 64 bits made from texts.
private struct TextDigest {
  private var state: UInt64 = 0

  /// Takes in a text and its end.
  mutating func add(_ text: String) {
    for byte in text.utf8 { mix(UInt64(byte)) }
    mix(256)
  }

  private mutating func mix(_ value: UInt64) {
    var generator = SplitMix64(seed: state ^ value)
    state = generator.next()
  }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
