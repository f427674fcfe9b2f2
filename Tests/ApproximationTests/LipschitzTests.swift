import Approximation
import ExactNumbers
import ReLUNetworks
import Testing

@Suite("Lipschitz functions")
struct LipschitzTests {
  /// The distance to the nearest even integer: slopes ±1.
  private static func tent(_ x: Rational) -> Rational {
    (x - 2 * Rational(((x + 1) / 2).floor)).magnitude
  }

  @Test(
    "take as many nodes as the theory says",
    arguments: [(1, Rational(1, 100), 50), (2, Rational(1, 100), 100), (1, Rational(1, 8), 4)])
  func counts(constant: Int, error: Rational, neurons: Int) throws {
    let result = try ApproximationNetwork.lipschitz(
      on: .unit, constant: Rational(constant), error: error
    ) { x in Rational(constant) * x * (2 - x) / 2 }
    #expect(result.neuronCount == neurons)
    #expect(result.errorBound == error)
  }

  @Test("attain the bound for a tent between the nodes", arguments: 1...6)
  func sharp(teeth: Int) throws {
    // On [0, 2 t] with nodes at the even integers the tents vanish at every node.
    let interval = try Interval(0, Rational(2 * teeth))
    let result = try ApproximationNetwork.lipschitz(
      on: interval, constant: 1, error: 1, value: Self.tent)
    #expect(result.errorBound == 1)
    #expect(result.network([1]) == [0])
    #expect(Self.tent(1) - result.network([1])[0] == 1)
  }

  @Test("take fewer nodes where the slope changes slowly, within the bound", arguments: 2...8)
  func adaptive(oversampling: Int) throws {
    let interval = try Interval(-4, Rational(9, 2))
    let error = Rational(1, 10)
    let even = try ApproximationNetwork.lipschitz(on: interval, constant: 1, error: error) {
      $0 * $0 / 9
    }
    let result = try ApproximationNetwork.adaptiveLipschitz(
      on: interval, constant: 1, error: error, oversampling: oversampling
    ) { $0 * $0 / 9 }
    #expect(result.errorBound <= error)
    #expect(even.neuronCount >= 42)
    #expect(result.neuronCount < even.neuronCount / 2)
    // Every 1-Lipschitz function with these samples is meant, not the parabola alone.
    for k in 0...340 {
      let x = Rational(-4) + Rational(k, 40)
      #expect((x * x / 9 - result.network([x])[0]).magnitude <= result.errorBound)
    }
  }

  @Test("need one piece where the constant is nothing")
  func constant() throws {
    let result = try ApproximationNetwork.lipschitz(
      on: .unit, constant: 0, error: Rational(1, 10)
    ) { _ in Rational(7, 3) }
    #expect(result.errorBound == 0)
    #expect(result.network([Rational(2, 3)]) == [Rational(7, 3)])
  }

  @Test("refuse what cannot be")
  func refusals() throws {
    #expect(throws: ApproximationError.errorNotPositive(0)) {
      try ApproximationNetwork.lipschitz(on: .unit, constant: 1, error: 0) { $0 }
    }
    #expect(throws: ApproximationError.unboundedDomain(.wholeLine)) {
      try ApproximationNetwork.lipschitz(on: .wholeLine, constant: 1, error: 1) { $0 }
    }
    #expect(throws: ApproximationError.tooLarge(quantity: "neurons", limit: 1_000_000)) {
      try ApproximationNetwork.lipschitz(
        on: .unit, constant: 1, error: Rational(1, 1 << 40)
      ) { $0 }
    }
    #expect(throws: ApproximationError.intervalCountMismatch(expected: 2, received: 1)) {
      try ApproximationNetwork.lipschitz(on: [.unit], constants: [1, 1], error: 1) { $0[0] }
    }
    #expect(throws: ApproximationError.errorNotPositive(-1)) {
      try ApproximationNetwork.adaptiveLipschitz(on: .unit, constant: 1, error: -1) { $0 }
    }
  }
}

@Suite("Triangulated grids")
struct LipschitzGridTests {
  private static func box() throws -> [Interval] {
    [try Interval(Rational(-1), 2), try Interval(10, 11)]
  }

  /// The interpolant by its triangles.
  private static func reference(
    _ x: Rational, _ y: Rational, _ m: Int, _ n: Int, _ f: ([Rational]) -> Rational
  ) -> Rational {
    let (s, t) = ((x + 1) * Rational(m, 3), (y - 10) * Rational(n))
    let i = min(s.floor, Integer(m - 1)), j = min(t.floor, Integer(n - 1))
    func node(_ a: Int, _ b: Int) -> Rational {
      f([
        Rational(i + Integer(a)) * Rational(3, m) - 1, Rational(j + Integer(b)) / Rational(n) + 10,
      ])
    }
    let (u, w) = (s - Rational(i), t - Rational(j))
    return u >= w
      ? (1 - u) * node(0, 0) + (u - w) * node(1, 0) + w * node(1, 1)
      : (1 - w) * node(0, 0) + (w - u) * node(0, 1) + u * node(1, 1)
  }

  @Test("equal the interpolant on every triangle", arguments: 1...4, 1...3)
  func interpolant(m: Int, n: Int) throws {
    func f(_ p: [Rational]) -> Rational { p[0] * p[0] * p[1] - 3 * p[0] + p[1] * p[1] / 7 }
    let grid = try TriangulatedGrid(box: Self.box(), cells: [m, n], value: f)
    let network = grid.network
    #expect(network.architecture.neuronCount == 2 * (m + n) - 1 + (m + 1) * (n + 1))
    for a in 0...18 {
      for b in 0...10 {
        let (x, y) = (Rational(a, 6) - 1, Rational(b, 10) + 10)
        #expect(network([x, y]) == [Self.reference(x, y, m, n, f)], "at \(x), \(y)")
      }
    }
  }

  @Test("attain the bound at the middle of a cell", arguments: 1...3, 1...3)
  func sharp(m: Int, n: Int) throws {
    let (a, b) = (Rational(2), Rational(5, 3))
    let middle = [Rational(3, 2 * m) - 1, Rational(1, 2 * n) + 10]
    func f(_ p: [Rational]) -> Rational {
      -a * (p[0] - middle[0]).magnitude - b * (p[1] - middle[1]).magnitude
    }
    let grid = try TriangulatedGrid(box: Self.box(), cells: [m, n], value: f)
    let bound = grid.errorBound(constants: [a, b])
    #expect((f(middle) - grid.network(middle)[0]).magnitude == bound)
    for k in 0...90 {
      let p = [Rational(k, 30) - 1, Rational(k * k % 91, 90) + 10]
      #expect((f(p) - grid.network(p)[0]).magnitude <= bound)
    }
  }

  @Test("choose the cells for an error")
  func choice() throws {
    let result = try ApproximationNetwork.lipschitz(
      on: Self.box(), constants: [1, 1], error: Rational(1, 2)
    ) { $0[0] + $0[1] }
    #expect(result.scheme == "hat functions on a grid of 6 × 2 cells")
    #expect(result.errorBound == Rational(1, 2))
    #expect(result.network([Rational(1, 3), Rational(21, 2)]) == [Rational(65, 6)])
    let flat = try ApproximationNetwork.lipschitz(
      on: Self.box(), constants: [1, 0], error: Rational(1, 2)
    ) { $0[0] }
    #expect(flat.scheme == "hat functions on a grid of 3 × 1 cells")
  }
}
