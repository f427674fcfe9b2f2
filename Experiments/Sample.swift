internal import ExactNumbers

/// Counts drawn at random, with their exact mean and quartiles.
///
/// The size is 4m + 1, so that the quartiles are counts of the sample: the (m + 1)-th, (2m + 1)-th
/// and (3m + 1)-th smallest. No rule for dividing a gap is needed.
struct Sample: Hashable, Sendable {
  /// From the smallest to the largest.
  let sorted: [Integer]

  /// A sample of counts.
  ///
  /// - Parameter counts: 4m + 1 of them.
  /// - Precondition: the number of counts is one more than a multiple of four.
  init(_ counts: [Integer]) {
    precondition(counts.count % 4 == 1, "a sample of \(counts.count), which is not 4m + 1")
    sorted = counts.sorted()
  }

  var mean: Rational { Rational(sorted.reduce(0, +), Integer(sorted.count)) }

  var minimum: Integer { sorted[0] }
  var lowerQuartile: Integer { sorted[sorted.count / 4] }
  var median: Integer { sorted[sorted.count / 2] }
  var upperQuartile: Integer { sorted[3 * (sorted.count / 4)] }
  var maximum: Integer { sorted[sorted.count - 1] }
}
