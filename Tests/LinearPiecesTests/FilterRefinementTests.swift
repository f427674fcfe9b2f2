import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearPieces

@Suite("Sharpening the filter's bounds in the middle of a walk")
struct FilterRefinementTests {
  /// A network whose output on the left is wrong by more than the errors on the right allow.
  ///
  /// Left of 0, layer 2 adds up 1000 neurons of slope s in two ways that are equal: all of them, and
  /// every other one twice. With s = 1 + 2^-44 − 2^-52 the first sum is rounded down five hundred
  /// times, so that the output, which is their difference 0, has a computed slope of 2^-35. Right of 0
  /// both sums vanish and with them their errors; there, at x = 1, a third neuron is zero, for which
  /// the bounds are sharpened after the output on the left has been computed.
  @Test("the error of the output before is that of its own path")
  func priorError() throws {
    let count = 1000
    let slope = 1 + Rational(2).power(-44) - Rational(2).power(-52)
    let first = try AffineMap(
      weights: Array(repeating: [-slope], count: count) + [[1]],
      biases: Array(repeating: 0, count: count + 1))
    let all = Array(repeating: 1 as Rational, count: count)
    let everyOther = (0..<count).map { $0.isMultiple(of: 2) ? 2 : 0 as Rational }
    let none = Array(repeating: 0 as Rational, count: count)
    let second = try AffineMap(
      weights: [all + [0], everyOther + [0], none + [1]], biases: [1, 1, -1])
    let output = try AffineMap(weights: [[1, -1, 0]], biases: [0])
    let network = try ReLUNetwork(hidden: [first, second], output: output)
    let found = try allDifferences(network, on: try Interval(-1, 1))
    #expect(found.map { $0.prefix(300) }.isEmpty, "\(found.map { $0.prefix(300) })")
  }
}
