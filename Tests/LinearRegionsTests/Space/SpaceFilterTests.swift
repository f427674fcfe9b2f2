import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearRegions

/// What the doubles of the search by vertices claim, against exact arithmetic.
@Suite("Bounds of the search by vertices")
struct SpaceFilterTests {
  @Test("where a cut crosses an edge, for numbers of every size")
  func crossingShare() throws {
    let seed: UInt64 = 11
    var generator = SplitMix64(seed: seed)
    func number(_ exponent: Int) -> Double {
      Double(1 + generator.nextInt(below: 1 << 20)) * 0x1p-20
        * Double(sign: .plus, exponent: exponent, significand: 1)
    }
    func exact(_ number: Double) throws -> Rational { try #require(Rational(exactly: number)) }
    var known = 0
    for _ in 0..<20_000 {
      let exponent = generator.nextInt(below: 2000) - 1000
      let apart = generator.nextInt(below: 60) - 30
      let (p, q) = (number(exponent), number(exponent + apart / 2))
      let errors = (0..<2).map { _ in
        generator.nextInt(below: 4) == 0 ? 0 : number(exponent - generator.nextInt(below: 60))
      }
      // Any true values within the errors, on the right sides of 0.
      let shifts = (0..<2).map { _ in Rational(generator.nextInt(below: 201) - 100, 100) }
      let (e, f) = (errors[0], errors[1])
      let above = try exact(p) + shifts[0] * exact(e)
      let below = try exact(q) + shifts[1] * exact(f)
      guard above.sign == .positive, below.sign == .positive else { continue }
      let crossing = CrossingShare(p, e, -q, f)
      guard crossing.doubt.isFinite else { continue }
      known += 1
      let miss = try exact(crossing.share) - above / (above + below)
      #expect(
        try miss.magnitude <= exact(crossing.doubt),
        "seed \(seed): \(p) ± \(e), \(-q) ± \(f), off by \(Double(miss))")
    }
    // Most are in reach of the bounds.
    #expect(known > 2000)
  }

  @Test(
    "networks with values of every size have as many regions",
    arguments: [-1000, -600, -505, -470, -300, 0, 150, 390, 505, 600])
  func everySize(exponent: Int) throws {
    for seed in UInt64(1)...2 {
      let form = try ReLUNetwork.random(widths: [3, 6, 5, 4, 1], seed: seed).standardForm
      let scale = Rational(2).power(exponent)
      let hidden = form.hidden.enumerated().map { layer, map in
        AffineMap(
          outputDimension: map.outputDimension, inputDimension: map.inputDimension,
          weights: layer == 0 ? map.weights.map { $0 * scale } : map.weights,
          biases: map.biases.map { $0 * scale })
      }
      let network = try ReLUNetwork(hidden: hidden, output: form.output)
      for box in [try cube("-1,1", 3), space(3)] {
        let expected = try countsByVertices(
          ReLUNetwork(hidden: form.hidden, output: form.output), box)
        #expect(try countsByVertices(network, box) == expected, "seed \(seed), 2^\(exponent)")
      }
    }
  }

  @Test("a wide last layer: one bound for all vertices of a cell")
  func boundOfCell() throws {
    for (seed, inputs) in [(UInt64(1), 3), (2, 4)] {
      let network = try ReLUNetwork.random(widths: [inputs, 6, 5, 40, 1], seed: seed)
      let search = SpaceSearch(
        try SpaceNetwork(network, in: try cube("-1/3,7", inputs), layers: nil), countsOnly: true)
      var asked = 0
      while true {
        let regions = search.advance()
        if regions == 0 { break }
        // The cell that the last layer was entered on, and its vertices there.
        let cell = search.state.pointee.layers[search.depth - 1].cell
        if regions == 1 || asked > 3000 { continue }
        // Facets have the names that they have on the cell's own path; the search may have cut the cell since.
        let path = search.state.pointee.path
        search.state.pointee.path = cell.facets
        defer { search.state.pointee.path = path }
        let pool = search.state.pointee.layers[search.depth].pool
        for index in 0..<cell.count {
          let id = search.state.pointee.vertices.base[cell.start + cell.count + index]
          let vertex = search.exact.vertex(search.facetLabels(search.depth, id))
          for neuron in 0..<pool.width {
            asked += 1
            let form = search.exact.form(layer: search.depth, search.row(search.depth, neuron))
            let truth = Rational(
              search.exact.value(form, at: vertex).finite,
              vertex.denominator * search.exact.scale(search.depth))
            let (value, error) = (
              pool.values(id)[neuron], pool.values(id)[pool.errorStart + neuron]
            )
            let miss = try #require(Rational(exactly: value)) - truth
            #expect(
              try miss.magnitude <= #require(Rational(exactly: error)),
              "seed \(seed), off by \(miss)")
            #expect(error < 1e-9)
          }
        }
      }
      #expect(asked > 1000, "seed \(seed)")
    }
  }

  @Test("hyperplanes that nearly coincide, under several layers")
  func nearlyParallel() throws {
    for seed in UInt64(1)...3 {
      let form = try ReLUNetwork.random(widths: [3, 8, 4, 3, 3, 1], seed: seed).standardForm
      let first = form.hidden[0]
      var (weights, biases) = (first.weights, first.biases)
      for row in 1..<8 {
        let small = Rational(row * row) * Rational(1, 2).power(4 + 6 * row)
        for input in 0..<3 {
          weights[3 * row + input] = weights[input] + small * first.weights[3 * row + input]
        }
        biases[row] = biases[0] + small * first.biases[row]
      }
      let near = AffineMap(
        outputDimension: 8, inputDimension: 3, weights: weights, biases: biases)
      let network = try ReLUNetwork(
        hidden: [near] + form.hidden.dropFirst(), output: form.output)
      let box = try cube("-1,1", 3)
      let space = try SpaceNetwork(network, in: box, layers: nil)
      let (doubles, exact) = (
        SpaceSearch(space, countsOnly: false),
        SpaceSearch(space, countsOnly: false, usesFilter: false)
      )
      var (found, expected) = (0, 0)
      while doubles.advance() > 0 { found += 1 }
      while exact.advance() > 0 { expected += 1 }
      #expect(found == expected && found > 8, "seed \(seed)")
      #expect(doubles.cellsPerLayer == exact.cellsPerLayer, "seed \(seed)")
      let decisions = doubles.state.pointee.decisions
      #expect(
        decisions.openVertices + decisions.renewedVertices > 0,
        "seed \(seed): nothing was found anew")
    }
  }
}
