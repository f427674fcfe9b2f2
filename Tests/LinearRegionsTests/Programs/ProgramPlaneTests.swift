import Constructions
import ExactNumbers
import ReLUNetworks
import TestSupport
import Testing

@testable import LinearRegions

/// The search by linear programs against the search of the plane.
@Suite("Regions by linear programs: the plane")
struct ProgramPlaneTests {
  private func expectSame(
    _ network: ReLUNetwork, _ box: [Interval], usesFilter: Bool = true, _ name: String
  ) throws {
    let plane = PlaneSearch(try PlaneNetwork(network, in: box, layers: nil))
    var regions = 0
    while plane.advance() > 0 { regions += 1 }
    let found = ProgramFindings(network, box, usesFilter: usesFilter)
    #expect(Set(found.patterns).count == regions, "\(name)")
    #expect(found.patterns.count == regions, "\(name)")
    #expect(found.perLayer == plane.cellsPerLayer, "\(name)")
  }

  @Test("known networks", arguments: KnownNetwork.table)
  func known(_ example: KnownNetwork) throws {
    let found = ProgramFindings(try example.network, try example.sides)
    #expect(found.patterns.count == example.known.regions)
  }

  @Test("adversarial networks on all kinds of domain", arguments: AdversarialNetworks.small)
  func adversarial(_ example: AdversarialNetworks.Example) throws {
    let network = try ReLUNetwork(text: example.text)
    guard network.layers.count > 1 else { return }
    for (index, domain) in AdversarialNetworks.domains.enumerated() {
      let box = try domain.map { try Interval(text: $0) }
      try expectSame(network, box, usesFilter: index > 0, "\(example) in \(domain)")
    }
  }

  @Test("domains of extreme size or place")
  func extremeDomains() throws {
    for example in AdversarialNetworks.small.prefix(8) where example.text.contains("|") {
      let network = try ReLUNetwork(text: example.text)
      for domain in AdversarialNetworks.extremeDomains {
        let box = try domain.map { try Interval(text: $0) }
        try expectSame(network, box, "\(example) in \(domain)")
      }
    }
  }

  @Test("random networks", arguments: [[2, 8, 8, 1], [2, 12, 6, 6, 1], [2, 5, 5, 5, 5, 1]])
  func random(widths: [Int]) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let network = try ReLUNetwork.random(widths: widths, seed: seed)
      try expectSame(network, try cube(2, "-1,1"), "seed \(seed)")
      try expectSame(network, try cube(2), "seed \(seed)")
    }
  }

  @Test("scales far apart")
  func scales() throws {
    for bits in [100, 600, 1100] {
      let large = Rational(Integer.one << bits)
      let text =
        "1 2 3; 2 -1 0; 1 0 1"
        + " | 1 -1 1 0; \(large) \(large) -3 1; 1/\(large) 0 1 0 | 1 1 1 0"
      try expectSame(try ReLUNetwork(text: text), try cube(2, "-4,4"), "2^\(bits)")
      try expectSame(try ReLUNetwork(text: text), try cube(2), "2^\(bits)")
    }
  }
}
