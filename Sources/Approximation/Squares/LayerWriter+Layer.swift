internal import ExactNumbers
internal import ReLUNetworks

extension LayerWriter {
  /// A carried quantity after the layer: its affine part over the neurons before the layer, and
  /// its coefficients at the layer's new kinks.
  private struct Update {
    var linear: NeuronForm
    var linearRange: RationalInterval
    var kinks: [Rational]
    var range: RationalInterval
  }

  /// Writes one layer: the next radix of every running square.
  mutating func writeLayer(_ layer: Int, _ running: inout [Running]) {
    var kinks: [NeuronForm] = []
    var firstKinks: [Int] = []
    for item in running {
      firstKinks.append(kinks.count)
      let radix = item.strand.radices[layer]
      guard let zigzag = tracked[item.key]?.form else { continue }
      for j in 1..<radix { kinks.append(zigzag.shifted(by: Rational(-j, radix))) }
    }
    var updates: [Key: Update] = [:]
    for key in keys {
      guard let old = tracked[key] else { continue }
      updates[key] = Update(
        linear: old.form, linearRange: old.range,
        kinks: [Rational](repeating: 0, count: kinks.count), range: old.range)
    }
    for (index, item) in running.enumerated() {
      refine(item, layer, firstKink: firstKinks[index], &updates)
    }
    // The zigzags last: the accumulators read the old ones.
    for (index, item) in running.enumerated() {
      fold(item, layer, firstKink: firstKinks[index], &updates)
      let radix = Rational(item.strand.radices[layer])
      running[index].scale /= radix * radix
    }
    emit(kinks, running, updates)
  }

  /// acc − scale · h_k(g) for everyone who waits, where
  /// h_k(g) = (1 − 1/k) g − (2/k) Σ relu(g − j/k) lies in [0, 1/4].
  private func refine(
    _ item: Running, _ layer: Int, firstKink: Int, _ updates: inout [Key: Update]
  ) {
    guard let zigzag = tracked[item.key]?.form else { return }
    let radix = item.strand.radices[layer]
    for (consumer, coefficient) in item.consumers {
      let scale = coefficient * item.scale
      let slope = -scale * Rational(radix - 1, radix)
      updates[consumer]?.linear.add(zigzag, times: slope)
      if let range = updates[consumer]?.linearRange {
        updates[consumer]?.linearRange = range + RationalInterval.between(0, slope)
      }
      for j in 1..<radix {
        updates[consumer]?.kinks[firstKink + j - 1] += scale * Rational(2, radix)
      }
      if let range = updates[consumer]?.range {
        updates[consumer]?.range = range + RationalInterval(0, Rational(1, 4)) * -scale
      }
    }
  }

  /// The next zigzag k g + 2k Σ (−1)^j relu(g − j/k), or nothing after the last radix.
  private func fold(
    _ item: Running, _ layer: Int, firstKink: Int, _ updates: inout [Key: Update]
  ) {
    guard layer + 1 < item.strand.radices.count, let zigzag = tracked[item.key]?.form else {
      updates[item.key] = nil
      return
    }
    let radix = item.strand.radices[layer]
    var linear = NeuronForm(constant: 0, width: width)
    linear.add(zigzag, times: Rational(radix))
    updates[item.key]?.linear = linear
    updates[item.key]?.linearRange = RationalInterval(0, Rational(radix))
    for j in 1..<radix {
      updates[item.key]?.kinks[firstKink + j - 1] = Rational(
        j.isMultiple(of: 2) ? 2 * radix : -2 * radix)
    }
  }

  /// Chooses the always active neurons, appends the layer and rewrites what is carried.
  private mutating func emit(
    _ kinks: [NeuronForm], _ running: [Running], _ updates: [Key: Update]
  ) {
    let carried = activeForms(running, updates)
    var basis = LinearBasis()
    for item in carried { basis.insert(item.form.weights) }
    // A carried form is moved up by what it may lie below 0, so that its ReLU never bends it.
    let lifts = carried.map { max(-$0.range.lower, 0) }
    let neurons = zip(carried, lifts).map { $0.form.shifted(by: $1) } + kinks
    hidden.append(
      AffineMap(
        outputDimension: neurons.count, inputDimension: width,
        weights: Array(neurons.map(\.weights).joined()), biases: neurons.map(\.constant)))
    width = neurons.count
    for (key, update) in updates {
      guard let coordinates = basis.coordinates(of: update.linear.weights) else { continue }
      var form = NeuronForm(constant: update.linear.constant, width: width)
      form.weights = coordinates + update.kinks
      for (index, factor) in coordinates.enumerated() {
        form.constant -= factor * (carried[index].form.constant + lifts[index])
      }
      tracked[key] = TrackedForm(form: form, range: update.range)
    }
    for key in keys where updates[key] == nil { tracked[key] = nil }
  }

  /// Independent forms that span the affine parts of all updates: zigzags and accumulators as
  /// they are where they lie in that span, the affine parts themselves otherwise.
  private func activeForms(_ running: [Running], _ updates: [Key: Update]) -> [TrackedForm] {
    var span = LinearBasis()
    let ordered = keys.compactMap { updates[$0] }
    for update in ordered { span.insert(update.linear.weights) }
    var candidates = running.compactMap { tracked[$0.key] }
    candidates += keys.compactMap { updates[$0] == nil ? nil : tracked[$0] }
    candidates += ordered.map { TrackedForm(form: $0.linear, range: $0.linearRange) }
    var basis = LinearBasis()
    var chosen: [TrackedForm] = []
    for candidate in candidates where chosen.count < span.count {
      guard span.coordinates(of: candidate.form.weights) != nil else { continue }
      if basis.insert(candidate.form.weights) { chosen.append(candidate) }
    }
    return chosen
  }
}
