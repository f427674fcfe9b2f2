import ArgumentParser
import ReLUNetworks

/// How the weights of a decimal text file become numbers.
enum WeightReading: String, CaseIterable, ExpressibleByArgument {
  case exact, float32, float64
}

/// What becomes of a file's normalisation.
enum NormalizationReading: String, CaseIterable, ExpressibleByArgument {
  case none, fold
}

/// How a network file is read.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: """
      Read a .nnet file's decimals as the exact numbers that they spell, or rounded to a float type.
      """)
  var weights: WeightReading = .exact

  @Option(
    help: """
      Leave a .nnet network in normalised units, or fold its means and ranges into the layers.
      """)
  var normalize: NormalizationReading = .none
}
