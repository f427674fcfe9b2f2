internal import ExactNumbers

/// Which cells touch, and what hangs together through it.
struct SlowContacts {
  /// Two cells with at least a point in common.
  private struct Contact {
    let first: Int
    let second: Int
    /// The common points: a point, a segment or a ray.
    let common: SlowPolygon
  }

  private let cells: [SlowRegionOracle.Cell]
  private var contacts: [Contact] = []
  /// The distinct maps of cells (R6).
  let maps: Set<[PlaneFunction]>

  init(_ cells: [SlowRegionOracle.Cell]) {
    self.cells = cells
    maps = Set(cells.map(\.map))
    for second in cells.indices {
      for first in 0..<second {
        let common = cells[first].polygon.intersection(cells[second].polygon)
        if !common.isEmpty {
          contacts.append(Contact(first: first, second: second, common: common))
        }
      }
    }
  }

  /// R4: cells with one map that share more than a point are joined.
  var openComponents: Int {
    var parts = Components(cells.count)
    for contact in contacts where contact.common.corners.count > 1 {
      if cells[contact.first].map == cells[contact.second].map {
        parts.join(contact.first, contact.second)
      }
    }
    return Set(cells.indices.map { parts.root($0) }).count
  }

  /// R5: for each map g, the components with interior of the set where the network equals g.
  ///
  /// That set meets each closed cell in a convex set, so two cells belong together when it has a
  /// point that is common to both.
  var closedComponents: Int {
    maps.reduce(0) { total, map in
      var parts = Components(cells.count)
      for contact in contacts where agrees(contact, with: map) {
        parts.join(contact.first, contact.second)
      }
      let inside = cells.indices.filter { cells[$0].map == map }
      return total + Set(inside.map { parts.root($0) }).count
    }
  }

  /// Whether the network equals a map at a point that two cells have in common.
  private func agrees(_ contact: Contact, with map: [PlaneFunction]) -> Bool {
    var rest = contact.common
    for (value, wanted) in zip(cells[contact.first].map, map) where !rest.isEmpty {
      rest = rest.clipped(value - wanted).clipped(wanted - value)
    }
    return !rest.isEmpty
  }
}

/// The classes of a relation that is joined pair by pair.
private struct Components {
  private var parents: [Int]

  init(_ count: Int) { parents = Array(0..<count) }

  mutating func root(_ member: Int) -> Int {
    var member = member
    while parents[member] != member {
      parents[member] = parents[parents[member]]
      member = parents[member]
    }
    return member
  }

  mutating func join(_ first: Int, _ second: Int) { parents[root(first)] = root(second) }
}
