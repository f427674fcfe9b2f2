import ExactNumbers
import LinearRegions
import Reporting

/// The bounded rectangle that a picture of regions shows.
struct MapWindow {
  /// One bounded interval an axis.
  let box: [Interval]
  /// Whether an end was chosen here, since the domain has none there.
  let isChosen: Bool
  /// Whether corners of regions lie outside.
  let leavesOut: Bool

  /// The share of corners, a twentieth, that may lie beyond each end where they lie far away.
  private static let tail = 20
  /// How many times the middle the whole must be as long for its tails to be left out.
  private static let farness: Rational = 3

  /// The domain, or for an unbounded one a rectangle around the corners of its regions.
  init(_ subject: MapSubject, limit: WorkLimit) throws {
    let domain = subject.plane.box
    if domain.allSatisfy(\.isBounded) {
      (box, isChosen, leavesOut) = (domain, false, false)
      return
    }
    var places: [[Rational]] = [[], []]
    try subject.forEachRegion(in: domain, limit: limit) { region in
      for point in Self.anchors(of: region) {
        for axis in 0...1 { places[axis].append(point[axis].rounded(toBits: 40)) }
      }
    }
    var box: [Interval] = []
    var leavesOut = false
    for (interval, values) in zip(domain, places) {
      let (shown, isPart) = Self.middle(of: values.sorted())
      let ends = WindowEnds.around(shown, in: interval)
      box.append(try Interval(ends[0], ends[1]))
      leavesOut = leavesOut || (isPart && !interval.isBounded)
    }
    self.box = box
    isChosen = true
    self.leavesOut = leavesOut
  }

  /// The ends of the edges between regions; of an edge that is a whole line, a point of it.
  private static func anchors(of region: ActivationRegion) -> [[Rational]] {
    region.facets.enumerated().flatMap { index, edge -> [[Rational]] in
      if edge.origin == .domain { return [] }
      let ends = [region.vertices[index], region.vertices[(index + 1) % region.vertices.count]]
      let finite = ends.filter(\.isFinite)
      return (finite.isEmpty ? ends : finite).map(\.point)
    }
  }

  /// The whole of some sorted numbers or, where that is much longer, their middle.
  private static func middle(
    of values: [Rational]
  ) -> (ends: (first: Rational, last: Rational)?, isPart: Bool) {
    guard let first = values.first, let last = values.last else { return (nil, false) }
    let low = values[values.count / tail]
    let high = values[values.count - 1 - values.count / tail]
    let isPart = low < high && last - first > farness * (high - low)
    return (isPart ? (low, high) : (first, last), isPart)
  }

  /// The window in words.
  var text: String {
    let box = RegionSubject.text(box)
    if !isChosen { return box }
    return box
      + (leavesOut
        ? " (chosen to show the middle of the corners; some lie far outside)"
        : " (chosen to show all corners)")
  }

  /// The window as a frame of a map.
  var frame: PlaneFrame? {
    let ends = box.compactMap { interval -> ClosedRange<Rational>? in
      guard let lower = interval.lower.finiteValue, let upper = interval.upper.finiteValue else {
        return nil
      }
      return lower...upper
    }
    return ends.count == 2 ? PlaneFrame(x: ends[0], y: ends[1]) : nil
  }
}
