import ArgumentParser

/// The width K and the depth H of a network of equal layers.
struct SizeOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The neurons of each hidden layer.", valueName: "K"))
  var width: String

  @OptionGroup var depthOption: DepthOption

  func widthValue() throws -> Int {
    try ArgumentText.integer(width, in: 1...Int.max, option: "--width")
  }

  func depthValue() throws -> Int { try depthOption.value() }
}

/// The number of hidden layers H.
struct DepthOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of hidden layers.", valueName: "H"))
  var depth: String

  func value() throws -> Int {
    try ArgumentText.integer(depth, in: 1...Int.max, option: "--depth")
  }
}

/// The inputs and the hidden widths of a network that folds its input space.
struct FoldOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: ArgumentHelp("The number of inputs.", valueName: "n"))
  var inputs: String

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The hidden widths.", valueName: "w1,…,wL"))
  var widths: String

  func inputCount() throws -> Int {
    try ArgumentText.integer(inputs, in: 1...Int.max, option: "--inputs")
  }

  func widthList() throws -> [Int] {
    try ArgumentText.integers(widths, in: 1...Int.max, option: "--widths")
  }
}

/// The seed of whatever is drawn at random.
struct SeedOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of the generator, 0 to 2^64 - 1.", valueName: "S"))
  var seed = "1"

  func value() throws -> UInt64 {
    guard let value = UInt64(seed) else {
      throw RequestError(
        option: "--seed", "\"\(seed.prefix(40))\" is no whole number from 0 to 2^64 - 1")
    }
    return value
  }
}
