internal import ExactNumbers

extension PointEstimate {
  /// The point p/q, or ±∞ for q = 0.
  ///
  /// Two conversions and a division, each to nearest, and no underflow of words: three relative
  /// errors of 2⁻⁵³ at most.
  init<Word: KernelWord>(quotient numerator: Word, _ denominator: Word) {
    let position = Double(numerator) / Double(denominator)
    self.init(position: position, error: position.magnitude * 0x1p-50)
  }
}

extension MapEstimate {
  /// The map (p + q t)/s for words p, q and a scale s > 0.
  ///
  /// The errors are those of a quotient, as above; a scale of 2⁵⁰⁰ or more might make it underflow.
  init<Word: KernelWord>(constant: Word, slope: Word, over scale: Integer) {
    let divisor = Double(scale)
    guard divisor < 0x1p500 else {
      self = .unknown
      return
    }
    let (constant, slope) = (Double(constant) / divisor, Double(slope) / divisor)
    var error = MapError()
    error.constants = constant.magnitude * 0x1p-50
    error.slopes = slope.magnitude * 0x1p-50
    self.init(constant: constant, slope: slope, error: error)
  }
}
