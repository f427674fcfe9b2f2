import ExactNumbers
import LinearRegions
import ReLUNetworks
import Reporting

/// `pleat regions --list`: the activation regions, as they are found.
struct RegionList {
  let subject: RegionSubject
  /// The network's name in a sentence.
  let name: String
  /// The hidden layers listed; nil for all.
  let layers: Int?
  let report: ReportOptions

  private static let columns = ["region", "pattern", "interior_point"]

  /// Writes one line a region.
  func stream(until limit: WorkLimit) throws {
    let list = ListStream(columns: Self.columns, unit: "activation regions", report: report)
    var count = 0
    try list.write(until: limit) { send in
      do {
        try RegionRefusal.naming(name) {
          try subject.network.forEachActivationRegion(
            in: subject.box, layers: layers, isCancelled: { limit.isReached }
          ) { region in
            count += 1
            try send(line(region, number: count, list))
          }
        }
      } catch RegionCountError.cancelled {
        throw ListStream.Stopped()
      }
    }
  }

  private func line(_ region: ActivationRegion, number: Int, _ list: ListStream) -> String {
    let point = region.interiorPoint.map(\.description)
    switch report.run.format {
    case .json: return ListStream.line(json(region, number: number, point))
    case .csv:
      return list.line([
        String(number), region.pattern.description, point.joined(separator: ";"),
      ])
    case .text:
      return list.line([
        String(number), region.pattern.description, point.joined(separator: ","),
      ])
    }
  }

  private func json(_ region: ActivationRegion, number: Int, _ point: [String]) -> JSONValue {
    let map = region.affineMap
    let rows = (0..<map.outputDimension).map { JSONValue.array(map.row($0).map { .exact($0) }) }
    return [
      "region": .exact(number), "pattern": .exact(region.pattern),
      "interiorPoint": .array(point.map { .string($0) }), "weights": .array(rows),
      "biases": .array(map.biases.map { .exact($0) }),
      "corners": .array(region.vertices.map(Self.json)), "area": .exact(region.area),
      "facets": .array(region.facets.map(Self.json)),
    ]
  }

  /// The half-space normal · x + constant ≥ 0, its corners by their numbers, and what is behind it; null
  /// where there is nothing.
  private static func json(_ facet: RegionFacet) -> JSONValue {
    [
      "normal": facet.halfSpace.map { .array($0.normal.map { .exact($0) }) } ?? .null,
      "constant": .exact(facet.halfSpace?.constant),
      "corners": .array(facet.vertices.map { .exact($0 + 1) }),
      "neighbor": .exact(facet.neighbor), "kink": .bool(facet.isKink),
    ]
  }

  /// A point, or of a corner that runs away where it starts and its direction.
  private static func json(_ corner: RegionVertex) -> JSONValue {
    let point = JSONValue.array(corner.point.map { .exact($0) })
    if corner.isFinite { return point }
    return ["point": point, "direction": .array(corner.direction.map { .exact($0) })]
  }
}
