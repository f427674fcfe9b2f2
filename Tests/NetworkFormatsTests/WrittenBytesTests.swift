import ExactNumbers
import ReLUNetworks
import Testing

@testable import NetworkFormats

@Suite("Bytes of written files")
struct WrittenBytesTests {
  /// relu(x − 2) + 1/2 for one input.
  private func hinge(box: [Interval]? = nil) throws -> ReLUNetwork {
    let first = AffineMap(outputDimension: 1, inputDimension: 1, weights: [1], biases: [-2])
    let second = AffineMap(
      outputDimension: 1, inputDimension: 1, weights: [1], biases: [Rational(1, 2)])
    return try ReLUNetwork(layers: [Layer(first, .relu), Layer(second, .identity)], box: box)
  }

  @Test func safetensors() throws {
    let bytes = try EncodedNetwork(hinge(), as: .safetensors, name: "a").bytes
    let header =
      #"{"__metadata__":{"format":"pt"},"#
      + #""0.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"#
      + #""0.bias":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"#
      + #""2.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]},"#
      + #""2.bias":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}"#
    let padding = [UInt8](repeating: 0x20, count: (8 - header.utf8.count % 8) % 8)
    let numbers: [UInt8] = [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x3F]
    #expect(
      bytes
        == SafetensorsFile.bytes(
          header: header + String(decoding: padding, as: UTF8.self), data: numbers))
  }

  @Test("arrays are those of numpy, stored, dated 1980, their checksums ours")
  func npz() throws {
    let bytes = try EncodedNetwork(hinge(), as: .npz, name: "a").bytes
    let archive = try ZipArchive(bytes)
    #expect(archive.members.map(\.name) == (0..<4).map { "arr_\($0).npy" })
    #expect(archive.members.allSatisfy { $0.method == 0 && $0.size == 132 })
    let bias = try archive.content(of: archive.members[3])
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }"
    let header = text + String(repeating: " ", count: 117 - text.utf8.count) + "\n"
    #expect(bias == [0x93] + "NUMPY".utf8 + [1, 0, 118, 0] + header.utf8 + [0, 0, 0, 0x3F])
    #expect(archive.members[3].checksum == crc32(bias))
    // Version 2.0, no flags, method 0, midnight of 1 January 1980.
    #expect(bytes.prefix(14) == [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0])
  }

  @Test func nnet() throws {
    let box = [try Interval(.finite(Rational(-1, 3)), .positiveInfinity)]
    let text = String(
      decoding: try EncodedNetwork(hinge(box: box), as: .nnet, name: "a").bytes, as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines[0].hasPrefix("// "))
    #expect(
      lines.dropFirst() == [
        "2,1,1,1,", "1,1,1,", "0,", "-1,", "340282346638528859811704183484516925440,", "0,0,",
        "3,1,", "1,", "-2,", "1,", "0.5,",
      ])
  }

  @Test("the box of a .nnet file is kept, whatever its fractions")
  func boxes() throws {
    let ends = try [
      Interval(Rational(-1, 3), Rational(2, 7)), Interval(Rational(1, 10), Rational(1, 5)),
      Interval(.negativeInfinity, .finite(Rational(5, 6))), .wholeLine,
    ]
    let network = try ReLUNetwork(layers: [Layer(.identity(4), .identity)], box: ends)
    let encoded = try EncodedNetwork(network, as: .nnet, name: "a")
    #expect(try NetworkFile(bytes: encoded.bytes, format: .nnet, name: "a").network == network)
    for box in [nil, [Interval.wholeLine]] {
      let encoded = try EncodedNetwork(hinge(box: box), as: .nnet, name: "a")
      let file = try NetworkFile(bytes: encoded.bytes, format: .nnet, name: "a")
      #expect(file.network.box == nil)
      #expect(
        file.remarks[0]
          == "The file gives no box: its input ranges are those of all float32 numbers.")
    }
    let wide = try hinge(box: [Interval(0, Rational(10).power(39))])
    let error = #expect(throws: NetworkFileError.self) {
      try EncodedNetwork(wide, as: .nnet, name: "a")
    }
    #expect(error?.problem.hasPrefix("box[0][1] is 1000") == true)
  }

  @Test("the largest float32 in eight digits is no bound either")
  func shortInfinity() {
    for text in ["3.4028235e38", "3.4028234663852886e+38", "3.4028235677973366e38"] {
      #expect(Rational(text).map(NnetRanges.end) == .positiveInfinity)
      #expect(Rational("-" + text).map(NnetRanges.end) == .negativeInfinity)
    }
    #expect(Rational("3.4028e38").map { NnetRanges.end($0).isFinite } == true)
  }

  @Test func decimals() {
    let cases = [
      ("0", "0"), ("-3", "-3"), ("1/2", "0.5"), ("-5/4", "-1.25"), ("1/1024", "0.0009765625"),
      ("1/10000000", "1e-7"), ("123/10000000000", "1.23e-8"), ("1/1000000", "0.000001"),
      ("100000000000000000000", "100000000000000000000"), ("201/2", "100.5"), ("7/5", "1.4"),
    ]
    for (fraction, decimal) in cases {
      #expect(Rational(fraction).map(ExactDecimal.text) == decimal)
    }
    for fraction in ["1/3", "-7/30", "1/49"] {
      #expect(Rational(fraction).map(ExactDecimal.text) == .some(nil))
    }
    #expect(ExactDecimal.text(Rational(10).power(-2000)) == "1e-2000")
    #expect(ExactDecimal.text(Rational(10).power(-2001)) == nil)
    let least = Rational(2).power(-1074)
    #expect(ExactDecimal.text(least).map { Rational($0) } == least)
  }
}
