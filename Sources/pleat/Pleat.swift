import ArgumentParser

@main
struct Pleat: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pleat", abstract: "Exact piece counts of ReLU networks.", version: "0.1.0")
}
