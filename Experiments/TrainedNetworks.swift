internal import ExactNumbers
internal import NetworkFormats
internal import ReLUNetworks

/// The networks of `Experiments/data`, which were trained for this project, and digits for them.
enum TrainedNetworks {
  /// Epochs after which the weights of the sine network were stored.
  static let sineEpochs = [0, 1, 10, 50, 100, 200, 500]
  /// Epochs after which the weights of the moons network were stored.
  static let moonsEpochs = [0, 1, 5, 20, 50, 100, 200]
  /// Epochs after which the weights of the digits network were stored.
  static let digitsEpochs = [0, 1, 5, 30]

  /// The network 1 → 32 → 32 → 1 that learns a sine.
  static func sine(epoch: Int) throws -> ReLUNetwork {
    try network("sine_1-32-32-1", epoch: epoch)
  }

  /// The network 2 → 16 → 16 → 1 that learns to tell two half-moons apart.
  static func moons(epoch: Int) throws -> ReLUNetwork {
    try network("moons_2-16-16-1", epoch: epoch)
  }

  /// The network 64 → 32 → 32 → 10 that learns to tell handwritten digits.
  static func digits(epoch: Int) throws -> ReLUNetwork {
    try network("digits_64-32-32-10", epoch: epoch)
  }

  private static func network(_ name: String, epoch: Int) throws -> ReLUNetwork {
    let number = String(1000 + epoch).dropFirst()
    let file = "data/\(name)_epoch\(number).npz"
    return try NetworkFile(
      bytes: try ExperimentFiles.bytes(of: file), format: .npz, name: "Experiments/\(file)"
    ).network
  }

  /// The images of `data/digits.csv` in order, digit d at place d: 64 pixels from 0 to 1.
  static func digitImages() throws -> [[Rational]] {
    let file = "data/digits.csv"
    let text = String(decoding: try ExperimentFiles.bytes(of: file), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).dropFirst()
    return try lines.enumerated().map { index, line in
      let cells = line.split(separator: ",").compactMap { Int($0) }
      guard cells.count == 65, cells[0] == index else {
        throw ExperimentError.malformedData(
          name: file, reason: "line \(index + 2) is not the label \(index) and 64 pixels")
      }
      return cells.dropFirst().map { Rational($0, 16) }
    }
  }
}
