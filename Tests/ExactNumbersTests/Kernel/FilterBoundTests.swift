import ExactNumbers
import TestSupport
import Testing

@Suite("The proved error bound of the double filter")
struct FilterBoundTests {
  /// Paths of random layers of one kind, with random active columns; `visit` sees every layer.
  private static func paths(
    _ kind: SampleKind, seeds: ClosedRange<UInt64>, depth: Int, width: Int,
    _ visit: (UInt64, FilteredPath, inout SplitMix64) -> Void
  ) {
    withSeeds(seeds) { seed, generator in
      var path = FilteredPath()
      var columns = 1
      for level in 0..<depth {
        let rows = 1 + generator.nextInt(below: width)
        let isOdd = level > 0 && generator.nextInt(below: 4) == 0
        let kind = isOdd ? SampleKind.allCases.randomElement(using: &generator) ?? kind : kind
        let layer = kind.layer(rows, columns, using: &generator)
        let active = (0..<columns).filter { _ in
          level == 0 || generator.nextInt(below: 4) > 0
        }
        path.enter(layer, active: active, refined: seed % 2 == 1)
        visit(seed, path, &generator)
        columns = rows
      }
    }
  }

  @Test("constants and slopes stay within the bound, exactly", arguments: SampleKind.allCases)
  func mapErrors(kind: SampleKind) {
    Self.paths(kind, seeds: 1...60, depth: 5, width: 7) { seed, path, _ in
      #expect(path.isWithinBound, "\(kind), seed \(seed)")
    }
  }

  @Test("many layers of one kind", arguments: [SampleKind.orthogonal, .thirds, .dyadic])
  func manyLayers(kind: SampleKind) {
    Self.paths(kind, seeds: 1...3, depth: 40, width: 4) { seed, path, _ in
      #expect(path.isWithinBound, "\(kind), seed \(seed)")
    }
  }

  @Test("the first rounding is seen: nearest doubles of 1/3 leave no room below the bound")
  func roundedWeights() {
    let layer = SampleLayer(
      1, 1, weight: { _, _ in Rational(1, 3) }, bias: { _ in Rational(1, 10) })
    var path = FilteredPath()
    path.enter(layer, active: [0])
    #expect(path.isWithinBound)
    #expect(path.error.slopes > 0x1p-56)
    #expect(path.error.constants > 0x1p-58)
  }

  @Test("on tame layers the bound is small enough to be of use")
  func isSharp() {
    withSeeds(1...5) { seed, generator in
      var path = FilteredPath()
      var columns = 1
      for _ in 0..<4 {
        path.enter(
          SampleKind.dyadic.layer(16, columns, using: &generator), active: Array(0..<columns),
          refined: true)
        columns = 16
      }
      let norm = FilteredPath.norm(path.slopes)
      #expect(path.error.slopes < norm * 0x1p-36, "seed \(seed)")
    }
  }

  @Test("entries without a bound make it infinite, never wrong")
  func beyondTheRange() {
    for exponent in [420, 600, 900, 1020] {
      let scale = Rational(2).power(exponent)
      let layer = SampleLayer(2, 1, weight: { _, _ in scale }, bias: { _ in scale / 3 })
      let back = SampleLayer(
        1, 2, weight: { _, column in column == 0 ? 1 / scale : -1 / scale }, bias: { _ in 0 })
      var path = FilteredPath()
      path.enter(layer, active: [0])
      #expect(path.isWithinBound)
      path.enter(back, active: [0, 1])
      #expect(!(path.error.slopes < .infinity), "2^\(exponent)")
    }
  }

  @Test("a sign declared certain is the exact sign", arguments: SampleKind.allCases)
  func signs(kind: SampleKind) {
    var (certain, all) = (0, 0)
    Self.paths(kind, seeds: 100...200, depth: 3, width: 6) { seed, path, generator in
      for (estimate, truth) in points(path, &generator) {
        let test = path.signTest(at: estimate)
        for row in path.slopes.indices {
          all += 1
          let (constant, slope) = (path.constants[row], path.slopes[row])
          let sign = test.sign(constant: constant, slope: slope)
          // The margin that serves all neurons of a layer.
          let value = constant + slope * test.position
          if value.magnitude > test.margin {
            #expect(sign == (value > 0 ? .positive : .negative), "\(kind), seed \(seed)")
          }
          guard let sign else { continue }
          certain += 1
          let exact = path.exactConstants[row] + path.exactSlopes[row] * truth
          #expect(exact.sign == sign, "\(kind), seed \(seed), row \(row) at \(truth)")
        }
      }
    }
    #expect(all > 500)
    if [.rankOne, .thirds, .dyadic, .orthogonal].contains(kind) { #expect(certain * 4 > all) }
  }

  /// Points where signs are hard to tell: zeros of the path's own neurons, and their neighbours.
  private func points(
    _ path: FilteredPath, _ generator: inout SplitMix64
  ) -> [(PointEstimate, Rational)] {
    var found: [(PointEstimate, Rational)] = []
    for row in path.slopes.indices where path.exactSlopes[row] != 0 {
      let zero = -path.exactConstants[row] / path.exactSlopes[row]
      found.append(
        (PointEstimate(zeroOf: path.constants[row], path.slopes[row], path.error), zero))
      let nearest = Double(zero)
      for beside in [nearest.nextUp, nearest, nearest.nextDown] {
        guard let point = Rational(exactly: beside) else { continue }
        found.append((PointEstimate(position: beside, error: 0), point))
      }
    }
    let far = Rational(2).power(generator.nextInt(below: 400) - 200)
    found.append((PointEstimate(position: Double(far), error: 0), far))
    return found
  }

  @Test("the error of the point counts: signs hold wherever the true point lies")
  func uncertainPoints() {
    var certain = 0
    Self.paths(.dyadic, seeds: 300...360, depth: 3, width: 6) { seed, path, generator in
      let position = generator.nextDyadic(bits: 20)
      let error = Rational(2).power(-1 - generator.nextInt(below: 40))
      let test = path.signTest(
        at: PointEstimate(position: Double(position), error: Double(error)))
      for row in path.slopes.indices {
        let (constant, slope) = (path.constants[row], path.slopes[row])
        let value = constant + slope * test.position
        let exact = [-1, 0, 1].map {
          (path.exactConstants[row] + path.exactSlopes[row] * (position + error * $0)).sign
        }
        if let sign = test.sign(constant: constant, slope: slope) {
          certain += 1
          #expect(exact == [sign, sign, sign], "seed \(seed), row \(row)")
        }
        if value.magnitude > test.margin {
          let sign: Sign = value > 0 ? .positive : .negative
          #expect(exact == [sign, sign, sign], "seed \(seed), row \(row)")
        }
      }
    }
    #expect(certain > 100)
  }

  @Test("zeros lie within their error and certain orders are right", arguments: SampleKind.allCases)
  func zeros(kind: SampleKind) {
    Self.paths(kind, seeds: 200...280, depth: 3, width: 6) { seed, path, _ in
      let rows = path.slopes.indices.filter { path.exactSlopes[$0] != 0 }
      let zeros = rows.map { -path.exactConstants[$0] / path.exactSlopes[$0] }
      let estimates = rows.map {
        PointEstimate(zeroOf: path.constants[$0], path.slopes[$0], path.error)
      }
      for (zero, estimate) in zip(zeros, estimates) {
        guard let error = Rational(exactly: estimate.error),
          let position = Rational(exactly: estimate.position)
        else { continue }
        #expect((position - zero).magnitude <= error, "\(kind), seed \(seed)")
      }
      for first in estimates.indices {
        for second in estimates.indices
        where estimates[first].isCertainlyBelow(estimates[second]) {
          #expect(zeros[first] < zeros[second], "\(kind), seed \(seed)")
        }
      }
    }
  }

  @Test("equal zeros are never told apart, however small the errors")
  func ties() {
    withSeeds(1...60) { seed, generator in
      let shared = SampleLayer(
        3, 1, weight: { _, _ in generator.nextDyadic(bits: 30) },
        bias: { _ in generator.nextDyadic(bits: 30) })
      let row = (0..<3).map { _ in randomSmallRational(using: &generator) }
      let offset = randomSmallRational(using: &generator)
      let factors: [Rational] = [1, Rational(1, 3), -7, Rational(2).power(-40)]
      let copies = SampleLayer(
        4, 3, weight: { factors[$0] * row[$1] }, bias: { factors[$0] * offset })
      var path = FilteredPath()
      path.enter(shared, active: [0])
      path.enter(copies, active: [0, 1, 2])
      guard path.exactSlopes[0] != 0 else { return }
      let zeros = (0..<4).map {
        PointEstimate(zeroOf: path.constants[$0], path.slopes[$0], path.error)
      }
      for first in 0..<4 {
        for second in 0..<4 {
          #expect(!zeros[first].isCertainlyBelow(zeros[second]), "seed \(seed)")
          let test = path.signTest(at: zeros[first])
          let (constant, slope) = (path.constants[second], path.slopes[second])
          #expect(test.sign(constant: constant, slope: slope) == nil, "seed \(seed)")
          let value = constant + slope * test.position
          #expect(!(value.magnitude > test.margin), "seed \(seed)")
        }
      }
    }
  }
}
