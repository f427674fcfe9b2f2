internal import ExactNumbers
internal import ReLUNetworks

/// A trained network on a domain of one or two dimensions, with what names it in the table.
struct TrainedCase: Sendable {
  /// What the domain is.
  enum Kind: String, Hashable, Sendable {
    /// A box in the plane of the network's two inputs.
    case box
    /// The whole plane of the network's two inputs.
    case plane
    /// A box of the plane through three digits.
    case slice
    /// The segment between two digits.
    case line
  }

  let network: String
  let epoch: Int
  /// Binary places that the weights and biases were rounded to; nil as they are stored.
  var bits: Int?
  let kind: Kind
  /// The images that the slice or line leads through; empty for moons.
  var digits: [Int] = []
  /// One interval a coordinate.
  let box: [Interval]
  /// The network of the domain's coordinates: one or two inputs.
  let restricted: ReLUNetwork

  /// As `pleat regions` says it.
  var domain: String {
    if box.allSatisfy({ $0 == .wholeLine }) { return "all" }
    return box.map(\.description).joined(separator: ";")
  }

  /// The digits as they stand in the table; nil for moons.
  var digitList: String? {
    digits.isEmpty ? nil : digits.map(\.description).joined(separator: ",")
  }

  /// For the message of a contradiction.
  var name: String {
    let weights = bits.map { ", rounded to \($0) binary places" } ?? ""
    return "\(network)\(weights), epoch \(epoch), \(kind) \(digitList ?? ""), domain \(domain)"
  }

  /// The planes whose regions are counted, each by the three digits that it leads through.
  static let triples = [[0, 1, 2], [2, 3, 4], [4, 5, 6], [6, 7, 8], [8, 9, 0]]

  /// The box of the moons' data.
  private static func moonsBox() throws -> [Interval] {
    [try Interval(-2, 3), try Interval(-2, 2)]
  }

  /// The network of two inputs, on the box of its data and on the whole plane.
  static func moons() throws -> [TrainedCase] {
    let networks = try TrainedNetworks.moonsEpochs.map { epoch in
      (epoch, try TrainedNetworks.moons(epoch: epoch))
    }
    let domains: [(Kind, [Interval])] = [
      (.box, try moonsBox()), (.plane, [.wholeLine, .wholeLine]),
    ]
    return domains.flatMap { kind, box in
      networks.map { epoch, network in
        TrainedCase(network: "moons", epoch: epoch, kind: kind, box: box, restricted: network)
      }
    }
  }

  /// The trained network of two inputs, its weights rounded to fewer and fewer binary places.
  static func roundedMoons() throws -> [TrainedCase] {
    let epoch = TrainedNetworks.moonsEpochs[TrainedNetworks.moonsEpochs.count - 1]
    let network = try TrainedNetworks.moons(epoch: epoch)
    let box = try moonsBox()
    return try (0...8).reversed().map { bits in
      TrainedCase(
        network: "moons", epoch: epoch, bits: bits, kind: .box, box: box,
        restricted: try network.rounded(toBinaryPlaces: bits))
    }
  }

  /// The digits network in planes: the first digit at (0, 0), the others at (1, 0) and (0, 1).
  static func digitSlices() throws -> [TrainedCase] {
    let side = try Interval(Rational(-1, 2), Rational(3, 2))
    return try digits(.slice, [side, side], triples)
  }

  /// The digits network on the segments between any two of the ten images.
  static func digitLines() throws -> [TrainedCase] {
    let pairs = (0..<10).flatMap { first in (first + 1..<10).map { [first, $0] } }
    return try digits(.line, [.unit], pairs)
  }

  private static func digits(
    _ kind: Kind, _ box: [Interval], _ choices: [[Int]]
  ) throws -> [TrainedCase] {
    let images = try TrainedNetworks.digitImages()
    return try TrainedNetworks.digitsEpochs.flatMap { epoch in
      let network = try TrainedNetworks.digits(epoch: epoch)
      return choices.map { digits in
        let origin = images[digits[0]]
        let directions = digits.dropFirst().map { digit in
          zip(images[digit], origin).map { $0 - $1 }
        }
        return TrainedCase(
          network: "digits", epoch: epoch, kind: kind, digits: digits, box: box,
          restricted: network.restricted(
            to: AffineSlice(origin: origin, directions: directions)))
      }
    }
  }
}

extension ReLUNetwork {
  /// The network with every weight and bias rounded to a multiple of 2^−places, ties to even.
  fileprivate func rounded(toBinaryPlaces places: Int) throws -> ReLUNetwork {
    let scale = Rational(Integer(1) << places)
    func rounded(_ values: [Rational]) -> [Rational] {
      values.map { Rational(($0 * scale).rounded(.toNearestOrEven)) / scale }
    }
    func rounded(_ map: AffineMap) -> AffineMap {
      AffineMap(
        outputDimension: map.outputDimension, inputDimension: map.inputDimension,
        weights: rounded(map.weights), biases: rounded(map.biases))
    }
    let form = standardForm
    return try ReLUNetwork(hidden: form.hidden.map(rounded), output: rounded(form.output))
  }
}
