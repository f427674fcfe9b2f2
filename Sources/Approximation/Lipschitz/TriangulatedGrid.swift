public import ExactNumbers
public import ReLUNetworks

/// A grid of equal rectangles, each cut by its rising diagonal, with a value at every node.
///
/// The interpolant is affine on every triangle. Its hat function at a node, 1 there and 0 at all
/// others, is relu(1 − (|u| + |w| + |u − w|)/2) with u and w the distances to the node in cells: the
/// half sum is the spread of the three numbers 0, u and w, which is 1 on the six triangles' rim.
public struct TriangulatedGrid: Hashable, Sendable {
  /// The rectangle, two bounded intervals.
  public let box: [Interval]
  /// The number of cells along each side.
  public let cells: [Int]
  /// The values at the nodes, those of the first row (least second coordinate) first.
  public let values: [Rational]

  private let ends: [RationalInterval]

  /// The most nodes.
  public static let nodeLimit = 20_000

  /// A grid with values from a function.
  ///
  /// - Parameters:
  ///   - box: two bounded intervals.
  ///   - cells: the number of cells along each, at least 1.
  ///   - value: the function at a node.
  /// - Throws: ``ApproximationError`` for another number of intervals, an unbounded one, no cells
  ///   or too many.
  /// - Precondition: as many numbers in `cells` as intervals.
  public init(
    box: [Interval], cells: [Int], value: ([Rational]) -> Rational
  ) throws(ApproximationError) {
    guard box.count == 2 else { throw .intervalCountMismatch(expected: 2, received: box.count) }
    precondition(cells.count == 2, "TriangulatedGrid needs two numbers of cells, not \(cells)")
    var ends: [RationalInterval] = []
    for (interval, count) in zip(box, cells) {
      guard let bounded = RationalInterval(interval) else { throw .unboundedDomain(interval) }
      guard count >= 1 else {
        throw .tooSmall(quantity: "the number of cells", minimum: 1, received: count)
      }
      guard count <= Self.nodeLimit else {
        throw .tooLarge(quantity: "neurons", limit: Self.nodeLimit)
      }
      ends.append(bounded)
    }
    guard (cells[0] + 1) * (cells[1] + 1) <= Self.nodeLimit else {
      throw .tooLarge(quantity: "neurons", limit: Self.nodeLimit)
    }
    (self.box, self.cells, self.ends) = (box, cells, ends)
    values = (0...cells[1]).flatMap { j in
      (0...cells[0]).map { i in
        value([Self.node(ends[0], i, cells[0]), Self.node(ends[1], j, cells[1])])
      }
    }
  }

  private static func node(_ side: RationalInterval, _ index: Int, _ count: Int) -> Rational {
    side.lower + side.width * Rational(index, count)
  }

  /// A bound of the distance to a function with these values at the nodes.
  ///
  /// On a triangle the interpolant is Σ λ f(node) with the barycentric λ, so it is within
  /// Σ λ |f(p) − f(node)| of f(p). With a = L₁ h₁ and b = L₂ h₂ and p at (u, w) in the cell the sum is
  /// at most 2 a u (1 − u) + 2 b w (1 − w) ≤ (a + b)/2. The function −L₁ |x − p₁| − L₂ |y − p₂| attains
  /// it for p in the middle of a cell.
  ///
  /// - Parameter constants: L₁ and L₂ with |f(p) − f(q)| ≤ L₁ |p₁ − q₁| + L₂ |p₂ − q₂|; both may be
  ///   the Lipschitz constant in the Euclidean norm.
  /// - Returns: (L₁ h₁ + L₂ h₂)/2.
  /// - Precondition: two constants, each at least 0.
  public func errorBound(constants: [Rational]) -> Rational {
    precondition(
      constants.count == 2 && constants.allSatisfy { $0.sign != .negative },
      "Lipschitz constants \(constants)")
    return (0..<2).reduce(0) { $0 + constants[$1] * ends[$1].width / Rational(2 * cells[$1]) }
  }

  /// The interpolant as a network of two hidden layers.
  ///
  /// In cells from the corner, s and t, the first layer has relu(s − i), relu(t − j) and
  /// relu(s − t − d) for every line of the grid that meets the inside, and for the left and the lower
  /// side, from which s and t come; |u| = 2 relu(u) − u, and on the other sides |u| is affine. The
  /// second layer has the hat functions: in all 2 (m + n) − 1 + (m + 1)(n + 1) neurons for m × n
  /// cells. One hidden layer can represent no hat function of two variables.
  ///
  /// - Returns: a network of two inputs that equals the interpolant on the box.
  /// - Complexity: O(m n (m + n)) weights.
  /// - Source: He, Li, Xu and Zheng 2020 (arXiv 1807.03973), for the two layers.
  public var network: ReLUNetwork {
    let (m, n) = (cells[0], cells[1])
    let scales = (0..<2).map { Rational(cells[$0]) / ends[$0].width }
    let offsets = (0..<2).map { -ends[$0].lower * scales[$0] }
    let diagonals = (1 - n)..<m
    let count = m + n + diagonals.count
    var weights: [Rational] = []
    var biases: [Rational] = []
    for i in 0..<m {
      weights += [scales[0], 0]
      biases.append(offsets[0] - Rational(i))
    }
    for j in 0..<n {
      weights += [0, scales[1]]
      biases.append(offsets[1] - Rational(j))
    }
    for d in diagonals {
      weights += [scales[0], -scales[1]]
      biases.append(offsets[0] - offsets[1] - Rational(d))
    }
    let lines = AffineMap(
      outputDimension: count, inputDimension: 2, weights: weights, biases: biases)
    var hatWeights: [Rational] = []
    var hatBiases: [Rational] = []
    for j in 0...n {
      for i in 0...m {
        let hat = hat(i, j, diagonals: diagonals)
        hatWeights += hat.weights
        hatBiases.append(hat.bias)
      }
    }
    let hats = AffineMap(
      outputDimension: values.count, inputDimension: count, weights: hatWeights,
      biases: hatBiases)
    return ReLUNetwork(
      assembled: "interpolant on a grid of \(m) × \(n) cells",
      source: "He, Li, Xu and Zheng 2020, arXiv 1807.03973", hidden: [lines, hats],
      output: AffineMap(
        outputDimension: 1, inputDimension: values.count, weights: values, biases: [0]))
  }

  /// 1 − (|s − i| + |t − j| + |(s − t) − (i − j)|)/2 over the first layer.
  private func hat(
    _ i: Int, _ j: Int, diagonals: Range<Int>
  ) -> (weights: [Rational], bias: Rational) {
    let (m, n) = (cells[0], cells[1])
    var weights = [Rational](repeating: 0, count: m + n + diagonals.count)
    var bias: Rational = 1
    let (first, second) = (0, m)
    /// Takes away half of |x − c|: relu(x − c) where the line is there, and ± (x − c)/2, with x given
    /// by its coefficients of s and t.
    func takeDistance(neuron: Int?, _ c: Int, s: Int, t: Int, isAbove: Bool) {
      // |x − c| = 2 relu(x − c) − (x − c); without a neuron x lies on one side of c.
      let side = neuron == nil && isAbove ? Rational(-1, 2) : Rational(1, 2)
      if let neuron { weights[neuron] -= 1 }
      weights[first] += side * Rational(s)
      weights[second] += side * Rational(t)
      bias -= side * Rational(c)
    }
    takeDistance(neuron: i < m ? i : nil, i, s: 1, t: 0, isAbove: false)
    takeDistance(neuron: j < n ? m + j : nil, j, s: 0, t: 1, isAbove: false)
    let d = i - j
    takeDistance(
      neuron: diagonals.contains(d) ? m + n + d - diagonals.lowerBound : nil, d, s: 1, t: -1,
      isAbove: d < diagonals.lowerBound)
    return (weights, bias)
  }
}
