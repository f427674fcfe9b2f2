import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@Suite("Network calculus: networks against values")
struct CalculusTests {
  @Test func composesAndAddsAllTernaryNetworksOfOneNeuron() throws {
    let widths = [1, 1, 1]
    let points: [Rational] = [-2, -1, Rational(-1, 3), 0, Rational(1, 2), 1, 3]
    let all = (0..<NetworkSamples.ternaryCount(widths: widths)).map {
      NetworkSamples.ternary(widths: widths, index: $0)
    }
    for (index, outer) in all.enumerated() {
      // Every inner network meets every residue of the outer ones, at a quarter of the pairs.
      for inner in all[(index % 4)...].enumerated().filter({ $0.offset % 4 == 0 }).map(\.element) {
        let composed = try outer.composed(after: inner)
        let sum = outer + inner
        for x in points {
          let middle = inner([x])
          #expect(composed([x]) == outer(middle))
          #expect(sum([x])[0] == outer([x])[0] + middle[0])
        }
      }
    }
  }

  @Test("Random networks of several inputs and depths", arguments: [21, 22, 23] as [UInt64])
  func valuesAgree(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<25 {
      let depth = generator.nextInt(below: 3)
      let outer = NetworkSamples.random(
        widths: [2] + [Int](repeating: 3, count: depth) + [2], using: &generator)
      let inner = NetworkSamples.random(widths: [3, 2, 2], using: &generator)
      let twin = NetworkSamples.random(widths: [3, 4, 1, 2], using: &generator)
      let x = NetworkSamples.point(dimension: 3, using: &generator)
      let y = NetworkSamples.point(dimension: 2, using: &generator)
      #expect(try outer.composed(after: inner)(x) == outer(inner(x)))
      #expect(inner.parallel(with: twin)(x) == inner(x) + twin(x))
      #expect(inner.directSum(outer)(x + y) == inner(x) + outer(y))
      #expect((twin + inner)(x) == zip(twin(x), inner(x)).map { $0 + $1 })
      #expect(twin.scaled(by: Rational(-2, 7))(x) == twin(x).map { Rational(-2, 7) * $0 })
      #expect(twin.padded(toDepth: 5)(x) == twin(x))
      #expect(twin.selectingOutputs([1, 1, 0])(x) == [twin(x)[1], twin(x)[1], twin(x)[0]])
    }
  }

  @Test("A ReLU after the last layer survives", arguments: [31, 32] as [UInt64])
  func rectifiedOutputs(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<25 {
      let sample = NetworkSamples.random(widths: [2, 2], using: &generator)
      let rectified = try ReLUNetwork(layers: sample.layers.map { Layer($0.map, .relu) })
      let outer = NetworkSamples.random(widths: [2, 3, 1], using: &generator)
      let x = NetworkSamples.point(dimension: 2, using: &generator)
      #expect(rectified(x).allSatisfy { $0 >= 0 })
      #expect(try outer.composed(after: rectified)(x) == outer(rectified(x)))
      #expect(rectified.scaled(by: -1)(x) == rectified(x).map { -$0 })
      #expect(rectified.parallel(with: outer)(x) == rectified(x) + outer(x))
      #expect(rectified.selectingOutputs([1])(x) == [rectified(x)[1]])
    }
  }

  @Test func sizesAreAsDocumented() throws {
    var generator = SplitMix64(seed: 4)
    let shallow = NetworkSamples.random(widths: [2, 5, 2], using: &generator)
    let deep = NetworkSamples.random(widths: [2, 3, 4, 2], using: &generator)
    #expect(try shallow.composed(after: deep).architecture.widths == [2, 3, 4, 5, 2])
    #expect(shallow.parallel(with: deep).architecture.widths == [2, 8, 8, 4])
    #expect(shallow.directSum(deep).architecture.widths == [4, 8, 8, 4])
    #expect((shallow + deep).architecture.widths == [2, 8, 8, 2])
    #expect(shallow.padded(toDepth: 3).architecture.widths == [2, 5, 4, 4, 2])
    #expect(shallow.padded(toDepth: 0).architecture.widths == [2, 5, 2])
    let identity = ReLUNetwork.identity(dimension: 3, depth: 2)
    #expect(identity.architecture.widths == [3, 6, 6, 3])
    #expect(identity([1, -2, Rational(1, 3)]) == [1, -2, Rational(1, 3)])
    #expect(ReLUNetwork.identity(dimension: 2, depth: 0).architecture.depth == 0)
    #expect(
      throws: NetworkError.compositionMismatch(innerOutputs: 2, outerInputs: 4)
    ) { try shallow.directSum(deep).composed(after: deep) }
  }

  @Test("Restriction to lines and slices", arguments: [41, 42] as [UInt64])
  func restricts(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<25 {
      let network = NetworkSamples.random(widths: [3, 4, 2], using: &generator)
      let start = NetworkSamples.point(dimension: 3, using: &generator)
      let end = NetworkSamples.point(dimension: 3, using: &generator)
      let line = network.restricted(to: Line(from: start, to: end))
      #expect(line([0]) == network(start) && line([1]) == network(end))
      let t = NetworkSamples.rational(using: &generator)
      #expect(line([t]) == network(zip(start, end).map { $0 + t * ($1 - $0) }))
      let other = NetworkSamples.point(dimension: 3, using: &generator)
      let slice = AffineSlice(origin: start, directions: [end, other])
      let point = (0..<3).map { start[$0] + t * end[$0] - 2 * other[$0] }
      #expect(network.restricted(to: slice)([t, -2]) == network(point))
    }
  }

  @Test func selectionKeepsNamesAndBox() throws {
    let network = try ReLUNetwork(
      layers: [Layer(.identity(2), .identity)], name: "n", inputNames: ["a", "b"],
      outputNames: ["p", "q"], box: [.unit, .wholeLine])
    let chosen = network.selectingOutputs([1])
    #expect(chosen.name == "n" && chosen.inputNames == ["a", "b"])
    #expect(chosen.outputNames == ["q"] && chosen.box == [.unit, .wholeLine])
  }

  @Test func trapsOnUnequalInputs() async {
    await #expect(processExitsWith: .failure) {
      _ = ReLUNetwork.identity(dimension: 1, depth: 1)
        .parallel(with: .identity(dimension: 2, depth: 1))
    }
  }
}
