import ExactNumbers

/// The networks behind `constructedPieceCount()`, built from the last layer back as
/// Docs/bounds.md describes, so that their pieces can be counted.
///
/// Each step but the last is one hidden layer, or two, with a read-out u = Σ c_i h_i + c that the
/// next step takes as its only input.
struct ConstructedNetwork {
  /// A neuron relu(±(x − position)) and its weight in the layer's read-out.
  private struct Unit {
    var position: Rational
    var facesRight: Bool
    var weight: Rational = 0
  }

  private struct Step {
    var units: [Unit]
    /// A second layer: one row of weights and a bias per neuron, and the read-out's weight on it.
    var second: [(row: [Rational], weight: Rational)] = []
    var offset: Rational = 0

    var readOut: [Rational] { second.isEmpty ? units.map(\.weight) : second.map(\.weight) }
  }

  private var steps: [Step]
  /// Where the network built so far changes slope, and whether its outer pieces are sloped.
  private(set) var breakpoints: [Rational]
  private(set) var isOpenLeft: Bool
  private(set) var isOpenRight: Bool

  var openRayCount: Int { (isOpenLeft ? 1 : 0) + (isOpenRight ? 1 : 0) }

  /// The last layer: breakpoints at 1, …, n; the first neuron of several faces left.
  init(lastWidth n: Int) {
    steps = [
      Step(units: (1...n).map { Unit(position: Rational($0), facesRight: n == 1 || $0 > 1) })
    ]
    breakpoints = (1...n).map { Rational($0) }
    isOpenLeft = n > 1
    isOpenRight = true
  }

  /// Mirrors the network in its input.
  mutating func mirror() {
    for index in steps[0].units.indices {
      steps[0].units[index].position.negate()
      steps[0].units[index].facesRight.toggle()
    }
    breakpoints = breakpoints.reversed().map { -$0 }
    swap(&isOpenLeft, &isOpenRight)
  }

  /// Puts u = c + Σ w_i relu(±(x − t_i)), or a second layer after these, in front; the caller says
  /// what the new breakpoints are.
  private mutating func precede(
    _ units: [Unit], second: [(row: [Rational], weight: Rational)] = [], offset: Rational,
    breakpoints: [Rational], open: (left: Bool, right: Bool)
  ) {
    steps.insert(Step(units: units, second: second, offset: offset), at: 0)
    self.breakpoints = breakpoints
    (isOpenLeft, isOpenRight) = open
  }

  private var lowest: Rational { breakpoints[0] - 1 }
  private var highest: Rational { breakpoints[breakpoints.count - 1] + 1 }

  /// One neuron: u = lowest + relu(x), which cuts the left ray.
  mutating func cutLeft() {
    let shifted = breakpoints.map { $0 - lowest }
    precede(
      [Unit(position: 0, facesRight: true, weight: 1)], offset: lowest,
      breakpoints: (isOpenLeft ? [0] : []) + shifted, open: (false, isOpenRight))
  }

  /// Two neurons: u falls to `lowest`, stays there on [−1, 1], and rises.
  mutating func bendFlat() {
    let right = breakpoints.map { $0 - lowest + 1 }
    let inner: [Rational] = isOpenLeft ? [-1, 1] : []
    precede(
      [
        Unit(position: -1, facesRight: false, weight: 1),
        Unit(position: 1, facesRight: true, weight: 1),
      ], offset: lowest, breakpoints: right.reversed().map { -$0 } + inner + right,
      open: (isOpenRight, isOpenRight))
  }

  /// Two neurons: u falls to `lowest` at 0, rises with slope 1, and with slope 2 from a corner on
  /// that lies where this network is sloped, so that it shows.
  mutating func bendSteep() {
    let turn = slopedPoint
    let corner = turn - lowest
    let falling = breakpoints.reversed().map { lowest - $0 }
    let rising = (breakpoints + [turn]).sorted().map { point in
      point <= turn ? point - lowest : corner + (point - turn) / 2
    }
    // The slopes −1, 1, 2 fit two neurons that face each other: the middle one is the sum.
    precede(
      [
        Unit(position: 0, facesRight: true, weight: 2),
        Unit(position: corner, facesRight: false, weight: 1),
      ], offset: lowest - corner,
      breakpoints: falling + (isOpenLeft ? [0] : []) + rising, open: (isOpenRight, isOpenRight))
  }

  /// Two layers of two neurons: u = lowest + 3 (highest − lowest) (g − 14/3) with
  /// g = 3 relu(4 − 2h₁ − 3h₂) + 2 relu(2h₁ + 4h₂ − 3), h = (relu(t), relu(1 − t)).
  ///
  /// g has breakpoints −1/3, 0, 1/2, 1, 3/2, 2 with values 14/3, 5, 9/2, 6, 3, 2 and tends to +∞
  /// on both sides, so six pieces run through (14/3, 5).
  mutating func bendTwice() {
    let height = highest - lowest
    let values = breakpoints.map { Rational(14, 3) + ($0 - lowest) / (3 * height) }
    let runs = values.map { (2 - $0) / 8 } + values.map { $0 - 5 } + values.map { 5 - $0 }
    let laterRuns =
      values.map { ($0 - 3) / 3 } + values.map { (12 - $0) / 6 } + values.map { ($0 + 6) / 4 }
    let low: [Rational] = isOpenLeft ? [Rational(-1, 3), Rational(1, 2), Rational(3, 2), 2] : []
    let high: [Rational] = isOpenRight ? [0, 1] : []
    precede(
      [Unit(position: 0, facesRight: true), Unit(position: 1, facesRight: false)],
      second: [([-2, -3, 4], 9 * height), ([2, 4, -3], 6 * height)],
      offset: lowest - 14 * height, breakpoints: (runs + laterRuns + low + high).sorted(),
      open: (isOpenRight, isOpenRight))
  }

  /// A point above `lowest` on a sloped piece: the left ray if it is open, else just right of the
  /// first breakpoint, where the network must leave its constant.
  private var slopedPoint: Rational {
    if isOpenLeft { return breakpoints[0] - Rational(1, 2) }
    return breakpoints.count > 1
      ? (breakpoints[0] + breakpoints[1]) / 2 : breakpoints[0] + Rational(1, 2)
  }

  /// Three neurons or more: u = lowest + (highest − lowest) F with the zigzag
  /// F(y) = 5 − 3 relu(y−1) + 2 relu(y−2) − 2 relu(3−y) + 2 relu(y−4) − …: slopes 2, −1, 1, −1, …
  /// and F(1), F(2), … = 1, 0, 1, 0, ….
  mutating func fold(width n: Int) {
    let height = highest - lowest
    let units = (1...n).map { turn in
      let weight: Rational = turn == 1 ? -3 : turn.isMultiple(of: 2) ? 2 : -2
      return Unit(position: Rational(turn), facesRight: turn != 3, weight: weight * height)
    }
    let levels = breakpoints.map { ($0 - lowest) / height }
    var points = levels.map { ($0 + 1) / 2 }
    for turn in 1...n {
      let isTop = !turn.isMultiple(of: 2)
      if isTop ? isOpenRight : isOpenLeft { points.append(Rational(turn)) }
      points +=
        isTop
        ? levels.reversed().map { Rational(turn + 1) - $0 } : levels.map { Rational(turn) + $0 }
    }
    precede(
      units, offset: lowest + 5 * height, breakpoints: points,
      open: (isOpenLeft, n.isMultiple(of: 2) ? isOpenRight : isOpenLeft))
  }

  /// The hidden layers with their weights.
  var network: OneInputNetwork {
    var layers: [OneInputNetwork.Layer] = []
    var readOut: (weights: [Rational], offset: Rational) = ([1], 0)
    for step in steps {
      layers.append(
        step.units.map { unit in
          let sign: Rational = unit.facesRight ? 1 : -1
          return readOut.weights.map { sign * $0 } + [sign * (readOut.offset - unit.position)]
        })
      if !step.second.isEmpty { layers.append(step.second.map(\.row)) }
      readOut = (step.readOut, step.offset)
    }
    return OneInputNetwork(layers: layers)
  }
}

extension ConstructedNetwork {
  /// For each number of open rays the network with most breakpoints that the steps reach.
  static func best(hidden: [Int]) -> [ConstructedNetwork] {
    var behind: [ConstructedNetwork] = []
    var candidates = [ConstructedNetwork(lastWidth: hidden[hidden.count - 1])]
    for index in hidden.indices.dropLast().reversed() {
      var networks = candidates.flatMap { $0.preceded(byWidth: hidden[index]) }
      if hidden[index] == 2, hidden[index + 1] == 2 {
        networks += behind.flatMap { $0.withMirror }.map { $0.applying { $0.bendTwice() } }
      }
      behind = candidates
      candidates = mostForEachOpenRayCount(networks)
    }
    return candidates
  }

  private static func mostForEachOpenRayCount(
    _ networks: [ConstructedNetwork]
  ) -> [ConstructedNetwork] {
    (0...2).compactMap { open in
      networks.filter { $0.openRayCount == open }
        .max { $0.breakpoints.count < $1.breakpoints.count }
    }
  }

  /// Every step of one layer of this width, on the network and on its mirror image.
  private func preceded(byWidth width: Int) -> [ConstructedNetwork] {
    withMirror.flatMap { network -> [ConstructedNetwork] in
      switch width {
      case 1: [network.applying { $0.cutLeft() }]
      case 2: [network.applying { $0.bendFlat() }, network.applying { $0.bendSteep() }]
      default: [network.applying { $0.fold(width: width) }]
      }
    }
  }

  private var withMirror: [ConstructedNetwork] { [self, applying { $0.mirror() }] }

  private func applying(_ step: (inout ConstructedNetwork) -> Void) -> ConstructedNetwork {
    var copy = self
    step(&copy)
    return copy
  }
}
