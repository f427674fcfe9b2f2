import ExactNumbers
import ReLUNetworks

/// A network of two inputs whose counts are known by hand or by another program.
struct KnownNetwork: Sendable, CustomStringConvertible {
  /// R1, R2, R4, R5, R6; nil where nothing is known.
  typealias Known = (
    patterns: Int?, regions: Int, linear: Int?, closed: Int?, functions: Int?
  )

  let name: String
  /// `all`, or the one interval that bounds both inputs.
  let domain: String
  let text: String
  let known: Known

  init(_ name: String, _ domain: String, _ text: String, _ known: Known) {
    self.name = name
    self.domain = domain
    self.text = text
    self.known = known
  }

  var description: String { name }

  var network: ReLUNetwork { get throws { try ReLUNetwork(text: text) } }

  var sides: [Interval] { get throws { domain == "all" ? plane : try box(domain) } }
}

extension KnownNetwork {
  /// The networks of two inputs of the project's table of cases, each verified there by linear
  /// programming over cells and by clipping polygons, both exact.
  static let table = [
    Self(
      "max(0,min(x,y))", "all",
      "1 0 0; -1 0 0; 1 -1 0 | 1 -1 -1 0 | 1 0",
      (7, 5, 3, 3, 3)),
    Self(
      "checkerboard touching at a point", "all",
      "1 1 0; -1 -1 0; 1 0 0; -1 0 0 | -1 0 1 -1 0; 0 -1 -1 1 0 | 1 1 0",
      (11, 6, 6, 5, 5)),
    Self(
      "type D n=2", "all",
      "1 1 0; 1 -1 0 | 1 1 0",
      (4, 4, nil, nil, 4)),
    Self(
      "Catalan n=2", "all",
      "1 -1 1; 1 -1 0; 1 -1 -1 | 1 1 1 0",
      (4, 4, nil, nil, 4)),
    Self(
      "threshold functions n=1", "all",
      "1 0 0; 1 1 0 | 1 1 0",
      (4, 4, nil, nil, 4)),
    Self(
      "generic 5 lines (parabola tangents)", "all",
      "2 -1 -1; 4 -1 -4; 6 -1 -9; 8 -1 -16; 10 -1 -25 | 1 1 1 1 1 0",
      (16, 16, nil, nil, 16)),
    Self(
      "6 parallel lines", "all",
      "1 2 0; 1 2 -1; 1 2 -2; 1 2 -3; 1 2 -4; 1 2 -5 | 1 1 1 1 1 1 0",
      (7, 7, nil, nil, 7)),
    Self(
      "3x3 grid lines", "all",
      "1 0 0; 1 0 -1; 1 0 -2; 0 1 0; 0 1 -1; 0 1 -2 | 1 1 1 1 1 1 0",
      (16, 16, nil, nil, 16)),
    Self(
      "duplicated and scaled hyperplanes", "all",
      "1 1 0; 2 2 0; -1 -1 0; 1 0 0; -3 0 0; 0 0 5; 0 0 -1 | 1 1 1 1 1 1 1 0",
      (9, 4, nil, nil, 4)),
    Self(
      "Montufar2014 n0=2 p=2 L=2 nL=2", "0,1",
      "2 0 0; 2 0 -1; 0 2 0; 0 2 -1 | -2/3 4/3 1 -2 1/9; -4/3 8/3 1 -2 4/9 | 1 1 0",
      (nil, 16, nil, nil, 13)),
    Self(
      "Montufar2014 n0=2 p=2 L=2 nL=4", "0,1",
      "2 0 0; 2 0 -1; 0 2 0; 0 2 -1"
        + " | -2/5 4/5 1 -2 1/25; -4/5 8/5 1 -2 4/25; -6/5 12/5 1 -2 9/25; -8/5 16/5 1 -2 16/25"
        + " | 1 1 1 1 0",
      (nil, 44, nil, nil, 41)),
    Self(
      "Montufar2014 n0=2 p=3 L=2 nL=3", "0,1",
      "3 0 0; 3 0 -1; 3 0 -2; 0 3 0; 0 3 -1; 0 3 -2"
        + " | -1/2 1 -1 1 -2 2 1/16; -1 2 -2 1 -2 2 1/4; -3/2 3 -3 1 -2 2 9/16 | 1 1 1 0",
      (nil, 63, nil, nil, 53)),
    Self(
      "multiplication net m=2 M=3 on [-M,M]^2", "-3,3",
      "1 1 0; -1 -1 0; 1 -1 0; -1 1 0"
        + " | 1/6 1/6 0 0 0; 1/6 1/6 0 0 -1/2; 1/6 1/6 0 0 0; 0 0 1/6 1/6 0; 0 0 1/6 1/6 -1/2;"
        + " 0 0 1/6 1/6 0"
        + " | 2 -4 0 0 0 0 0; 2 -4 0 0 0 0 -1/2; -1/2 1 1 0 0 0 0; 0 0 0 2 -4 0 0; 0 0 0 2 -4"
        + " 0 -1/2; 0 0 0 -1/2 1 1 0 | -9/8 9/4 9 9/8 -9/4 -9 0",
      (nil, 40, 40, nil, 40)),
    Self(
      "zonotope net n=2 m=3 w=3 k=1 w^k", "all",
      "1 0 0; 1 1 0; 1 2 0; -1 0 0; -1 -1 0; -1 -2 0"
        + " | 3 3 3 3 3 3 0; 3 3 3 3 3 3 -1; 3 3 3 3 3 3 -2 | 1 -2 2 0",
      (nil, 18, 18, nil, 18)),
    Self(
      "zonotope net n=2 m=3 w=3 k=1 (w+1)^k", "all",
      "1 0 0; 1 1 0; 1 2 0; -1 0 0; -1 -1 0; -1 -2 0"
        + " | 4 4 4 4 4 4 -1; 4 4 4 4 4 4 -2; -4 -4 -4 -4 -4 -4 3 | -3 2 -2 5",
      (nil, 24, 24, nil, 24)),
  ]

  /// One network for each pair of counts that could be taken for each other.
  static let separating = [
    // x: one kink cancels, and on the line of the two neurons neither is active.
    Self("R1, R2 and R4", "all", "1 0 0; -1 0 0 | 1 -1 0", (3, 2, 1, 1, 1)),
    // The paper's example in weights of our own (Stargalla, Hertrich, Reichman 2025).
    Self(
      "max(-y, min(0, -x))", "all", "1 0 0; 0 1 0; 0 -1 0 | 1 -1 1 0; 1 0 0 0 | 1 -1 0",
      (7, 5, 3, 3, 3)),
    // relu(|x| - relu(|y| - 1)): two wedges of zeros that a segment of zeros joins.
    Self(
      "R4 and R5, a segment", "all",
      "1 0 0; -1 0 0; 0 1 -1; 0 -1 -1 | 1 1 -1 -1 0 | 1 0", (13, 10, 8, 7, 7)),
    // Two wedges of zeros; the segment of zeros between them crosses an edge of regions inside.
    Self(
      "R4 and R5, a segment across an edge", "-4,4",
      "1 0 8; 0 1 0; 0 -1 0 | 1 1 1 -9; 1 -1 -1 -7; 1 0 0 0; 0 1 1 0 | -1 1 1 1 -9",
      (11, 8, 7, 6, 6)),
    // The same where the edge that is crossed has no end.
    Self(
      "R4 and R5, a segment across a ray", "all",
      "1 0 8; -1 0 -8; 0 1 0; 0 -1 0 | 0 0 1 1 -1; -1 1 1 1 7; 1 0 0 0 0; 0 1 0 0 0; 0 0 1 1 0"
        + " | 1 -2 -2 2 1 15",
      (20, 12, 8, 7, 7)),
    // A bump in x: zero on its left and on its right.
    Self("R5 and R6", "all", "1 0 0; 1 0 -1; 1 0 -2 | 1 -2 1 0", (4, 4, 4, 4, 3)),
    // Two kinks that cancel.
    Self("cancelled kink", "all", "1 0 -1; 1 0 -1; 2 0 -2 | 1 1 -1 0", (2, 2, 1, 1, 1)),
    // Four normals around a circle: only the common point has no neuron active.
    Self("normals that add up to zero", "all", "1 0 0; 0 1 0; -1 -1 0 | 1 1 1 0", (7, 6, 6, 6, 6)),
  ]
}
