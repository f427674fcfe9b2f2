import ExactNumbers
import ExpressivityBounds
import Testing

@Suite("Sizes beyond machine integers")
struct LargeSizesTests {
  @Test("depth 4000 of width 10: 11^4000 pieces at most and attained")
  func deep() throws {
    let widths = try Widths([1] + Array(repeating: 10, count: 4000))
    let maximum = Integer(11).power(4000)
    #expect(widths.serra2018Bound() == maximum)
    #expect(widths.hinzBound(.serra) == maximum)
    #expect(widths.maximumPieceCount() == maximum)
    #expect(widths.serra2018LowerBound() == maximum)
    #expect(widths.naiveBound() == Integer(1) << 40000)
    #expect(widths.sawtoothBound() == Integer(10).power(4000) + 2)
  }

  @Test("depth 4000 of widths 1 and 2")
  func deepAndNarrow() throws {
    #expect(try Widths([1] + Array(repeating: 1, count: 4000)).maximumPieceCount() == 3)
    let two = try Widths([1] + Array(repeating: 2, count: 4000))
    #expect(two.maximumPieceCount() == nil)
    // T ← 6T + 1 every two layers, from 7: (6^2001 − 1)/5.
    #expect(two.constructedPieceCount() == (Integer(6).power(2001) - 1) / 5)
    #expect(two.maximumUpperBound() < Integer(3).power(4000))
    #expect(two.maximumUpperBound() > two.constructedPieceCount() ?? 0)
  }

  @Test("image-sized inputs, in two ways")
  func wide() throws {
    for sizes in [[784, 256, 128, 64], [3072, 100, 100, 100, 100], [50, 300, 300]] {
      let widths = try Widths(sizes)
      #expect(widths.serra2018Bound() == widths.hinzBound(.serra))
      #expect(widths.montufar2017Bound() == widths.hinzBound(.montufar))
      #expect(widths.serra2018Bound() < widths.naiveBound())
    }
  }

  @Test("a thousand inputs, one neuron: two regions")
  func oneNeuron() throws {
    let widths = try Widths([1000, 1])
    #expect(widths.serra2018Bound() == 2 && widths.naiveBound() == 2)
    #expect(widths.montufar2014Bound() == nil)
  }
}
