import Approximation
import Constructions
import ExactNumbers
import Foundation
import Testing

/// Where the program is.
private let sollya = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  .map { "\($0)/sollya" }.first { FileManager.default.isExecutableFile(atPath: $0) }

/// Sollya's proved enclosures of sup |f − line| beside ours.
@Suite("Sollya agrees", .enabled(if: sollya != nil, "the program sollya is not installed"))
struct CertificationSollyaTests {
  @Test(
    "on pieces of interpolants",
    arguments: [
      ("exp", "exp(x)", "0,1"), ("sin", "sin(x)", "1/4,3"), ("cos", "cos(x)", "-1,1/2"),
      ("log1p", "log1p(x)", "0,2"), ("reciprocal1p", "1/(1+x)", "0,1"),
      ("lorentz", "1/(1+x^2)", "-1,1"), ("runge", "1/(1+25*x^2)", "1/16,1/2"),
      ("sqrt", "sqrt(x)", "1/8,2"),
    ])
  func pieces(_ name: String, _ expression: String, _ on: String) throws {
    let target = try ApproximationTarget(text: name)
    let domain = try #require(RationalInterval(try Interval(text: on)))
    let cells = 4
    let samples = (0...cells).map { step in
      let x = domain.lower + domain.width * Rational(step, cells)
      let y = target.enclosure(at: x, bits: 40).midpoint
      return (x: x, y: y + Rational(step, 1000))
    }
    let network = try ShallowInterpolant(samples: samples).network
    let pieces = zip(samples, samples.dropFirst()).map { $0 }
    let script = pieces.map { left, right in
      let slope = (right.y - left.y) / (right.x - left.x)
      let line = "\(left.y - slope * left.x) + (\(slope)) * x"
      return "supnorm(\(line), \(expression), [\(left.x);\(right.x)], absolute, 2^(-50));"
    }
    let lines = try Self.run(["prec = 300!;", "display = powers!;"] + script + ["quit;"])
    try #require(lines.count == pieces.count, "\(lines)")
    for ((left, right), line) in zip(pieces, lines) {
      let ends = line.dropFirst().dropLast().split(separator: ";")
      let theirs = RationalInterval(try Self.number(ends[0]), try Self.number(ends[1]))
      let ours = try network.supError(
        against: target, on: [Interval(left.x, right.x)], relativeWidth: Rational(1, 1 << 50))
      #expect(ours.enclosure.intersection(with: theirs) != nil, "\(name) on \(left.x), \(right.x)")
      #expect(theirs.width * 1_000_000_000 < theirs.upper)
    }
  }

  /// A number like `12345 * 2^(-67)`.
  private static func number(_ text: Substring) throws -> Rational {
    let parts = text.split(separator: "*").map { $0.trimmingCharacters(in: .whitespaces) }
    let mantissa = try Rational(text: parts[0])
    guard parts.count > 1 else { return mantissa }
    let exponent = try #require(Int(parts[1].dropFirst(2).filter { $0 != "(" && $0 != ")" }))
    return mantissa * Rational(2).power(exponent)
  }

  /// What the program prints, a line an answer.
  private static func run(_ script: [String]) throws -> [String] {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).sollya")
    try script.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(sollya))
    process.arguments = [file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("[") }
  }
}
