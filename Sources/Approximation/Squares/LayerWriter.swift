internal import ExactNumbers
internal import ReLUNetworks

/// Writes a ``SquareLayout`` as the layers of a network, with as few neurons as its squares allow.
///
/// Quantities are carried from layer to layer only as far as somebody still needs them: for every
/// running square its zigzag g, and for every form that a later step squares, and for the output,
/// the part that is known so far. A layer of radix k replaces
///
///   acc by acc − weight · (L²/N²) h_k(g) and g by the zigzag of k pieces of g,
///
/// where h_k, the interpolant of t − t² at j/k, and the zigzag are both affine in g and the same
/// neurons relu(g − j/k), 0 < j < k. So a layer needs these k − 1 neurons for every running square,
/// and neurons that are always active for the affine parts of all carried quantities: as many as
/// the rank of these parts. The rank merges what can be merged: in the first layer accumulator and
/// zigzag, in the last one accumulator and the affine part of h, pending sums with accumulators.
struct LayerWriter {
  /// Something that is carried.
  enum Key: Hashable {
    /// The form under a square of a later level, or the zigzag of a running one.
    case strand(step: Int, index: Int)
    case output
  }

  private let layout: SquareLayout
  /// The keys of `tracked`, in a fixed order.
  private(set) var keys: [Key] = []
  /// What is carried now.
  var tracked: [Key: TrackedForm] = [:]
  /// The layers so far.
  var hidden: [AffineMap] = []
  /// The width of the last one.
  var width: Int

  private init(_ layout: SquareLayout) {
    self.layout = layout
    width = layout.inputs.count
    for (step, description) in layout.steps.enumerated() {
      keys += description.strands.indices.map { Key.strand(step: step, index: $0) }
    }
    keys.append(.output)
    for key in keys { tracked[key] = initialForm(of: self.registerForm(of: key)) }
  }

  /// The network of a layout.
  static func network(of layout: SquareLayout, name: String, source: String?) -> ReLUNetwork {
    var writer = LayerWriter(layout)
    let levels = layout.steps.map(\.level).max().map { $0 + 1 } ?? 0
    for level in 0..<levels { writer.write(level: level) }
    return writer.finished(name: name, source: source)
  }

  /// The form over registers that a key stands for.
  private func registerForm(of key: Key) -> RegisterForm {
    switch key {
    case .strand(let step, let index): layout.steps[step].strands[index].form
    case .output: layout.output
    }
  }

  /// The part of a form that the inputs make up.
  private func initialForm(of form: RegisterForm) -> TrackedForm {
    var result = TrackedForm(
      form: NeuronForm(constant: form.constant, width: width),
      range: RationalInterval(form.constant))
    for (register, coefficient) in form.terms where register < layout.inputs.count {
      result.form.weights[register] = coefficient
      result.range = result.range + layout.inputs[register] * coefficient
    }
    return result
  }

  // MARK: - Levels

  /// A square at work, its zigzag being the tracked form of its key.
  struct Running {
    let key: Key
    let strand: SquareStrand
    /// weight · L²/N² for the cells so far.
    var scale: Rational
    /// Who waits for the result, with the coefficient of the step's register in their forms.
    let consumers: [(key: Key, coefficient: Rational)]
  }

  private mutating func write(level: Int) {
    var running: [Running] = []
    for (step, description) in layout.steps.enumerated() where description.level == level {
      running += start(step: step, description)
    }
    var layer = 0
    while !running.isEmpty {
      running = running.filter { item in
        guard item.strand.radices.count <= layer else { return true }
        discard(item.key)
        return false
      }
      if !running.isEmpty { writeLayer(layer, &running) }
      layer += 1
    }
  }

  /// Adds the chord of every square of a step to who waits for it, and starts the zigzags.
  private mutating func start(step: Int, _ description: SquareStep) -> [Running] {
    let register = layout.inputs.count + step
    var consumers: [(key: Key, coefficient: Rational)] = []
    for key in keys {
      let coefficient = registerForm(of: key)[register]
      guard coefficient.sign != .zero else { continue }
      consumers.append((key, coefficient))
      add(
        NeuronForm(constant: description.offset, width: width),
        range: RationalInterval(description.offset), times: coefficient, to: key)
    }
    var running: [Running] = []
    for (index, strand) in description.strands.enumerated() {
      let key = Key.strand(step: step, index: index)
      guard let under = tracked[key] else { continue }
      let (a, b) = (strand.domain.lower, strand.domain.upper)
      // The chord of t² between a and b is (a + b) t − ab.
      var chord = NeuronForm(constant: -a * b, width: width)
      chord.add(under.form, times: a + b)
      for (consumer, coefficient) in consumers {
        add(chord, range: .between(a * a, b * b), times: coefficient * strand.weight, to: consumer)
      }
      guard a < b, !strand.radices.isEmpty, !consumers.isEmpty else {
        discard(key)
        continue
      }
      var zigzag = NeuronForm(constant: -a / (b - a), width: width)
      zigzag.add(under.form, times: 1 / (b - a))
      tracked[key] = TrackedForm(form: zigzag, range: RationalInterval(0, 1))
      running.append(
        Running(
          key: key, strand: strand, scale: strand.weight * (b - a) * (b - a), consumers: consumers))
    }
    return running
  }

  private mutating func discard(_ key: Key) {
    tracked[key] = nil
    keys.removeAll { $0 == key }
  }

  private mutating func add(
    _ form: NeuronForm, range: RationalInterval, times factor: Rational, to key: Key
  ) {
    tracked[key]?.form.add(form, times: factor)
    if let old = tracked[key]?.range { tracked[key]?.range = old + range * factor }
  }
}

extension LayerWriter {
  /// The finished network: the output's form over the last layer.
  fileprivate func finished(name: String, source: String?) -> ReLUNetwork {
    let form = tracked[.output]?.form ?? NeuronForm(constant: layout.output.constant, width: width)
    let output = AffineMap(
      outputDimension: 1, inputDimension: width, weights: form.weights, biases: [form.constant])
    return ReLUNetwork(assembled: name, source: source, hidden: hidden, output: output)
  }
}

extension ReLUNetwork {
  /// A network whose sizes chain by construction, with a name and a source.
  ///
  /// - Precondition: the sizes of the maps chain.
  init(assembled name: String, source: String?, hidden: [AffineMap], output: AffineMap) {
    do {
      try self.init(hidden: hidden, output: output)
    } catch {
      preconditionFailure("\(name): \(error)")
    }
    self.name = name
    self.source = source
  }
}
