internal import ExactNumbers

/// A breakpoint of earlier layers as the next layer sees it.
///
/// `point` is its pre-activation; `left` and `right` are the directions in which the pre-activations
/// leave it on either side, both per unit of |t| up to one common positive factor. Left and right are
/// ordered, since turning the line around changes nothing that is counted.
struct FoldJunction: Hashable, Sendable {
  var point: FoldVertex
  var left: [Integer]
  var right: [Integer]
  /// Sum of both directions in the carried coordinates: how much they bend.
  var carriedBend: [Integer]
  /// Whether some neuron active on a side vanishes at the point (kept only when R1 is asked for).
  var vanishesLeft: Bool
  var vanishesRight: Bool

  /// A cut of the current layer: its pre-activations run straight through it.
  init(bornAt point: FoldVertex, _ direction: [Integer], carried: Int) {
    self.init(
      point: point, left: direction.map { -$0 }, right: direction,
      carriedBend: Array(repeating: .zero, count: carried), vanishesLeft: false,
      vanishesRight: false)
    self = canonical()
  }

  init(
    point: FoldVertex, left: [Integer], right: [Integer], carriedBend: [Integer],
    vanishesLeft: Bool, vanishesRight: Bool
  ) {
    self.point = point
    self.left = left
    self.right = right
    self.carriedBend = carriedBend
    self.vanishesLeft = vanishesLeft
    self.vanishesRight = vanishesRight
  }

  /// The same germ without a common factor of its directions.
  func scaledDown() -> FoldJunction {
    let divisor = commonDivisor(of: left + right + carriedBend, .zero)
    guard divisor != .one else { return self }
    var copy = self
    copy.left = left.map { $0.exactlyDivided(by: divisor) }
    copy.right = right.map { $0.exactlyDivided(by: divisor) }
    copy.carriedBend = carriedBend.map { $0.exactlyDivided(by: divisor) }
    return copy
  }

  /// The same germ without a common factor, its sides in order.
  func canonical() -> FoldJunction {
    var copy = scaledDown()
    let swaps =
      copy.right.lexicographicallyPrecedes(copy.left)
      || (copy.left == copy.right && copy.vanishesRight && !copy.vanishesLeft)
    if swaps {
      swap(&copy.left, &copy.right)
      swap(&copy.vanishesLeft, &copy.vanishesRight)
    }
    return copy
  }

  /// Whether no later layer can bend at it any more.
  var isFlat: Bool {
    left.allSatisfy { $0.sign == .zero } && right.allSatisfy { $0.sign == .zero }
      && carriedBend.allSatisfy { $0.sign == .zero }
  }
}

extension FoldJunction {
  /// What a map makes of a breakpoint.
  ///
  /// A neuron that is positive there passes both directions, a negative one neither; one that
  /// vanishes there passes on either side what leads into the positive. A carried neuron is never
  /// negative around, so its bend passes.
  ///
  /// - Parameters:
  ///   - map: the map behind the layer.
  ///   - wantsPatterns: whether to note which sides have an active neuron that vanishes.
  /// - Returns: the same breakpoint as the next layer sees it.
  func through(_ map: FoldLayer, wantsPatterns: Bool) -> FoldJunction {
    let sides = rectified(wantsPatterns: wantsPatterns)
    return FoldJunction(
      point: map.keyedImage(of: point, values: point.rectified),
      left: map.image(sides.left, homogenizer: .zero, outputs: map.keyedOutputs),
      right: map.image(sides.right, homogenizer: .zero, outputs: map.keyedOutputs),
      carriedBend: map.carriedBend(
        keyed: zip(sides.left, sides.right).map { $0 + $1 }, bend: carriedBend,
        outputs: map.carriedOutputs),
      vanishesLeft: sides.vanishesLeft, vanishesRight: sides.vanishesRight)
  }

  /// The directions after ReLU, and whether some neuron active on a side vanishes at the point.
  func rectified(
    wantsPatterns: Bool
  ) -> (left: [Integer], right: [Integer], vanishesLeft: Bool, vanishesRight: Bool) {
    var (left, right) = (left, right)
    var (vanishesLeft, vanishesRight) = (vanishesLeft, vanishesRight)
    for index in left.indices {
      switch point.coordinates[index].sign {
      case .positive: continue
      case .negative: (left[index], right[index]) = (.zero, .zero)
      case .zero:
        if left[index].sign == .negative { left[index] = .zero }
        if right[index].sign == .negative { right[index] = .zero }
        if wantsPatterns {
          vanishesLeft = vanishesLeft || left[index].sign == .positive
          vanishesRight = vanishesRight || right[index].sign == .positive
        }
      }
    }
    return (left, right, vanishesLeft, vanishesRight)
  }
}
