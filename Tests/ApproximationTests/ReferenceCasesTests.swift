import Approximation
import ExactNumbers
import Foundation
import LinearRegions
import ReLUNetworks
import Testing

/// One of the team's reference cases: a construction with its exact or enclosed sup error.
struct ReferenceCase: Decodable, Sendable, CustomTestStringConvertible {
  let id: String
  let target: String
  let domain: [[String]]?
  let cells: Int?
  let levels: Int?
  let radices: [Int]?
  let pieces: Int?
  let supError: String?
  let shiftedError: String?
  let enclosure: [String]?
  let linearRegions: Int?
  let eps: String?
  let fewestPieces: Int?
  let kind: String?

  private enum CodingKeys: String, CodingKey {
    case id, target, domain, radices, pieces, eps, kind
    case cells = "N"
    case levels = "m"
    case supError = "sup_error"
    case shiftedError = "sup_error_shifted"
    case enclosure = "sup_error_enclosure"
    case linearRegions = "linear_regions"
    case fewestPieces = "min_pieces"
  }

  var testDescription: String { id }

  /// The cases of the file beside this one.
  static let all: [ReferenceCase] = {
    struct File: Decodable { let cases: [ReferenceCase] }
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Cases/approximation_cases.json")
    guard let data = try? Data(contentsOf: file),
      let read = try? JSONDecoder().decode(File.self, from: data)
    else { return [] }
    return read.cases
  }()

  static func starting(with prefixes: String...) -> [ReferenceCase] {
    all.filter { item in prefixes.contains { item.id.hasPrefix($0) } }
  }

  var box: [Interval] {
    get throws { try (domain ?? []).map { try Interval(text: $0.joined(separator: ",")) } }
  }

  /// The cells as factors, the same function whichever they are.
  var factors: [Int] {
    if let radices { return radices }
    if let levels { return [Int](repeating: 2, count: levels) }
    var (rest, factors) = (cells ?? 1, [Int]())
    for factor in [2, 3, 5, 59] {
      while rest % factor == 0 { (rest, factors) = (rest / factor, factors + [factor]) }
    }
    return factors
  }

  /// Holds a certificate against the error of the file.
  func check(
    _ certificate: ErrorCertificate, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(certificate.isComplete, sourceLocation: sourceLocation)
    if let supError {
      let error = try Rational(text: supError)
      #expect(certificate.enclosure.contains(error), sourceLocation: sourceLocation)
    } else {
      // The file's ends are rounded to the digits of a double.
      let ends = try #require(enclosure).map { try Rational(text: $0) }
      let known = RationalInterval(
        ends[0] * (1 - Rational(1, 1 << 50)), ends[1] * (1 + Rational(1, 1 << 50)))
      #expect(known.contains(certificate.enclosure), sourceLocation: sourceLocation)
    }
  }
}

extension ReferenceCase {
  /// The radices of a product's grid; one of 2^-m has twice as many cells on [−1, 1] as on [0, 1].
  fileprivate func factors(on box: [Interval]) -> [Int] {
    levels != nil && box[0].contains(-1) ? factors + [2] : factors
  }
}

@Suite("Reference cases")
struct ReferenceCasesTests {
  @Test func fileIsRead() { #expect(ReferenceCase.all.count == 69) }

  @Test("x²: interpolants and their shifted forms", arguments: ReferenceCase.starting(with: "SQ_"))
  func squares(_ item: ReferenceCase) throws {
    let interval = try item.box[0]
    let radices = item.factors.filter { $0 > 1 }
    for (isShifted, text) in [(false, item.supError), (true, item.shiftedError)] {
      let network = try ApproximationNetwork.square(
        on: interval, radices: radices, isShifted: isShifted)
      let error = try Rational(text: #require(text))
      let certificate = try network.network.supError(against: .square, on: [interval])
      #expect(certificate.lower == error && certificate.upper == error)
      #expect(network.errorBound == error)
      #expect(certificate.pieces.map { $0 == Integer(item.pieces ?? 0) } ?? true)
    }
  }

  @Test(
    "xy: two and three squares", arguments: ReferenceCase.starting(with: "PROD_", "D_N"))
  func products(_ item: ReferenceCase) throws {
    let box = try item.box
    let forms: [(String, ThreeSquaresForm)] = [
      ("_same_", .sameGrid), ("_vanish_", .finerSum), ("_yarotsky_", .commonScale),
    ]
    let form = forms.first { item.id.contains($0.0) }?.1
    let network =
      try form.map {
        try ApproximationNetwork.threeSquares(on: box, levels: item.levels ?? 0, form: $0)
      }
      ?? ApproximationNetwork.product(on: box, radices: item.factors(on: box))
    let error = try Rational(text: #require(item.supError))
    #expect(network.errorBound == error)
    if (item.levels ?? 0) < 5 {
      let certificate = try network.network.supError(against: .product, on: box)
      #expect(certificate.lower == error && certificate.upper == error)
    }
    if let regions = item.linearRegions, regions < 500 {
      #expect(try network.network.regionCounts(in: box).linearRegions == Integer(regions))
    }
  }

  @Test(
    "Powers and Chebyshev polynomials by composed squares and products",
    arguments: ReferenceCase.starting(with: "SEQ", "BIN", "CHEBTREE"))
  func compositions(_ item: ReferenceCase) throws {
    let interval = try item.box[0]
    let blocks = try Blocks(on: interval, radices: item.factors)
    let (network, target) = try blocks.network(item.id.prefix { $0 != "_" }.description)
    let certificate = try network.supError(
      against: ApproximationTarget(text: target), on: [interval],
      relativeWidth: Rational(1, 1 << 60))
    try item.check(certificate)
    #expect(certificate.pieces == item.pieces.map { Integer($0) })
  }

  @Test("The fewest pieces", arguments: ReferenceCase.starting(with: "NMIN"))
  func fewestPieces(_ item: ReferenceCase) throws {
    let parts = item.target.dropLast().split(separator: "[")
    let name = parts[0] == "1/(1+x^2)" ? "lorentz" : String(parts[0])
    let error = try Rational(text: #require(item.eps))
    let found = try ApproximationTarget(text: name).optimalPieces(
      on: Interval(text: String(parts[1])), error: error)
    let optimal = try #require(found)
    let known = Integer(try #require(item.fewestPieces))
    #expect(optimal.isExact ? optimal.count == known : optimal.count <= known)
    #expect(optimal.isExact == (try #require(item.kind)).hasPrefix("minimal"))
  }
}

/// The interpolated square S, shifted or not, the product D and what is composed of them.
private struct Blocks {
  let square: ReLUNetwork
  let shifted: ReLUNetwork
  let product: ReLUNetwork
  let x = ReLUNetwork.identity(dimension: 1, depth: 0)

  init(on interval: Interval, radices: [Int]) throws {
    square = try ApproximationNetwork.square(
      on: interval, radices: radices, isShifted: false
    ).network
    shifted = try ApproximationNetwork.square(on: interval, radices: radices).network
    product = try ApproximationNetwork.product(on: [interval, interval], radices: radices).network
  }

  private func times(_ p: ReLUNetwork, _ q: ReLUNetwork) throws -> ReLUNetwork {
    try product.composed(after: p.parallel(with: q))
  }

  /// 2p − q.
  private func twice(_ p: ReLUNetwork, minus q: ReLUNetwork) -> ReLUNetwork {
    p.scaled(by: 2) + q.scaled(by: -1)
  }

  private func twice(_ p: ReLUNetwork, minus number: Rational) -> ReLUNetwork {
    p.postcomposed(
      with: AffineMap(outputDimension: 1, inputDimension: 1, weights: [2], biases: [-number]))
  }

  func network(_ family: String) throws -> (ReLUNetwork, target: String) {
    let fourth = try shifted.composed(after: shifted)
    switch family {
    case "SEQ3", "SEQ4", "SEQ5":
      let degree = Int(family.suffix(1)) ?? 0
      let power = try (3...degree).reduce(square) { power, _ in try times(power, x) }
      return (power, "monomial:\(degree)")
    case "BIN3": return (try times(shifted, x), "monomial:3")
    case "BIN4": return (fourth, "monomial:4")
    case "BIN5": return (try times(fourth, x), "monomial:5")
    case "BIN8": return (try shifted.composed(after: fourth), "monomial:8")
    default:
      let second = twice(shifted, minus: 1)
      let third = twice(try times(x, second), minus: x)
      let fifth = twice(try times(second, third), minus: x)
      guard family == "CHEBTREE10" else { return (fifth, "chebyshev:5") }
      return (twice(try shifted.composed(after: fifth), minus: 1), "chebyshev:10")
    }
  }
}
