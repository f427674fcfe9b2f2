import Approximation
import ExactNumbers
import Foundation
import ReLUNetworks

/// A network with a target, and how many pieces its certificate must count.
struct CertificateWorkload: Sendable {
  let name: String
  let target: ApproximationTarget
  let expected: Integer
  let network: @Sendable () throws -> ReLUNetwork
  /// Whether the network is made anew for each run, and what error must come out.
  let made: (isMeasured: Bool, error: Rational?)

  static let all = [
    CertificateWorkload(
      name: "parabola of 2^20 pieces against exp on [0,1]",
      target: ApproximationTarget(ElementaryFunction.exp), expected: 1_048_576,
      network: { try parabola(depth: 20) }, made: (false, nil)),
    CertificateWorkload(
      name: "x² to 2^-403, made and certified", target: .square, expected: Integer(2).power(200),
      network: {
        try ApproximationNetwork.square(on: .unit, radices: [Int](repeating: 2, count: 200)).network
      }, made: (true, Rational(1, Integer(2).power(403)))),
  ]

  /// 27/32 (x + 1/2)² + 203/256, which is within 1/32 of exp on [0, 1], by a square of 2^depth pieces.
  private static func parabola(depth: Int) throws -> ReLUNetwork {
    let square = try ApproximationNetwork.square(
      on: Interval(Rational(1, 2), Rational(3, 2)), radices: [Int](repeating: 2, count: depth))
    var layers = square.network.layers
    let (first, last) = (layers[0].map, layers[depth].map)
    layers[0] = Layer(
      AffineMap(
        outputDimension: first.outputDimension, inputDimension: 1, weights: first.weights,
        biases: zip(first.weights, first.biases).map { $0 / 2 + $1 }), layers[0].activation)
    layers[depth] = Layer(
      AffineMap(
        outputDimension: 1, inputDimension: last.inputDimension,
        weights: last.weights.map { Rational(27, 32) * $0 },
        biases: last.biases.map { Rational(27, 32) * $0 + Rational(203, 256) }),
      layers[depth].activation)
    return try ReLUNetwork(layers: layers)
  }

  /// Certifies and checks.
  fileprivate func certify(_ network: ReLUNetwork) throws -> ErrorCertificate {
    let certificate = try network.supError(against: target, on: [.unit])
    guard certificate.isComplete, certificate.pieces == expected,
      made.error.map({ $0 == certificate.lower && $0 == certificate.upper }) ?? true
    else { fatalError("\(name): \(certificate) instead of \(expected) pieces") }
    return certificate
  }
}

/// The times of one certificate.
struct CertificateMeasurement {
  let workload: CertificateWorkload
  /// Seconds of a certificate on one core.
  let certificates: Times
  /// Seconds of the certificate and of the same errors in plain doubles, in turn.
  private(set) var compared = (first: Times(), second: Times())

  static let columns = [
    "workload", "pieces", "median of a certificate", "pieces per second", "peak memory",
    "certificate ÷ plain double",
  ]

  /// Runs a workload; stops the program when the certificate is not the expected one.
  init(_ workload: CertificateWorkload) throws {
    self.workload = workload
    let network = try workload.network()
    if workload.made.isMeasured {
      certificates = try Times(of: { _ = try workload.certify(workload.network()) })
      return
    }
    let walk = PlainWalk(network, from: 0, to: 1)
    var (bound, plain) = (0.0, 0.0)
    compared = try Times.alternating(
      { bound = Double(try workload.certify(network).upper) },
      { plain = Self.plainError(walk) })
    certificates = compared.first
    guard abs(plain - bound) < 1e-9 else {
      fatalError("\(workload.name): plain doubles find \(plain) instead of \(bound)")
    }
  }

  /// The largest |exp − network| at the ends of each cell and where exp has its slope.
  private static func plainError(_ walk: PlainWalk) -> Double {
    var (largest, start) = (0.0, 0.0)
    walk.run { end, slope, constant in
      for x in [start, end, min(max(log(slope), start), end)] {
        largest = max(largest, abs(exp(x) - (slope * x + constant)))
      }
      start = end
    }
    return largest
  }

  /// As `columns` says.
  var row: [String] {
    let pieces = Int(exactly: workload.expected)
    return [
      workload.name, pieces.map(String.init) ?? "\(workload.expected.description.count) digits",
      certificates.milliseconds, pieces.map(certificates.rate) ?? "-", Times.peakMemory,
      Times.ratio(compared.first, compared.second),
    ]
  }
}
