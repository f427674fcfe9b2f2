/// How a search that carries vertices decided what it had to know: a count of its decisions, not of regions.
///
/// Bounds that go with the vertices are asked first, then the vertex is found anew in doubles from its facets, and
/// what both leave is decided in exact arithmetic. Several threads each make the cells above the parts that they
/// share, so the numbers depend on them a little.
public struct SignDecisions: Hashable, Sendable {
  /// Vertices of cells, made where a cell is cut or enters a layer.
  public internal(set) var vertices = 0
  /// Signs of neurons at these vertices, one for each neuron of the layer, or of those selected.
  public internal(set) var signs = 0
  /// Signs that the bounds left open.
  public internal(set) var openSigns = 0
  /// Vertices with open signs, which were found anew.
  public internal(set) var openVertices = 0
  /// Signs that doubles left open there, too, so that they were found exactly.
  public internal(set) var exactSigns = 0
  /// Vertices with such signs.
  public internal(set) var exactVertices = 0
  /// Vertices found anew since their errors had grown, though no sign was open.
  public internal(set) var renewedVertices = 0
  /// Pairs of a cell and a neuron of the last layer of which a bound on the whole cell was asked.
  public internal(set) var cellNeurons = 0
  /// Pairs for which the bound left open whether the neuron cuts the cell.
  public internal(set) var openCellNeurons = 0
  /// Cells whose regions in the last layer doubles counted without visiting them.
  public internal(set) var cellsAtOnce = 0

  /// With the decisions of another search, if it counts them.
  func adding(_ other: SignDecisions?) -> SignDecisions {
    guard let other else { return self }
    var sum = self
    sum.vertices += other.vertices
    sum.signs += other.signs
    sum.openSigns += other.openSigns
    sum.openVertices += other.openVertices
    sum.exactSigns += other.exactSigns
    sum.exactVertices += other.exactVertices
    sum.renewedVertices += other.renewedVertices
    sum.cellNeurons += other.cellNeurons
    sum.openCellNeurons += other.openCellNeurons
    sum.cellsAtOnce += other.cellsAtOnce
    return sum
  }
}

/// A search that may count its decisions.
protocol DecidingSearch: AnyObject {
  /// How it has decided so far; nil where that is not counted.
  var decisions: SignDecisions? { get }
}

extension DecidingSearch {
  var decisions: SignDecisions? { nil }
}
