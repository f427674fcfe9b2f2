import ExactNumbers
import Testing

@testable import Experiments

@Suite("What the committed tables say")
struct ExperimentTableTests {
  @Test func pieceCountsAreThePowersOfTheirFormulas() throws {
    let table = try CommittedTable("piece-count-versus-depth")
    #expect(
      table.columns.joined(separator: ",")
        == "construction,inputs,width,depth,neurons,parameters,domain,activation_regions,"
        + "linear_pieces,k_to_the_h,maximum,maximum_upper_bound,shallow_neurons,shallow_parameters")
    for (width, depth) in (2...10).flatMap({ width in (1...50).map { (width, $0) } })
      + [(10, 1000), (10, 4000)]
    {
      let place = ["width": "\(width)", "depth": "\(depth)", "domain": "0,1"]
      let power = Integer(width).power(depth)
      let sawtooth = try #require(
        table.rows(where: place.merging(["construction": "sawtooth"]) { $1 }).first)
      #expect(sawtooth["linear_pieces"] == power.description)
      #expect(sawtooth["k_to_the_h"] == power.description)
      #expect(sawtooth["shallow_neurons"] == (power - 1).description)
      #expect(sawtooth["shallow_parameters"] == (3 * (power - 1) + 1).description)
      #expect(sawtooth["neurons"] == "\(width * depth)")
      let maximum = Integer(width + 1).power(depth)
      let proved = width > 2 ? "\(maximum)" : ["3", "7", "19"].dropFirst(depth - 1).first ?? ""
      #expect(sawtooth["maximum"] == proved)
      let bound = try #require(sawtooth["maximum_upper_bound"].flatMap { Integer($0) })
      #expect(power <= bound && bound <= maximum)
      if width > 2 {
        let zigzag = table.rows(where: place.merging(["construction": "zigzag"]) { $1 })
        #expect(zigzag.map { $0["linear_pieces"] } == [maximum.description])
      }
    }
  }

  @Test("Trained networks have the reference counts, found by two other exact methods")
  func trainedNetworks() throws {
    let table = try CommittedTable("folding-by-layer")
    let sine = [0: (32, 61), 1: (32, 69), 10: (32, 65), 50: (32, 62), 100: (32, 62), 200: (32, 67)]
    for (epoch, counts) in sine {
      let rows = table.rows(where: ["network": "sine", "epoch": "\(epoch)"])
      #expect(rows.map { $0["activation_regions"] } == ["\(counts.0 + 1)", "\(counts.1)"])
      #expect(rows[0]["breakpoints_from_layer"] == "\(counts.0)")
    }
    let digits = [(0, 4, 10, 26), (30, 0, 9, 21), (30, 2, 7, 18), (30, 4, 6, 17)]
    for (epoch, from, first, regions) in digits {
      let rows = table.rows(
        where: ["network": "digits", "epoch": "\(epoch)", "from_digit": "\(from)"])
      #expect(rows.map { $0["activation_regions"] } == ["\(first + 1)", "\(regions)"])
      #expect(rows[0]["breakpoints_from_layer"] == "\(first)")
    }
  }

  @Test("Random networks keep within the bounds, constructed ones reach them", arguments: [12, 96])
  func divisions(neurons: Int) throws {
    let table = try CommittedTable("deep-versus-shallow")
    let rows = table.rows(where: ["neurons": "\(neurons)"])
    #expect(rows.count == (1...neurons).filter { neurons.isMultiple(of: $0) }.count)
    for row in rows {
      func count(_ column: String) throws -> Integer {
        try #require(row[column].flatMap { Integer($0) })
      }
      let upper = try count("maximum_upper_bound")
      #expect(try count("random_pieces_maximum") <= upper)
      #expect(try count("constructed_pieces") <= upper)
      if try count("width") >= 3 {
        #expect(try count("constructed_pieces") == upper)
        #expect(row["maximum"] == upper.description)
      }
      let mean = try #require(row["random_pieces_mean"].flatMap { Rational($0) })
      #expect(Rational(try count("random_pieces_minimum")) <= mean)
      #expect(mean <= Rational(try count("random_pieces_maximum")))
      // Hanin and Rolnick: about one piece a neuron, at any depth.
      if try count("width") >= 8 {
        #expect(mean * 2 > Rational(neurons) && mean * 4 < Rational(5 * neurons))
      }
    }
  }

  @Test func boundsAreThoseOfTheLiterature() throws {
    let table = try CommittedTable("bounds-compared")
    let cases = [
      ("2,3,3,3", "serra2018", "208"), ("2,3,3,3", "montufar2017", "343"),
      ("3,9,9,9", "lower_serra2018", "532480"), ("784,11,11", "serra2018", "2449868"),
      ("1,2,2", "maximum_1d", "7"), ("1,3,3,3", "counted_zigzag", "64"),
      ("1,2,2", "counted_sawtooth", "6"), ("1,1,1,1", "maximum_1d", "3"),
    ]
    for (widths, name, value) in cases {
      let rows = table.rows(where: ["widths": widths, "name": name])
      #expect(rows.map { $0["value"] } == [value])
    }
  }

  @Test("Regions of trained networks have the reference counts, and are ordered by definition")
  func regionsOfTrainedNetworks() throws {
    let table = try CommittedTable("regions-of-trained-networks")
    let columns = "network,epoch,bits,kind,digits,domain,definition,layers,count"
    #expect(table.columns.joined(separator: ",") == columns)
    // Two other exact programs, one clipping polygons, one of linear programs.
    let moons = [
      0: (134, 441), 1: (137, 459), 5: (132, 390), 20: (126, 427), 50: (122, 458),
      100: (120, 475), 200: (117, 463),
    ]
    for (epoch, perLayer) in moons {
      let rows = table.rows(
        where: ["kind": "box", "bits": "", "epoch": "\(epoch)", "definition": "R2"])
      #expect(rows.map { $0["count"] } == ["\(perLayer.0)", "\(perLayer.1)"])
    }
    // As on the segments of folding-by-layer.
    for (epoch, digits, count) in [(0, "0,1", "16"), (0, "4,5", "26"), (30, "0,1", "21")] {
      let rows = table.rows(where: ["kind": "line", "epoch": "\(epoch)", "digits": digits])
      #expect(Set(rows.filter { $0["layers"] == "2" }.compactMap { $0["count"] }) == [count])
    }
    let whole = table.rows(where: ["layers": "2"])
    for start in stride(from: 0, to: whole.count, by: 5) {
      let rows = whole[start..<start + 5].sorted { $0["definition"] ?? "" < $1["definition"] ?? "" }
      #expect(rows.map { $0["definition"] } == ["R1", "R2", "R4", "R5", "R6"])
      let counts = rows.compactMap { $0["count"].flatMap { Int($0) } }
      #expect(counts.count == 5 && counts == counts.sorted(by: >))
      if rows[0]["bits"] == "" { #expect(Set(counts).count == 1) }
    }
    let rounded = table.rows(where: ["bits": "0", "layers": "2"])
    #expect(rounded.compactMap { $0["count"] } == ["218", "261", "182", "180", "180"])
  }

  @Test("Folds have the published numbers, shallow networks those of Zaslavsky")
  func shallowVersusDeep() throws {
    let table = try CommittedTable("shallow-versus-deep-regions")
    func cell(_ inputs: Int, _ width: Int, _ depth: Int, _ column: String) throws -> String? {
      let place = ["inputs": "\(inputs)", "width": "\(width)", "depth": "\(depth)"]
      return try #require(table.rows(where: place).first)[column]
    }
    #expect(try cell(2, 6, 2, "serra_regions") == "352")
    #expect(try cell(2, 6, 2, "montufar_regions") == "198")
    #expect(try cell(3, 9, 3, "serra_regions") == "532480")
    #expect(try cell(3, 9, 3, "serra_upper_bound") == "2197000")
    #expect(try cell(3, 9, 3, "montufar_regions") == "94770")
    for depth in 1...6 {
      #expect(try cell(1, 6, depth, "counted_regions") == Integer(7).power(depth).description)
      #expect(
        try cell(1, 6, depth, "shallow_neurons_for_serra")
          == (Integer(7).power(depth) - 1).description)
    }
    // Z(24, 2) and, with ρ = 1 in the plane, 1 + 6 √2/2 + 15 (1 − √2/2) = 9.636.
    #expect(try cell(2, 12, 2, "shallow_regions_same_neurons") == "301")
    #expect(try cell(2, 6, 1, "random_shallow_expected") == "2409/250")
  }

  @Test("Regions of random networks lie under every bound, and the first layer in general position")
  func regionBounds() throws {
    let table = try CommittedTable("region-bounds")
    let columns = table.columns.drop { $0 != "naive" }
    for row in table.rows {
      let (inputs, neurons) = (try #require(row.integer("inputs")), row.integer("neurons"))
      let most = try #require(row.integer("regions_maximum"))
      for name in columns where !name.hasPrefix("lower") {
        if let bound = row.integer(name) { #expect(most <= bound, "\(name): \(row)") }
      }
      let hidden = try #require(row["hidden_widths"]).split(separator: ",").compactMap { Int($0) }
      #expect(Integer(hidden.reduce(0, +)) == neurons)
      // Zaslavsky: 1 + n + C(n, 2) + … parts of the whole space, and no more in the cube.
      let parts = Self.parts(hidden[0], try #require(Int(inputs.description)))
      let found = try #require(row.integer("first_layer_regions_median"))
      #expect(row["domain"] == "all" ? found == parts : found <= parts)
    }
    let equal = try #require(table.rows(where: ["inputs": "2", "hidden_widths": "8,8"]).first)
    #expect(equal["serra2018"] == "1369" && equal["lower_serra2018"] == "925")
    #expect(equal["lower_montufar2014"] == "592" && equal["lower_pascanu2013"] == "148")
  }

  @Test(
    "Regions per volume lie under N^n/n!", arguments: [(2, 48, 1152), (3, 24, 2304), (4, 18, 4374)])
  func regionsPerVolume(inputs: Int, neurons: Int, scale: Int) throws {
    let table = try CommittedTable("region-bounds")
    let rows = table.rows(
      where: ["inputs": "\(inputs)", "neurons": "\(neurons)", "domain": "-1,1"])
    #expect(rows.map { $0["depth"] } == ["1", "2", "3"])
    for row in rows {
      #expect(row["hanin_rolnick_scale"] == "\(scale)")
      let (mean, density) = (row.number("regions_mean"), row.number("regions_mean_per_volume"))
      #expect(try #require(density) < Rational(scale))
      #expect(mean == density.map { $0 * Rational(1 << inputs) })
    }
  }

  /// Z(n, d), by drawing one hyperplane after the other.
  private static func parts(_ hyperplanes: Int, _ dimension: Int) -> Integer {
    guard hyperplanes > 0, dimension > 0 else { return 1 }
    return parts(hyperplanes - 1, dimension) + parts(hyperplanes - 1, dimension - 1)
  }

  @Test func quartilesAreCountsOfTheSample() {
    let sample = Sample([5, 1, 4, 2, 3, 9, 7, 6, 8].map { Integer($0) })
    #expect(sample.lowerQuartile == 3)
    #expect(sample.median == 5)
    #expect(sample.upperQuartile == 7)
    #expect((sample.minimum, sample.maximum) == (1, 9))
    #expect(Sample([2, 2, 3, 3, 4]).mean == Rational(14, 5))
  }

  @Test func aSampleWithoutQuartilesIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = Sample([1, 2]) }
  }
}
