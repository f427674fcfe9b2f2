import ExactNumbers
import ExpressivityBounds
import Testing

@Suite("Laws that hold between bounds")
struct BoundLawsTests {
  /// Random sizes with many narrow layers, where the bounds differ most.
  private func randomSizes(_ generator: inout SplitMix64) -> [Int] {
    let hidden = (0...generator.nextInt(below: 5)).map { _ in
      generator.nextInt(below: 4) == 0
        ? 1 + generator.nextInt(below: 3) : 1 + generator.nextInt(below: 30)
    }
    return [1 + generator.nextInt(below: generator.nextInt(below: 2) == 0 ? 2 : 12)] + hidden
  }

  @Test(
    "no lower bound above an upper bound on the same count", arguments: 1...6 as ClosedRange<UInt64>
  )
  func order(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<40 {
      let sizes = randomSizes(&generator)
      let bounds = try bounds(forWidths: sizes)
      for low in bounds where low.direction != .upper {
        for high in bounds where high.direction != .lower {
          // An upper bound on pieces (R4) says nothing about activation regions (R2).
          guard low.counts == "R4" || high.counts == "R2" else { continue }
          #expect(low.value <= high.value, "\(sizes): \(low.name), \(high.name)")
        }
      }
    }
  }

  @Test(
    "serra2018 ≤ montufar2017 ≤ per_layer_zaslavsky ≤ naive",
    arguments: 1...3 as ClosedRange<UInt64>)
  func chain(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<40 {
      let widths = try Widths(randomSizes(&generator))
      #expect(widths.serra2018Bound() <= widths.montufar2017Bound(), "\(widths)")
      #expect(widths.montufar2017Bound() <= widths.perLayerZaslavskyBound(), "\(widths)")
      #expect(widths.perLayerZaslavskyBound() <= widths.naiveBound(), "\(widths)")
      #expect(widths.maximumUpperBound() <= widths.serra2018Bound(), "\(widths)")
      if let pascanu = widths.pascanu2013Bound(), let montufar = widths.montufar2014Bound() {
        #expect(pascanu <= montufar, "\(widths)")
      }
    }
  }

  @Test(
    "one neuron or one input more never lowers a bound", arguments: 1...3 as ClosedRange<UInt64>)
  func monotone(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<30 {
      let sizes = randomSizes(&generator)
      let index = generator.nextInt(below: sizes.count)
      var larger = sizes
      larger[index] += 1
      let (small, large) = (try Widths(sizes), try Widths(larger))
      #expect(small.naiveBound() <= large.naiveBound())
      #expect(small.montufar2017Bound() <= large.montufar2017Bound())
      #expect(small.serra2018Bound() <= large.serra2018Bound(), "\(sizes), \(larger)")
      guard index > 0 else { continue }
      #expect(small.maximumUpperBound() <= large.maximumUpperBound(), "\(sizes), \(larger)")
      if let before = small.montufar2014Bound(), let after = large.montufar2014Bound() {
        #expect(before <= after)
      }
      if let before = small.constructedPieceCount(), let after = large.constructedPieceCount() {
        #expect(before <= after, "\(sizes), \(larger)")
      }
    }
  }

  @Test("one hidden layer: every exact bound is Zaslavsky's number")
  func oneLayer() throws {
    for inputs in 1...8 {
      for width in 1...9 {
        let widths = try Widths([inputs, width])
        let exact = maximumRegionCount(hyperplanes: width, dimension: inputs)
        #expect(widths.serra2018Bound() == exact)
        #expect(widths.montufar2017Bound() == exact)
        #expect(widths.shallowMaximum() == exact)
        if width >= inputs { #expect(widths.montufar2014Bound() == exact) }
      }
    }
  }

  @Test("with as many inputs as neurons the shallow network wins, else it need not")
  func shallowBest() throws {
    for sizes in [[4, 2, 2], [6, 1, 2, 3], [9, 4, 4]] {
      let widths = try Widths(sizes)
      #expect(widths.isShallowBest)
      #expect(widths.shallowMaximum() == widths.naiveBound())
      #expect(widths.serra2018Bound() < widths.shallowMaximum())
    }
    let deep = try Widths([1, 3, 3])
    #expect(!deep.isShallowBest)
    #expect(try #require(deep.maximumPieceCount()) > deep.shallowMaximum())
  }
}
