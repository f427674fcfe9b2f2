import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearRegions

/// Vertices found anew in doubles from their facets, against exact arithmetic.
@Suite("Vertices found anew")
struct RenewalTests {
  private func exact(_ number: Double) throws -> Rational {
    try #require(Rational(exactly: number))
  }

  /// A number near 2^exponent with an error that may be 0.
  private func number(
    _ exponent: Int, _ generator: inout SplitMix64
  ) -> (value: Double, error: Double) {
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let value = Double(generator.nextInt(below: 2001) - 1000) * 0x1p-10 * scale
    let isExact = generator.nextInt(below: 3) == 0
    let small = Double(sign: .plus, exponent: -30 - generator.nextInt(below: 25), significand: 1)
    return (value, isExact ? 0 : scale * small)
  }

  @Test("the point of n hyperplanes that are known up to errors, and a form there")
  func point() throws {
    let seed: UInt64 = 23
    var generator = SplitMix64(seed: seed)
    var known = 0
    for round in 0..<600 {
      let dimension = 1 + round % 6
      var estimate = PointEstimate(dimension: dimension)
      defer { estimate.deallocate() }
      // True forms anywhere within the errors; nearly parallel ones among them.
      let isNear = round % 4 == 0
      var (forms, rows): ([[Rational]], [[Double]]) = ([], [])
      for row in 0...dimension {
        let exponent = generator.nextInt(below: 60) - 30
        var (form, numbers) = ([Rational](), [Double]())
        var errors: [Double] = []
        for column in 0...dimension {
          var (value, error) = number(exponent, &generator)
          if isNear, row == 1, dimension > 1 {
            value = rows[0][column] + value * 0x1p-20
            error = min(error, 0x1p-60)
          }
          form.append(
            try exact(value) + exact(error) * Rational(generator.nextInt(below: 201) - 100, 100))
          numbers.append(value)
          errors.append(error)
        }
        forms.append(form)
        rows.append(numbers + errors)
      }
      for row in rows.dropLast() {
        estimate.add(row, stride: 1, errorStart: dimension + 1)
      }
      guard estimate.solve() else { continue }
      known += 1
      let point = try #require(solution(Array(forms.dropLast())), "seed \(seed), round \(round)")
      for (index, entry) in point.enumerated() {
        let miss = try (exact(estimate.point[index]) - entry).magnitude
        #expect(
          try miss <= exact(estimate.errors[index]), "seed \(seed), round \(round), entry \(index)")
      }
      let found = estimate.value(rows[dimension], stride: 1, errorStart: dimension + 1)
      let value = zip(forms[dimension], point + [.one]).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
      #expect(
        try (exact(found.value) - value).magnitude <= exact(found.error),
        "seed \(seed), round \(round)")
    }
    #expect(known > 300, "seed \(seed): \(known)")
  }

  /// Where affine forms vanish, their constants last; nil where they do not meet in one point.
  private func solution(_ forms: [[Rational]]) -> [Rational]? {
    var rows = forms
    for column in rows.indices {
      let pivots = rows.indices.filter { $0 >= column && rows[$0][column].sign != .zero }
      guard let pivot = pivots.first else { return nil }
      rows.swapAt(pivot, column)
      for row in rows.indices where row != column {
        let factor = rows[row][column] / rows[column][column]
        for index in rows[row].indices { rows[row][index] -= factor * rows[column][index] }
      }
    }
    return rows.indices.map { -rows[$0][rows.count] / rows[$0][$0] }
  }

  @Test("hyperplanes that do not meet in one point, numbers that are none, too few hyperplanes")
  func noPoint() {
    func solves(_ rows: [[Double]]) -> Bool {
      var estimate = PointEstimate(dimension: 2)
      defer { estimate.deallocate() }
      for row in rows { estimate.add(row, stride: 1, errorStart: 3) }
      return estimate.solve()
    }
    let good: [Double] = [1, 2, 3, 0, 0, 0]
    #expect(solves([good, [2, 1, 0, 0, 0, 0]]))
    #expect(!solves([good, [2, 4, 5, 0, 0, 0]]))
    #expect(!solves([good, [0, 0, 0, 0, 0, 0]]))
    #expect(!solves([good]))
    // An error that may make the two parallel.
    #expect(!solves([good, [2, 3.9, 5, 0.2, 0.2, 0]]))
    for bad in [Double.nan, .infinity, -.infinity] {
      for place in 0..<6 {
        var row: [Double] = [2, 1, 0, 0, 0, 0]
        row[place] = place > 2 ? bad.magnitude : bad
        #expect(!solves([good, row]), "\(bad) at \(place)")
      }
    }
    #expect(!solves([[1e308, 1e308, 1e308, 0, 0, 0], [1e308, -1e308, -1e308, 0, 0, 0]]))
  }

  @Test("a side of a box as a hyperplane")
  func side() throws {
    var estimate = PointEstimate(dimension: 2)
    defer { estimate.deallocate() }
    let third = SpaceCorners.rounded(Rational(1, 3))
    estimate.add(input: 1, third.value, error: third.error)
    estimate.add([3, -1, 0, 0, 0, 0], stride: 1, errorStart: 3)
    let isKnown = estimate.solve()
    #expect(isKnown)
    for (index, entry) in [Rational(1, 9), Rational(1, 3)].enumerated() {
      #expect(
        try (exact(estimate.point[index]) - entry).magnitude <= exact(estimate.errors[index]))
      #expect(estimate.errors[index] < 1e-15)
    }
  }

  @Test(
    "all vertices of all regions: values within their errors, signs right",
    arguments: [[3, 6, 5, 4, 1], [4, 5, 4, 3, 2], [3, 4, 40, 1], [5, 4, 4, 1]])
  func everyVertex(widths: [Int]) throws {
    for exponent in [0, -320, 280] {
      let form = try ReLUNetwork.random(widths: widths, seed: 3).standardForm
      let scale = Rational(2).power(exponent)
      let hidden = form.hidden.map { map in
        AffineMap(
          outputDimension: map.outputDimension, inputDimension: map.inputDimension,
          weights: map.weights, biases: map.biases.map { $0 * scale })
      }
      let network = try ReLUNetwork(hidden: hidden, output: form.output)
      let end = scale / 3
      let box = Array(repeating: try Interval(-end, end), count: widths[0])
      let search = SpaceSearch(
        try SpaceNetwork(network, in: box, layers: nil), countsOnly: false)
      var (renewed, regions) = (0, 0)
      while search.advance() > 0, regions < 60 {
        regions += 1
        let layer = search.depth
        let pool = search.state.pointee.layers[layer].pool
        for id in search.vertexIDs {
          let vertex = search.exact.vertex(search.facetLabels(layer, id))
          let signs = (0..<2 * pool.words).map { pool.positive(id)[$0] }
          // As if the bounds had told nothing but what vanishes.
          for neuron in 0..<pool.width {
            let known = signs[neuron >> 6] | signs[pool.words + neuron >> 6]
            let number = known >> UInt64(neuron & 63) & 1 == 0 ? 0 : Double.nan
            (pool.values(id)[neuron], pool.values(id)[pool.errorStart + neuron]) = (number, number)
          }
          for word in 0..<2 * pool.words { pool.positive(id)[word] = 0 }
          if search.renew(layer, id) { renewed += 1 }
          for neuron in 0..<pool.width {
            let value = pool.values(id)[neuron]
            let error = pool.values(id)[pool.errorStart + neuron]
            let form = search.exact.form(layer: layer, neuron)
            let numerator = search.exact.value(form, at: vertex).finite
            let truth = Rational(numerator, vertex.denominator * search.exact.scale(layer))
            guard error.isFinite else { continue }
            #expect(try (exact(value) - truth).magnitude <= exact(error), "\(widths), \(exponent)")
          }
          for (word, known) in signs.enumerated() {
            #expect(pool.positive(id)[word] & ~known == 0, "\(widths), 2^\(exponent)")
            pool.positive(id)[word] = known
          }
        }
      }
      #expect(regions > 10 && (exponent != 0 || renewed > 20), "\(renewed) of \(regions) regions")
    }
  }

  @Test("maps of the path within their errors, in every layer")
  func pathMaps() throws {
    let network = try ReLUNetwork.random(widths: [4, 7, 6, 5, 6, 1], seed: 8)
    let space = try SpaceNetwork(network, in: try cube("-1,1", 4), layers: nil)
    let search = SpaceSearch(space, countsOnly: false)
    var regions = 0
    while search.advance() > 0, regions < 200 {
      regions += 1
      if regions % 7 != 0 { continue }
      for layer in 1...search.depth {
        let layers = search.state.pointee.layers
        search.state.pointee.pathMaps.reach(layer, search.state.pointee.maps) {
          UnsafePointer(layers[$0].active)
        }
        let maps = search.state.pointee.pathMaps
        for neuron in 0..<search.widths[layer] {
          let form = search.exact.form(layer: layer, neuron)
          for column in 0...4 {
            let entry = maps.form(layer, neuron) + column * maps.stride(layer)
            let truth = Rational(form[(column + 1) % 5], search.exact.scale(layer))
            let error = entry[maps.errorStart(layer)]
            #expect(try (exact(entry[0]) - truth).magnitude <= exact(error), "layer \(layer)")
            #expect(error < 1e-10)
          }
        }
      }
    }
    #expect(regions > 50)
  }
}
