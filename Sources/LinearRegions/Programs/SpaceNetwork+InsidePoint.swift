internal import ExactNumbers

extension SpaceNetwork {
  /// A point inside the box at fractions that meet no hyperplane by their simplicity.
  var insidePoint: IntegerPoint {
    IntegerPoint(
      box.enumerated().map { input, interval in
        // Multiples of the golden section, folded into the middle half.
        let share = Rational(
          (1 << 29) + (input + 1) * 663_608_941 % (1 << 30), 1 << 31)
        switch (interval.lower, interval.upper) {
        case (.finite(let lower), .finite(let upper)): return lower + (upper - lower) * share
        case (.finite(let lower), _): return lower + share
        case (_, .finite(let upper)): return upper - share
        default: return share - Rational(1, 2)
        }
      })
  }
}
