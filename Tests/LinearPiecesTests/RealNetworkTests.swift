import ExactNumbers
import NetworkFormats
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearPieces

/// Networks from files, their counts by two other exact programs.
///
/// The references were computed for this project in Python's fractions, by breakpoint propagation
/// and by bisection; the digest is SHA-256 of the breakpoints, one a line, in lowest terms.
@Suite("Trained and random networks on lines")
struct RealNetworkTests {
  /// Where a network is cut.
  enum Cut: Sendable {
    /// From −1 to 1.
    case axis
    /// From (−2, −2) to (3, 2).
    case diagonal
    /// From one image of digits8x8.csv to another, pixels over 16.
    case digits(Int, Int)

    var line: Line {
      switch self {
      case .axis: Line(from: [-1], to: [1])
      case .diagonal: Line(from: [-2, -2], to: [3, 2])
      case .digits(let from, let to): Line(from: Self.image(from), to: Self.image(to))
      }
    }

    private static func image(_ index: Int) -> [Rational] {
      DigitImages.first[index].split { $0 == " " || $0 == "\n" }
        .compactMap { Int($0) }.map { Rational($0, 16) }
    }
  }

  struct Case: Sendable, CustomStringConvertible {
    let file: String
    let cut: Cut
    let regions: Int
    let pieces: Int
    /// New breakpoints after each hidden layer.
    let newBreaks: [Int]
    let digest: String

    init(
      _ file: String, _ cut: Cut, _ regions: Int, _ pieces: Int, _ newBreaks: [Int],
      _ digest: String
    ) {
      self.file = file
      self.cut = cut
      self.regions = regions
      self.pieces = pieces
      self.newBreaks = newBreaks
      self.digest = digest
    }

    var description: String { "\(file), \(cut)" }
  }

  static let trained = [
    Case(
      "sine_1-32-32-1_epoch000", .axis, 61, 61, [32, 28],
      "04053cc8d49ff0b169d853f7a5da4f28362935e6ec7da9006079e7677711dead"),
    Case(
      "sine_1-32-32-1_epoch001", .axis, 69, 69, [32, 36],
      "0e85d42288a7756cfb488a9af813c6ea2b304d183c163865947220bead572635"),
    Case(
      "sine_1-32-32-1_epoch010", .axis, 65, 65, [32, 32],
      "26a2f8c48a12a50d8dc8a38ee17220ce86279f5c50de35197bd07b4ee851d7c3"),
    Case(
      "sine_1-32-32-1_epoch050", .axis, 62, 62, [32, 29],
      "cfabf9a632b0150ac6408cc8c79c18e46f522a59e11eb42a7883b5fd446ce5e9"),
    Case(
      "sine_1-32-32-1_epoch100", .axis, 62, 62, [32, 29],
      "b5b568786bfb42689b167ea1a21a9de9a924684f3c9d86347e76d60745d3bb84"),
    Case(
      "sine_1-32-32-1_epoch200", .axis, 67, 67, [32, 34],
      "b9ff04e9120a30f7be25b35eefdd9eef7db507e00bf8c6565f708e7c0bdd7d4c"),
    Case(
      "sine_1-32-32-1_epoch500", .axis, 65, 65, [32, 32],
      "5b3b7eabc9772034d331f17e0a41c9121667639ec2ed4ef1c992b14b6e6720e5"),
    Case(
      "moons_2-16-16-1_epoch000", .diagonal, 28, 28, [16, 11],
      "4b0fdfb5216febd6ee62b79b9d82487e2b8a03a1085194314ab247b333a57fe3"),
    Case(
      "moons_2-16-16-1_epoch001", .diagonal, 30, 30, [15, 14],
      "b57950dcbaea43f8203d0c7c252b5723f250df0d3693f5cc6a8a034e33804903"),
    Case(
      "moons_2-16-16-1_epoch005", .diagonal, 30, 30, [15, 14],
      "e5dfd5ea368918832f2031f3e81c686165f237f050fd2cb1212d3ba997a39762"),
    Case(
      "moons_2-16-16-1_epoch020", .diagonal, 34, 34, [15, 18],
      "21f6575ae69f287fb4c194d8ca2931bda39126a85fec7430057d15960f7d5f17"),
    Case(
      "moons_2-16-16-1_epoch050", .diagonal, 36, 36, [14, 21],
      "858ad1227024396931557b2a882ab1ed8f0e882e9e3bf2f0c7de1e10de92f5d9"),
    Case(
      "moons_2-16-16-1_epoch100", .diagonal, 39, 39, [15, 23],
      "34d51f0e826941f94be26a1482e7e4b722871fb584352affa699e4d74613c553"),
    Case(
      "moons_2-16-16-1_epoch200", .diagonal, 38, 38, [15, 22],
      "222e8256d3eb7cf29a29beccfd0f3c67f9ca5d647ae9fdf36c57b26d21291bac"),
    Case(
      "digits_64-32-32-10_epoch000", .digits(0, 1), 16, 16, [9, 6],
      "0325ba00944ad83eefb52dfa03930c2d3ddf69d6a08882e7ed8f89580efbdc50"),
    Case(
      "digits_64-32-32-10_epoch000", .digits(2, 3), 14, 14, [6, 7],
      "08ef1e2c4a09265f483456d7b7b23fe7b094961bcf092b51686011770b64e7ae"),
    Case(
      "digits_64-32-32-10_epoch000", .digits(4, 5), 26, 26, [10, 15],
      "40d52baa71131c34841e721b838721b49f4d1ff0d1b0c3230097c71096153cb5"),
    Case(
      "digits_64-32-32-10_epoch030", .digits(0, 1), 21, 21, [9, 11],
      "7bc83e458532a1db0f6e1afd35cb3a0d5aba39b4d3cf791d0b260dd278348b8b"),
    Case(
      "digits_64-32-32-10_epoch030", .digits(2, 3), 18, 18, [7, 10],
      "62f668b24305b75f61205f78f1fff6e2861a4f769af9ff5749d2f6cdb3c38015"),
    Case(
      "digits_64-32-32-10_epoch030", .digits(4, 5), 17, 17, [6, 10],
      "228ccdf27510d7a961517b4c43930df41cca5977901b54f35f51b85235ddfa8e"),
  ]

  /// The root of the repository.
  private static let root = String(
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/"))

  private func network(_ path: String) throws -> ReLUNetwork {
    try NetworkFile(path: "\(Self.root)/\(path)").network
  }

  @Test("trained networks: counts, layers of the breakpoints, and every breakpoint exactly")
  func trained() throws {
    for example in Self.trained {
      let network = try network("Experiments/data/\(example.file).npz")
        .restricted(to: example.cut.line)
      let counts = try FiveCounts(network, on: .unit, .automatic)
      #expect(counts.regions == example.regions, "\(example)")
      #expect(counts.pieces == example.pieces, "\(example)")
      var cells = 1
      for (layer, new) in example.newBreaks.enumerated() {
        cells += new
        #expect(counts.perLayer[layer] == cells, "\(example)")
      }
      var changes: [ActivationChange] = []
      try network.forEachActivationChange(on: .unit) { changes.append($0) }
      for (layer, new) in example.newBreaks.enumerated() {
        #expect(changes.count { $0.layer == layer + 1 } == new, "\(example)")
      }
      let positions = changes.filter(\.isBreakpoint).map {
        "\($0.position.numerator)/\($0.position.denominator)"
      }
      #expect(SHA256.hex(positions.joined(separator: "\n")) == example.digest, "\(example)")
    }
  }

  @Test(
    "random networks of width 64 on [−1, 1]", arguments: [(4, 153), (8, 290), (16, 556)])
  func random(depth: Int, count: Int) throws {
    let network = try network("Benchmarks/Networks/1-64x\(depth)-1.npz")
    let domain = try Interval(-1, 1)
    let counts = try network.pieceCounts(on: domain)
    #expect(counts.activationRegions == Integer(count))
    #expect(counts.linearPieces == Integer(count))
    let perLayer = counts.perLayer ?? []
    #expect(perLayer.count == depth && perLayer.last == Integer(count))
    #expect(zip(perLayer, perLayer.dropFirst()).allSatisfy { $0 <= $1 })
    guard depth == 4 else { return }
    // On random weights no two kinks meet and no map comes twice.
    let walk = try FiveCounts(network, on: domain, .enumerate)
    #expect(walk.patterns == count)
    #expect(walk.functions == count)
    #expect(walk.agrees(with: try FiveCounts(network, on: domain, .fold)))
  }
}
