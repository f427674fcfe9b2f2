internal import ExactNumbers
internal import ReLUNetworks

extension ZigzagKnots {
  /// The neurons of ``network(radices:name:)``.
  ///
  /// The first layer has one a knot but the last. A radix layer has k − 1 kinks and carries A with
  /// the sum so far, the zigzag, and v unless it is constant; the last one carries the sum alone.
  /// With one cell all that is carried into the first radix layer is affine in x: one neuron, and
  /// no layer of knots.
  static func neuronCount(cells: Int, isLevel: Bool, radices: [Int]) -> Int {
    let kinks = radices.reduce(0) { $0 + $1 - 1 }
    let carried = isLevel ? 2 : 3
    let layers = radices.count
    if layers == 0 { return cells }
    if cells == 1 { return kinks + 1 + (layers > 1 ? carried * (layers - 2) + 1 : 0) }
    return cells + kinks + carried * (layers - 1) + 1
  }

  /// A − c v h_M(z/v) as a network, M the product of the radices.
  ///
  /// With g the zigzag so far, r_j = relu(g − (j/k) v) and d = c divided by the square of the cells
  /// so far, a layer of radix k replaces the sum by
  ///   sum − d ((1 − 1/k) g − (2/k) Σ r_j)   and   g by k g + 2k Σ (−1)^j r_j,
  /// because h_{kM} = h_k + h_M(zigzag of k pieces)/k², all multiplied by v.
  func network(radices: [Int], name: String) -> ReLUNetwork {
    var (sum, zigzag, height) = cellCount == 1 ? affineForms : knotForms
    var hidden: [AffineMap] = cellCount == 1 ? [] : [knotLayer]
    if radices.isEmpty && cellCount == 1 { hidden = [knotLayer] }
    var depth = scale
    for (layer, k) in radices.enumerated() {
      let isLast = layer + 1 == radices.count
      let kinks = (1..<k).map { zigzag.adding(height, times: -Rational($0, k)) }
      let linear = sum.adding(zigzag, times: -depth * (1 - Rational(1, k)))
      let carried: [LayerForm] =
        isLast
        ? [linear]
        : hidden.isEmpty ? [inputForm] : [sum, zigzag] + (isLevel ? [] : [height])
      let writer = ZigzagLayer(carried: carried, kinks: kinks)
      hidden.append(writer.map)
      let bend = (1..<k).map { _ in 2 * depth / Rational(k) }
      let next = writer.form(of: linear, kinks: bend, range: nextRange(sum, height, depth))
      if !isLast {
        let fold = (1..<k).map { Rational($0.isMultiple(of: 2) ? 2 * k : -2 * k) }
        let rising = LayerForm(
          weights: zigzag.weights.map { $0 * Rational(k) }, constant: zigzag.constant * Rational(k),
          range: zigzag.range)
        zigzag = writer.form(of: rising, kinks: fold, range: zigzag.range)
        height = writer.form(
          of: height, kinks: (1..<k).map { _ in 0 }, range: height.range)
      }
      sum = next
      depth /= Rational(k * k)
    }
    return ReLUNetwork(
      assembled: name, source: nil, hidden: hidden,
      output: AffineMap(
        outputDimension: 1, inputDimension: sum.weights.count, weights: sum.weights,
        biases: [sum.constant]))
  }

  /// Where the sum lies after another layer: it loses at most |d| max v/4.
  private func nextRange(
    _ sum: LayerForm, _ height: LayerForm, _ depth: Rational
  ) -> RationalInterval {
    sum.range + .between(0, -depth * height.range.upper / 4)
  }

  // MARK: - The first layer

  /// relu(x − x_i) for all knots but the last.
  private var knotLayer: AffineMap {
    AffineMap(
      outputDimension: cellCount, inputDimension: 1,
      weights: [Rational](repeating: 1, count: cellCount), biases: places.dropLast().map { -$0 })
  }

  /// z at the knots.
  private var zigzagValues: [Rational] {
    heights.indices.map { $0.isMultiple(of: 2) ? Rational.zero : heights[$0] }
  }

  /// A, z and v over the neurons of the first layer: changes of slope.
  private var knotForms: (LayerForm, LayerForm, LayerForm) {
    func form(_ values: [Rational]) -> LayerForm {
      var changes: [Rational] = []
      var last: Rational = 0
      for index in 0..<cellCount {
        let width = places[index + 1] - places[index]
        let slope = (values[index + 1] - values[index]) / width
        changes.append(slope - last)
        last = slope
      }
      return LayerForm(weights: changes, constant: values[0], range: Self.hull(of: values))
    }
    return (form(values), form(zigzagValues), form(heights))
  }

  /// The same over the input, for one cell.
  private var affineForms: (LayerForm, LayerForm, LayerForm) {
    func form(_ values: [Rational]) -> LayerForm {
      let slope = (values[1] - values[0]) / (places[1] - places[0])
      return LayerForm(
        weights: [slope], constant: values[0] - slope * places[0], range: Self.hull(of: values))
    }
    return (form(values), form(zigzagValues), form(heights))
  }

  /// x − x_0, from which everything affine is made.
  private var inputForm: LayerForm {
    LayerForm(
      weights: [1], constant: -places[0],
      range: RationalInterval(0, places[places.count - 1] - places[0]))
  }

  private static func hull(of values: [Rational]) -> RationalInterval {
    RationalInterval(values.reduce(values[0], min), values.reduce(values[0], max))
  }
}

/// A layer with always active neurons, followed by kinks.
struct ZigzagLayer {
  /// The carried forms, moved up so that their ReLU never bends them.
  private let carried: [LayerForm]
  private let kinkCount: Int
  private let basis: LinearBasis
  /// The layer.
  let map: AffineMap

  init(carried: [LayerForm], kinks: [LayerForm]) {
    // Forms that the others span need no neuron of their own.
    var basis = LinearBasis()
    let lifted = carried.filter { basis.insert($0.weights) }.map { form in
      var lifted = form
      if form.range.lower.sign == .negative {
        lifted.constant += Rational((-form.range.lower).ceiling)
      }
      return lifted
    }
    let neurons = lifted + kinks
    self.carried = lifted
    self.basis = basis
    kinkCount = kinks.count
    map = AffineMap(
      outputDimension: neurons.count, inputDimension: neurons[0].weights.count,
      weights: neurons.flatMap(\.weights), biases: neurons.map(\.constant))
  }

  /// A form over this layer: one of the layer before that the carried ones span, and kinks.
  ///
  /// - Precondition: the form is a combination of the carried ones, but for its constant.
  func form(of linear: LayerForm, kinks: [Rational], range: RationalInterval) -> LayerForm {
    guard let coordinates = basis.coordinates(of: linear.weights) else {
      preconditionFailure("ZigzagLayer: a form that is not carried")
    }
    var constant = linear.constant
    for (factor, form) in zip(coordinates, carried) { constant -= factor * form.constant }
    return LayerForm(weights: coordinates + kinks, constant: constant, range: range)
  }
}
