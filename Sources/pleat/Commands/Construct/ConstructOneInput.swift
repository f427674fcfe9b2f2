import ArgumentParser
import Constructions
import ExactNumbers
import ExpressivityBounds
import ReLUNetworks

/// `pleat construct sawtooth`.
struct ConstructSawtooth: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "sawtooth", abstract: "Exactly K^H linear pieces on [0, 1].",
    discussion: """
        pleat construct sawtooth --width 10 --depth 1000 --output saw.json
        pleat pieces saw.json --on 0,1 --format json     "linearPieces": "1000…"
      """)

  @OptionGroup var size: SizeOptions
  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork {
    try .sawtooth(width: size.widthValue(), depth: size.depthValue())
  }

  func guarantees() throws -> [Guarantee] {
    let (width, depth) = (try size.widthValue(), try size.depthValue())
    return [
      Guarantee(
        counts: "linearPieces", domain: "0,1",
        value: sawtoothPieceCount(width: width, depth: depth, on: .unitInterval)),
      Guarantee(
        counts: "linearPieces", domain: "-inf,inf",
        value: sawtoothPieceCount(width: width, depth: depth, on: .wholeLine)),
    ]
  }
}

/// `pleat construct zigzag`.
struct ConstructZigzag: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "zigzag",
    abstract: "Exactly (K+1)^H linear pieces, the most for one input and K of at least 3.",
    discussion: """
        pleat construct zigzag --width 3 --depth 4 --output zigzag.json
        pleat pieces zigzag.json                 linear pieces  256
      """)

  @OptionGroup var size: SizeOptions
  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork {
    try .zigzag(width: size.widthValue(), depth: size.depthValue())
  }

  func guarantees() throws -> [Guarantee] {
    let pieces = Integer(try size.widthValue() + 1).power(try size.depthValue())
    return ["0,1", "-inf,inf"].map {
      Guarantee(counts: "linearPieces", domain: $0, value: pieces)
    }
  }
}

/// `pleat construct absolute-fold`.
struct ConstructAbsoluteFold: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "absolute-fold", abstract: "The H-fold iterate of |2t - 1|: 2^H linear pieces.",
    discussion: """
        pleat construct absolute-fold --depth 10 | pleat pieces - --on 0,1
      """)

  @OptionGroup var depth: DepthOption
  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork { try .absoluteFold(depth: depth.value()) }

  func guarantees() throws -> [Guarantee] {
    let pieces = Integer(2).power(try depth.value())
    return ["0,1", "-inf,inf"].map {
      Guarantee(counts: "linearPieces", domain: $0, value: pieces)
    }
  }
}

/// `pleat construct narrow`.
struct ConstructNarrow: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "narrow", abstract: "The most linear pieces known for widths 1 and 2.",
    discussion: """
        pleat construct narrow --width 2 --depth 4 | pleat pieces -
          linear pieces       43
      """)

  @OptionGroup var size: SizeOptions
  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork {
    try .narrow(width: size.widthValue(), depth: size.depthValue())
  }

  func guarantees() throws -> [Guarantee] { [] }
}

/// `pleat construct takagi`.
struct ConstructTakagi: ConstructionCommand {
  static let configuration = CommandConfiguration(
    commandName: "takagi", abstract: "Partial sums of Takagi's nowhere differentiable function.",
    discussion: """
        pleat construct takagi --depth 8 --output takagi.json
        pleat draw takagi.json --on 0,1 --output takagi.svg
      """)

  @OptionGroup var depth: DepthOption
  @OptionGroup var product: ProductOptions

  func network() throws -> ReLUNetwork { try .takagi(depth: depth.value()) }

  func guarantees() throws -> [Guarantee] {
    let terms = try depth.value()
    let pieces = terms == 1 ? 2 : 3 * Integer(2).power(terms - 2)
    return [
      Guarantee(
        counts: "activationRegions", domain: "0,1", value: Integer(2).power(terms)),
      Guarantee(counts: "linearPieces", domain: "0,1", value: pieces),
    ]
  }
}
