import ArgumentParser
import Foundation
import Reporting

/// The command line: every command reads its request, calls a library and reports.
@main
struct Pleat: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pleat",
    abstract: "Exact piece counts of ReLU networks, beside what theory says.",
    discussion: """
      A network is a file (.json, .nnet, .npz, .safetensors, .onnx), or - for our
      JSON on standard input. Numbers are read exactly: -12, -7/3, 0.1, 0x1.8p-3.

        pleat construct sawtooth --width 3 --depth 4 --output saw.json
        pleat pieces saw.json --on 0,1         linear pieces  81
        pleat bounds --widths 1,3,3,3,3        maximum_1d     256

      Exit status: 0 done; 1 the input or the request was bad; 3 stopped before
      the end, counts are lower bounds; 64 a mistake in the command line.
      """,
    version: "0.1.0",
    subcommands: [
      Info.self, Evaluate.self, Pieces.self, Regions.self, Merge.self, Estimate.self,
      Arrangement.self, Bounds.self, Construct.self, Approximate.self, Certify.self, Convert.self,
      Draw.self, Reproduce.self,
    ])

  /// Runs the command line and exits with the status of the interface.
  static func main() {
    Interruption.resetSignals()
    var command: any ParsableCommand
    do {
      command = try parseAsRoot()
    } catch {
      exit(withError: error)
    }
    do {
      try command.run()
    } catch let stop as StoppedEarly {
      end(stop.description, status: StoppedEarly.exitStatus)
    } catch {
      // Help and mistakes that a command finds in its options belong to the parser.
      if [.success, .validationFailure].contains(exitCode(for: error)) { exit(withError: error) }
      end(String(describing: error), status: EXIT_FAILURE)
    }
  }

  /// Says one sentence on standard error, unless it is empty, and ends the process.
  static func end(_ sentence: String, status: Int32) -> Never {
    if !sentence.isEmpty { StandardError.write("pleat: \(sentence)\n") }
    Foundation.exit(status)
  }
}
