public import ArgumentParser
public import NetworkFormats
import ReLUNetworks

extension NetworkReadingOptions.WeightRounding: ExpressibleByArgument {}
extension NetworkReadingOptions.Normalization: ExpressibleByArgument {}

/// How a network file is read.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read the weights as the exact numbers that the file spells, or rounded to a float type."))
  var weights: NetworkReadingOptions.WeightRounding = .exact

  @Option(
    help: ArgumentHelp(
      "Leave a .nnet network in normalised units, or fold its means and ranges into its layers."))
  var normalize: NetworkReadingOptions.Normalization = .none

  /// Reads a network from a file, or from standard input where the path is "-".
  func read(_ path: String) throws -> LoadedNetwork {
    LoadedNetwork(
      path: path,
      file: try NetworkFile(
        path: path,
        options: NetworkReadingOptions(weights: weights, normalization: normalize)))
  }
}

/// A network file with the name under which it was asked for.
struct LoadedNetwork {
  /// The path as it was given.
  let path: String
  let file: NetworkFile

  var network: ReLUNetwork { file.network }

  /// Names the network in a sentence.
  var label: String { path == "-" ? "the network on standard input" : path }

  /// The file and what its numbers were, for a person.
  var title: String {
    "\(path == "-" ? "standard input" : path) (\(file.weightKind))"
  }
}
