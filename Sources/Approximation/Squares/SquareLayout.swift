internal import ExactNumbers

/// One square of a step: weight · (form)², the square interpolated at the ends of equal cells.
///
/// With N = Π radices cells on a domain of length L the interpolant lies above the square by at
/// most L²/(4N²), attained in the middle of every cell.
struct SquareStrand: Hashable, Sendable {
  /// What the square is multiplied by.
  let weight: Rational
  /// What is squared.
  let form: RegisterForm
  /// Where the network's value of the form is proved to lie.
  let domain: RationalInterval
  /// The factors of N, one a layer, each at least 2; none for the chord alone.
  let radices: [Int]

  /// N, the number of cells.
  var cellCount: Integer { radices.reduce(Integer.one) { $0 * Integer($1) } }

  /// L²/(4N²): the greatest distance of the interpolant above the square.
  var gap: Rational {
    let cell = domain.width / Rational(cellCount)
    return cell * cell / 4
  }
}

/// A register's value: offset + Σ weight · (form)², over the strands.
struct SquareStep: Hashable, Sendable {
  /// The squares, all computed in the same layers.
  let strands: [SquareStrand]
  /// What is added, for free, in a bias.
  let offset: Rational
  /// Steps of one level begin in the same layer, after all steps of the levels before.
  let level: Int
}

/// A program of squares with all its numbers fixed: what ``LayerWriter`` writes as layers.
///
/// Registers are the inputs, then the steps in order. A step reads registers of lower levels.
struct SquareLayout: Hashable, Sendable {
  /// The box of the inputs.
  let inputs: [RationalInterval]
  /// The steps, levels rising.
  let steps: [SquareStep]
  /// The network's output.
  let output: RegisterForm
}
