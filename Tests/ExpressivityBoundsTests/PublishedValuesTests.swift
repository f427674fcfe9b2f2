import ExactNumbers
import ExpressivityBounds
import Testing

/// One architecture with values computed for this project by two exact methods.
struct PublishedCase: Sendable, CustomTestStringConvertible {
  let widths: [Int]
  let naive: Integer, perLayer: Integer, montufar: Integer, serra: Integer
  var lower: (pascanu: Integer?, montufar: Integer?, serra: Integer?) = (nil, nil, nil)
  var arora: Integer?
  var testDescription: String { "\(widths)" }

  /// theory_cases.json, `bound_cases`.
  static let boundCases: [PublishedCase] = [
    .init(
      widths: [1, 3, 3], naive: 64, perLayer: 16, montufar: 16, serra: 16, lower: (12, 12, 16),
      arora: 24),
    .init(
      widths: [1, 2, 2], naive: 16, perLayer: 9, montufar: 9, serra: 9, lower: (6, 6, nil),
      arora: 12),
    .init(
      widths: [1, 4, 4, 4], naive: 4096, perLayer: 125, montufar: 125, serra: 125,
      lower: (80, 80, 125), arora: 320),
    .init(
      widths: [2, 3, 3, 3], naive: 512, perLayer: 343, montufar: 343, serra: 208,
      lower: (7, 7, nil)),
    .init(
      widths: [2, 8, 8], naive: 65536, perLayer: 1369, montufar: 1369, serra: 1369,
      lower: (148, 592, 925)),
    .init(
      widths: [3, 5, 5, 5], naive: 32768, perLayer: 17576, montufar: 17576, serra: 11776,
      lower: (26, 26, nil)),
    .init(
      widths: [3, 9, 9, 9], naive: 134_217_728, perLayer: 2_197_000, montufar: 2_197_000,
      serra: 2_197_000, lower: (1170, 94770, 532480)),
    .init(widths: [4, 2, 8], naive: 1024, perLayer: 652, montufar: 148, serra: 56),
    .init(widths: [2, 1, 10], naive: 2048, perLayer: 112, montufar: 22, serra: 12),
    .init(
      widths: [784, 20, 2], naive: 4_194_304, perLayer: 4_194_304, montufar: 4_194_304,
      serra: 4_194_281),
    .init(
      widths: [784, 10, 10, 10], naive: 1_073_741_824, perLayer: 1_073_741_824,
      montufar: 1_073_741_824, serra: 365_139_905),
  ]

  /// The table of theory.md A, for what the cases above leave out.
  static let theoryTable: [PublishedCase] = [
    .init(
      widths: [1, 3, 3, 3], naive: 512, perLayer: 64, montufar: 64, serra: 64, lower: (36, 36, 64),
      arora: 144),
    .init(
      widths: [1, 1, 1, 1], naive: 8, perLayer: 8, montufar: 8, serra: 4, lower: (2, 2, nil),
      arora: 8),
    .init(
      widths: [2, 4, 4], naive: 256, perLayer: 121, montufar: 121, serra: 121, lower: (22, 44, nil)),
    .init(
      widths: [2, 6, 6], naive: 4096, perLayer: 484, montufar: 484, serra: 484,
      lower: (66, 198, 352)),
    .init(
      widths: [2, 2, 2, 2], naive: 64, perLayer: 64, montufar: 64, serra: 30, lower: (4, 4, nil)),
    .init(
      widths: [2, 10, 10, 10], naive: 1_073_741_824, perLayer: 175_616, montufar: 175_616,
      serra: 175_616, lower: (1400, 35000, 72576)),
    .init(widths: [4, 8, 2], naive: 1024, perLayer: 652, montufar: 652, serra: 652),
    .init(
      widths: [784, 11, 11], naive: 4_194_304, perLayer: 4_194_304, montufar: 4_194_304,
      serra: 2_449_868),
    .init(
      widths: [784, 2, 20], naive: 4_194_304, perLayer: 4_194_304, montufar: 844, serra: 254),
  ]
}

@Suite("Bounds against tables")
struct PublishedValuesTests {
  @Test(arguments: PublishedCase.boundCases + PublishedCase.theoryTable)
  func matches(_ example: PublishedCase) throws {
    let widths = try Widths(example.widths)
    #expect(widths.naiveBound() == example.naive)
    #expect(widths.hinzBound(.naive) == example.naive)
    #expect(widths.perLayerZaslavskyBound() == example.perLayer)
    #expect(widths.montufar2017Bound() == example.montufar)
    #expect(widths.hinzBound(.montufar) == example.montufar)
    #expect(widths.serra2018Bound() == example.serra)
    #expect(widths.hinzBound(.serra) == example.serra)
    #expect(widths.pascanu2013Bound() == example.lower.pascanu)
    #expect(widths.montufar2014Bound() == example.lower.montufar)
    #expect(widths.serra2018LowerBound() == example.lower.serra)
    #expect(widths.arora2018Bound() == example.arora)
  }

  @Test("regions of general-position arrangements (theory.md A1)")
  func zaslavsky() {
    #expect(maximumRegionCount(hyperplanes: 5, dimension: 2) == 16)
    #expect(maximumRegionCount(hyperplanes: 5, dimension: 3) == 26)
    #expect(maximumRegionCount(hyperplanes: 10, dimension: 2) == 56)
    #expect(maximumRegionCount(hyperplanes: 4, dimension: 2) == 11)
    #expect(maximumRegionCount(hyperplanes: 0, dimension: 3) == 1)
    #expect(maximumRegionCount(hyperplanes: 7, dimension: 0) == 1)
  }

  @Test("deletion and restriction: Z(n, d) = Z(n − 1, d) + Z(n − 1, d − 1)")
  func deletionRestriction() {
    for n in 1...24 {
      for d in 1...26 {
        let whole = maximumRegionCount(hyperplanes: n, dimension: d)
        let without = maximumRegionCount(hyperplanes: n - 1, dimension: d)
        let within = maximumRegionCount(hyperplanes: n - 1, dimension: d - 1)
        #expect(whole == without + within, "n = \(n), d = \(d)")
      }
    }
  }

  @Test("the zonotope networks that were counted (theory.md L6)")
  func zonotopes() throws {
    #expect(try Widths([2, 6, 3]).arora2018ZonotopeBound() == 18)
    #expect(try Widths([2, 6, 3, 3]).arora2018ZonotopeBound() == 54)
    #expect(try Widths([2, 6, 3]).zigzagZonotopeBound() == 24)
    #expect(try Widths([2, 6, 3, 3]).zigzagZonotopeBound() == 96)
    #expect(try Widths([3, 8, 3]).zigzagZonotopeBound() == 56)
    #expect(try Widths([2, 7, 3]).arora2018ZonotopeBound() == 18)
    #expect(try Widths([2, 6, 2, 3]).zigzagZonotopeBound() == nil)
    #expect(try Widths([2, 1, 3]).arora2018ZonotopeBound() == nil)
    #expect(try Widths([1, 6, 3]).arora2018ZonotopeBound() == nil)
    #expect(try Widths([2, 6]).arora2018ZonotopeBound() == nil)
  }

  @Test("pieces of the sawtooth networks that were counted (theory.md L1)")
  func sawtooth() throws {
    #expect(sawtoothPieceCount(width: 2, depth: 3, on: .unitInterval) == 8)
    #expect(sawtoothPieceCount(width: 2, depth: 3, on: .wholeLine) == 10)
    #expect(sawtoothPieceCount(width: 3, depth: 3, on: .unitInterval) == 27)
    #expect(sawtoothPieceCount(width: 3, depth: 3, on: .wholeLine) == 28)
    #expect(sawtoothPieceCount(width: 4, depth: 2, on: .wholeLine) == 18)
    #expect(sawtoothPieceCount(width: 4, depth: 1, on: .wholeLine) == 5)
    #expect(try Widths([1, 2, 2, 2]).sawtoothBound() == 10)
    #expect(try Widths([1, 2, 3]).sawtoothBound() == nil)
    #expect(try Widths([2, 3, 3]).sawtoothBound() == nil)
  }
}
