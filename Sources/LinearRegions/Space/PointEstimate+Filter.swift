/// Where n hyperplanes meet, in doubles with a proved bound.
///
/// The point x has A x + c = 0. Known are Â, ĉ with |A − Â| ≤ Δ and |c − ĉ| ≤ δ, entry by entry. For any matrix
/// R and any x̂, with G = I − R A and r = A x̂ + c,
///
///     (I − G) (x − x̂) = R A (x − x̂) = −R r,                                                        (1)
///
/// so that, if the row sums γᵢ of |G| are all at most γ < 1, A is regular, ‖x − x̂‖ ≤ ‖R r‖ / (1 − γ) in
/// the largest entry, and |xᵢ − x̂ᵢ| ≤ |(R r)ᵢ| + γᵢ ‖x − x̂‖ (Rump 2010, *Verification methods*, §10). Here R
/// is an inverse of Â and x̂ the point −R ĉ, moved once by −R r, both as rounded; (1) does not ask how good they are.
///
/// **Roundings.** Let u = 2⁻⁵³ and s = (n + 4) u. A sum of at most n + 1 products in double is off by at most s
/// times the sum of their moduli, and by n 2⁻¹⁰⁷⁴ where products underflow. So with r̂ as computed,
///
///     |rₖ| ≤ |r̂ₖ| + Σⱼ (Δₖⱼ + s |Âₖⱼ|) |x̂ⱼ| + δₖ + s |ĉₖ| =: ρₖ
///
/// up to underflow, |(R r)ᵢ| ≤ Σₖ |Rᵢₖ| ρₖ, and
///
///     γᵢ ≤ Σⱼ (|Îᵢⱼ| + Σₖ |Rᵢₖ| (Δₖⱼ + s |Âₖⱼ|)),   Î = I − R Â as computed,
///
/// but for the rounding of the last difference, u of it. These bounds are sums of non-negative numbers, of less
/// than 2²² roundings each while n ≤ 2¹⁰, which 1 + 2⁻³⁰ covers, as it does that difference; 2⁻⁵⁰⁰ is added where
/// something may underflow. Sums stand for the largest entry, so that NaN and infinity are not lost, and prove nothing.
struct PointEstimate {
  let dimension: Int
  /// Rows of Â and ĉ, then of Δ and δ.
  private let equations: UnsafeMutablePointer<Double>
  private let inverse: UnsafeMutablePointer<Double>
  private let work: UnsafeMutablePointer<Double>
  /// ρ.
  private let residuals: UnsafeMutablePointer<Double>
  /// x̂, then 1, which goes with constants.
  let point: UnsafeMutablePointer<Double>
  /// |x − x̂| is at most that, then 0.
  let errors: UnsafeMutablePointer<Double>
  /// Equations so far.
  private(set) var count = 0

  /// s.
  private var slack: Double { Double(dimension + 4) * 0x1p-53 }
  private var stride: Int { 2 * (dimension + 1) }

  /// No equations.
  init(dimension: Int) {
    self.dimension = dimension
    equations = .allocate(capacity: 2 * dimension * (dimension + 1))
    inverse = .allocate(capacity: dimension * dimension)
    work = .allocate(capacity: dimension * dimension)
    residuals = .allocate(capacity: dimension)
    point = .allocate(capacity: dimension + 1)
    errors = .allocate(capacity: dimension + 1)
    point.initialize(repeating: 1, count: dimension + 1)
    errors.initialize(repeating: 0, count: dimension + 1)
  }

  func deallocate() {
    for numbers in [equations, inverse, work, residuals, point, errors] { numbers.deallocate() }
  }

  mutating func removeAll() { count = 0 }

  /// Takes in the equation form(x) = 0.
  ///
  /// - Parameters:
  ///   - form: the coefficients, then the constant.
  ///   - stride: numbers from one of them to the next.
  ///   - errorStart: how far behind each its error stands.
  mutating func add(_ form: UnsafePointer<Double>, stride: Int, errorStart: Int) {
    let row = equations + count * self.stride
    for column in 0...dimension {
      row[column] = form[column * stride]
      row[dimension + 1 + column] = form[column * stride + errorStart]
    }
    count += 1
  }

  /// Takes in the equation that an input has a value, known up to an error.
  mutating func add(input: Int, _ value: Double, error: Double) {
    let row = equations + count * stride
    row.update(repeating: 0, count: stride)
    row[input] = 1
    row[dimension] = -value
    row[2 * dimension + 1] = error
    count += 1
  }

  /// Finds the point where the n equations taken in hold.
  ///
  /// - Returns: false where doubles do not prove that there is exactly one.
  mutating func solve() -> Bool {
    guard count == dimension, invert() else { return false }
    for row in 0..<dimension { point[row] = 0 }
    for _ in 0..<2 { improve() }
    noteResiduals()
    var (norm, sum) = (0.0, 0.0)
    for row in 0..<dimension {
      // γᵢ for the time being.
      errors[row] = defect(row)
      norm += errors[row]
      sum += shift(row)
    }
    guard norm < 0.5 else { return false }
    let distance = sum / (1 - norm) * Slack.inflation
    for row in 0..<dimension {
      errors[row] = (shift(row) + errors[row] * distance) * Slack.inflation + Slack.tiny
    }
    return distance < .infinity
  }

  /// The value of a form at the point.
  ///
  /// With the true form fₖ, |fₖ − f̂ₖ| ≤ eₖ, the value is off by at most Σ ((|f̂ₖ| + eₖ) |xₖ − x̂ₖ| + eₖ |x̂ₖ|), the
  /// constant being the coefficient of 1, and by s times the moduli for its roundings.
  ///
  /// - Returns: the value, and a bound of its error.
  @inline(__always)
  func value(
    _ form: UnsafePointer<Double>, stride: Int, errorStart: Int
  ) -> (value: Double, error: Double) {
    var (value, error) = (0.0, 0.0)
    for column in 0...dimension {
      let (factor, doubt) = (form[column &* stride], form[column &* stride &+ errorStart])
      let product = factor * point[column]
      value += product
      error +=
        (factor.magnitude + doubt) * errors[column] + doubt * point[column].magnitude
        + product.magnitude * slack
    }
    return (value, error * Slack.inflation + Slack.tiny)
  }

  /// x̂ − R r̂ instead of x̂.
  private func improve() {
    for row in 0..<dimension { residuals[row] = residual(row) }
    for row in 0..<dimension {
      var step = 0.0
      for other in 0..<dimension { step += inverse[row * dimension + other] * residuals[other] }
      point[row] -= step
    }
  }

  /// r̂ of a row.
  private func residual(_ row: Int) -> Double {
    let equation = equations + row * stride
    var sum = 0.0
    for column in 0...dimension { sum += equation[column] * point[column] }
    return sum
  }

  private func noteResiduals() {
    for row in 0..<dimension {
      let equation = equations + row * stride
      var bound = residual(row).magnitude + Slack.tiny
      for column in 0...dimension {
        bound += doubt(equation, column) * point[column].magnitude
      }
      residuals[row] = bound * Slack.inflation
    }
  }

  /// Δ + s |Â| of an entry, or δ + s |ĉ|.
  @inline(__always)
  private func doubt(_ equation: UnsafePointer<Double>, _ column: Int) -> Double {
    equation[dimension + 1 + column] + slack * equation[column].magnitude
  }

  /// A bound of γᵢ.
  private func defect(_ row: Int) -> Double {
    let factors = inverse + row * dimension
    var sum = Slack.tiny
    for column in 0..<dimension {
      var (entry, size) = (row == column ? 1.0 : 0, 0.0)
      var product = 0.0
      for other in 0..<dimension {
        let equation = equations + other * stride
        product += factors[other] * equation[column]
        size += factors[other].magnitude * doubt(equation, column)
      }
      entry -= product
      sum += entry.magnitude + size
    }
    return sum * Slack.inflation
  }

  /// A bound of |(R r)ᵢ|.
  private func shift(_ row: Int) -> Double {
    var sum = 0.0
    for other in 0..<dimension {
      sum += inverse[row * dimension + other].magnitude * residuals[other]
    }
    return sum * Slack.inflation + Slack.tiny
  }

  /// An inverse of Â, by elimination with the largest pivots of the columns.
  ///
  /// - Returns: false where a column has none.
  private func invert() -> Bool {
    for row in 0..<dimension {
      for column in 0..<dimension {
        work[row * dimension + column] = equations[row * stride + column]
        inverse[row * dimension + column] = row == column ? 1 : 0
      }
    }
    for column in 0..<dimension {
      var pivot = column
      for row in column..<dimension
      where work[row * dimension + column].magnitude > work[pivot * dimension + column].magnitude {
        pivot = row
      }
      guard work[pivot * dimension + column] != 0 else { return false }
      swapRows(pivot, column)
      eliminate(column)
    }
    return true
  }

  private func swapRows(_ first: Int, _ second: Int) {
    if first == second { return }
    for numbers in [work, inverse] {
      for column in 0..<dimension {
        let number = numbers[first * dimension + column]
        numbers[first * dimension + column] = numbers[second * dimension + column]
        numbers[second * dimension + column] = number
      }
    }
  }

  /// Makes a column that of the unit matrix.
  private func eliminate(_ column: Int) {
    let scale = 1 / work[column * dimension + column]
    for index in 0..<dimension {
      work[column * dimension + index] *= scale
      inverse[column * dimension + index] *= scale
    }
    for row in 0..<dimension where row != column {
      let factor = work[row * dimension + column]
      if factor == 0 { continue }
      for index in 0..<dimension {
        work[row * dimension + index] -= factor * work[column * dimension + index]
        inverse[row * dimension + index] -= factor * inverse[column * dimension + index]
      }
    }
  }
}
