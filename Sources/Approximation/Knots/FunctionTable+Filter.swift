internal import ExactNumbers

/// A function with two derivatives in doubles, from its enclosures at chosen places.
///
/// Between neighbouring places it is the polynomial of degree 5 that meets all three at both ends.
/// Places are added until that agrees with the enclosures in the middle, or there are many. It guides
/// the choice of knots and decides nothing, so its error is of no account.
struct FunctionTable: Sendable {
  private var places: [Double] = []
  private var cells: [Cell] = []

  private static let digits = 64
  private static let placeLimit = 2048
  private static let depthLimit = 40

  /// f, f′ and f″ about at a point; infinite where they are not defined.
  private struct Sample {
    let place: Rational
    let value: Double
    let slope: Double
    let bend: Double

    init(_ function: EnclosedFunction, at x: Rational) {
      func about(_ order: Int) -> Double {
        function.enclosure(
          on: RationalInterval(x), derivative: order, bits: FunctionTable.digits
        ).map { Double($0.midpoint) } ?? .infinity
      }
      place = x
      (value, slope, bend) = (about(0), about(1), about(2))
    }

    var isFinite: Bool { slope.isFinite && bend.isFinite }
  }

  /// Hermite's interpolant between two samples, a + b t + … + f t⁵ at the share t.
  private struct Cell {
    let width: Double
    let (a, b, c, d, e, f): (Double, Double, Double, Double, Double, Double)
    /// Where f′ or f″ is not defined, 0 or 1; −1 for nowhere.
    let pole: Double

    init(_ left: Sample, _ right: Sample) {
      pole = !left.isFinite ? 0 : right.isFinite ? -1 : 1
      let h = Double(right.place) - Double(left.place)
      width = h
      a = left.value
      guard left.isFinite && right.isFinite else {
        // Next to a point without derivatives: a parabola with the other end's slope.
        let rise = right.value - left.value
        let slope = left.isFinite ? h * left.slope : right.isFinite ? h * right.slope : rise
        c = left.isFinite ? rise - slope : slope - rise
        b = rise - c
        (d, e, f) = (0, 0, 0)
        return
      }
      b = h * left.slope
      c = h * h * left.bend / 2
      // What is missing at the right end of the Taylor polynomial at the left one.
      let p = right.value - a - b - c
      let q = h * right.slope - b - 2 * c
      let r = h * h * right.bend - 2 * c
      d = 10 * p - 4 * q + r / 2
      e = -15 * p + 7 * q - r
      f = 6 * p - 3 * q + r / 2
    }

    func value(_ t: Double) -> Double { a + t * (b + t * (c + t * (d + t * (e + t * f)))) }

    func slope(_ t: Double) -> Double {
      if t == pole { return .infinity }
      return (b + t * (2 * c + t * (3 * d + t * (4 * e + t * 5 * f)))) / width
    }

    func bend(_ t: Double) -> Double {
      if t == pole { return .infinity }
      return (2 * c + t * (6 * d + t * (12 * e + t * 20 * f))) / (width * width)
    }

    /// Whether the interpolant is as good as doubles can be, at its middle.
    func isClose(to middle: Sample) -> Bool {
      let (slope, bend) = (width * middle.slope, width * width * middle.bend)
      let scale = max(middle.value.magnitude, max(slope.magnitude, bend.magnitude))
      let misses = [
        value(0.5) - middle.value, width * self.slope(0.5) - slope,
        width * width * self.bend(0.5) - bend,
      ]
      return misses.allSatisfy { $0.magnitude <= 1e-14 * scale }
    }
  }

  /// Samples a function on an interval.
  init(_ function: EnclosedFunction, on domain: RationalInterval) {
    let (left, right) = (Sample(function, at: domain.lower), Sample(function, at: domain.upper))
    refine(function, from: left, to: right, depth: 0)
    places.append(Double(domain.upper))
  }

  private mutating func refine(
    _ function: EnclosedFunction, from left: Sample, to right: Sample, depth: Int
  ) {
    let cell = Cell(left, right)
    let middle = Sample(function, at: (left.place + right.place) / 2)
    let isEnough = depth >= 4 && cell.isClose(to: middle)
    guard !isEnough, depth < Self.depthLimit, places.count < Self.placeLimit else {
      places.append(Double(left.place))
      cells.append(cell)
      return
    }
    refine(function, from: left, to: middle, depth: depth + 1)
    refine(function, from: middle, to: right, depth: depth + 1)
  }

  /// The cell of a place, and its share there.
  private func find(_ x: Double) -> (cell: Int, share: Double) {
    var (low, high) = (0, cells.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle] <= x { low = middle } else { high = middle }
    }
    return (low, (x - places[low]) / cells[low].width)
  }

  /// f at a place.
  func value(_ x: Double) -> Double {
    let (cell, share) = find(x)
    return cells[cell].value(share)
  }

  /// f′ at a place.
  func slope(_ x: Double) -> Double {
    let (cell, share) = find(x)
    return cells[cell].slope(share)
  }

  /// f″ at a place.
  func bend(_ x: Double) -> Double {
    let (cell, share) = find(x)
    return cells[cell].bend(share)
  }
}

extension FunctionGuide {
  /// A target of one input on an interval.
  init(_ target: ApproximationTarget, on domain: RationalInterval) {
    if let polynomial = target.polynomial {
      self.init(polynomial)
    } else if let function = target.elementary {
      self.init(function)
    } else if let function = target.enclosed {
      let table = FunctionTable(function, on: domain)
      self.init(value: table.value, slope: table.slope, bend: table.bend)
    } else {
      preconditionFailure("\(target) has several inputs")
    }
  }
}
