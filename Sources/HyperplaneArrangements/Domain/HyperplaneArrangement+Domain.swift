public import ExactNumbers

extension HyperplaneArrangement {
  /// Counts the regions inside a convex domain: the parts of its interior, without visiting one.
  ///
  /// - Parameters:
  ///   - domain: a polyhedron of the same dimension.
  ///   - request: cores, and when to stop.
  /// - Returns: the count.
  /// - Throws: `ArrangementError` for a domain of another dimension, or `cancelled`.
  /// - Complexity: one restriction of a polytope for each flat that meets the interior, but points.
  /// - Source: Zaslavsky 1977 (A combinatorial analysis of topological dissections), Theorem 3.1.
  public func regionCount(
    in domain: ConvexDomain, _ request: CountRequest = CountRequest()
  ) throws(ArrangementError) -> Integer {
    guard domain.dimension == dimension else {
      throw .domainDimension(domain: domain.dimension, arrangement: dimension)
    }
    let values = domain.corners.map { corner in
      rows.map { ExtremeRays.product($0, corner) }
    }
    let cell = RestrictedCell(values: values, facets: domain.facets)
    let count = DomainCount(cell: cell, dimension: dimension, request: request).run()
    guard let count else { throw .cancelled }
    return count
  }

  /// Counts the regions inside a box, which may reach to infinity.
  ///
  /// - Parameters:
  ///   - box: one interval a coordinate.
  ///   - request: cores, and when to stop.
  /// - Returns: the count; for the whole space that of `counts(_:)`.
  /// - Throws: `ArrangementError` for a box of another dimension, or `cancelled`.
  /// - Complexity: as for a domain, with up to 3^k domains where k intervals are whole lines.
  public func regionCount(
    in box: [Interval], _ request: CountRequest = CountRequest()
  ) throws(ArrangementError) -> Integer {
    guard box.count == dimension else {
      throw .domainDimension(domain: box.count, arrangement: dimension)
    }
    guard box.contains(where: { $0 != .wholeLine }) else {
      let counts = try counts(request)
      guard counts.isComplete else { throw .cancelled }
      return counts.regions
    }
    guard let line = box.firstIndex(of: .wholeLine) else {
      return try regionCount(in: ConvexDomain(box: box), request)
    }
    return try sumOfHalves(box, line, request)
  }

  /// Cuts the box at x_k = 0.
  ///
  /// A region that the cut divides is counted on both sides, and these are
  /// the regions of the restriction to the cut; none is if the cut is a hyperplane itself.
  private func sumOfHalves(
    _ box: [Interval], _ coordinate: Int, _ request: CountRequest
  ) throws(ArrangementError) -> Integer {
    var sum = Integer.zero
    let halves: [(ExtendedRational, ExtendedRational)] = [
      (.finite(0), .positiveInfinity), (.negativeInfinity, .finite(0)),
    ]
    for half in halves {
      guard let interval = try? Interval(half.0, half.1) else { continue }
      var part = box
      part[coordinate] = interval
      sum += try regionCount(in: part, request)
    }
    var rest = box
    rest.remove(at: coordinate)
    guard let cut = try restricted(toZeroOf: coordinate) else { return sum }
    return sum - (try cut.regionCount(in: rest, request))
  }

  /// The restriction to x_k = 0; nil if that is one of the hyperplanes.
  private func restricted(
    toZeroOf coordinate: Int
  ) throws(ArrangementError) -> HyperplaneArrangement? {
    var restrictions: [Hyperplane] = []
    for hyperplane in hyperplanes {
      var normal = hyperplane.normal
      normal.remove(at: coordinate)
      if normal.contains(where: { $0.sign != .zero }) {
        restrictions.append(try Hyperplane(normal: normal, offset: hyperplane.offset))
      } else if hyperplane.offset.sign == .zero {
        return nil
      }
    }
    return try HyperplaneArrangement(dimension: dimension - 1, hyperplanes: restrictions)
  }
}
