import ExactNumbers
import Testing

@testable import NetworkFormats

@Suite("Arrays that numpy wrote")
struct NpyArrayTests {
  private func elements(_ bytes: [UInt8]) throws -> [Rational] {
    try NpyArray.elements(bytes, NpyHeader(bytes), .exact)
  }

  struct TypeCase: Sendable, CustomTestStringConvertible {
    let description: String
    let bytes: [UInt8]
    let value: String
    var testDescription: String { "\(description) \(value)" }
  }

  /// Bytes by the definitions of IEEE 754 and two's complement, worked by hand.
  @Test(arguments: [
    TypeCase(description: "<f2", bytes: [0x00, 0x3E], value: "3/2"),
    TypeCase(description: ">f2", bytes: [0x3E, 0x00], value: "3/2"),
    TypeCase(description: "<f2", bytes: [0x01, 0x80], value: "-1/16777216"),
    TypeCase(description: "<f4", bytes: [0xCD, 0xCC, 0xCC, 0x3D], value: "13421773/134217728"),
    TypeCase(description: ">f4", bytes: [0x3D, 0xCC, 0xCC, 0xCD], value: "13421773/134217728"),
    TypeCase(description: "=f4", bytes: [0, 0, 0x80, 0xBF], value: "-1"),
    TypeCase(description: "<f8", bytes: [0, 0, 0, 0, 0, 0, 0xD0, 0x3F], value: "1/4"),
    TypeCase(description: ">f8", bytes: [0x3F, 0xD0, 0, 0, 0, 0, 0, 0], value: "1/4"),
    TypeCase(description: "|i1", bytes: [0x80], value: "-128"),
    TypeCase(description: "|u1", bytes: [0xFF], value: "255"),
    TypeCase(description: "<i2", bytes: [0xFE, 0xFF], value: "-2"),
    TypeCase(description: ">u2", bytes: [0x01, 0x00], value: "256"),
    TypeCase(description: "<i4", bytes: [0, 0, 0, 0x80], value: "-2147483648"),
    TypeCase(description: "<u4", bytes: [0xFF, 0xFF, 0xFF, 0xFF], value: "4294967295"),
    TypeCase(
      description: "<i8", bytes: [0, 0, 0, 0, 0, 0, 0, 0x80], value: "-9223372036854775808"),
    TypeCase(
      description: ">u8", bytes: [255, 255, 255, 255, 255, 255, 255, 254],
      value: "18446744073709551614"),
  ])
  func oneElementOfEachType(_ example: TypeCase) throws {
    for version in [1, 2, 3] as [UInt8] {
      let writer = NpyWriter(
        description: example.description, shape: [1], version: version, data: example.bytes)
      #expect(try elements(writer.bytes) == [Rational(example.value)])
    }
  }

  #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
    @Test func everyHalfIsTheHardwaresHalf() {
      for bits in UInt16.min ... .max {
        let (ours, theirs) = (ElementType.halfPrecision(bits), Float(Float16(bitPattern: bits)))
        #expect(ours.isNaN ? theirs.isNaN : ours == theirs, "bits \(bits)")
      }
    }
  #endif

  @Test func everyOrderOfEveryShapeIsRowMajorInTheEnd() {
    for shape in [[2, 3], [3, 1], [1, 4], [2, 3, 4], [5], [2, 2, 2, 2]] {
      let count = shape.reduce(1, *)
      // The slow twin: walk the index tuples in row-major order and place each by hand.
      for index in 0..<count {
        var (tuple, rest) = ([Int](), index)
        for extent in shape.reversed() {
          tuple.insert(rest % extent, at: 0)
          rest /= extent
        }
        var (stored, weight) = (0, 1)
        for (place, extent) in zip(tuple, shape) {
          stored += place * weight
          weight *= extent
        }
        #expect(ArrayElements.fortranIndex(index, shape) == stored)
      }
    }
  }

  @Test func fortranOrderIsRead() throws {
    let writer = NpyWriter(
      description: "|u1", isFortranOrder: true, shape: [2, 3], data: [1, 4, 2, 5, 3, 6])
    #expect(try elements(writer.bytes) == [1, 2, 3, 4, 5, 6])
  }

  @Test func whatIsNotFiniteIsNamedByItsIndex() {
    let writer = NpyWriter.floats([2, 2], [0, 1, .nan, 2])
    let error = #expect(throws: FormatProblem.self) { try elements(writer) }
    #expect(error?.text == "element [1, 0] is not a finite number")
    let infinite = #expect(throws: FormatProblem.self) {
      try elements(NpyWriter.floats([3], [0, 1, -.infinity]))
    }
    #expect(infinite?.text == "element [2] is not a finite number")
  }

  @Test func headersAsOthersWriteThem() throws {
    let headers = [
      "{'shape': (2,), 'fortran_order': False, 'descr': '<f4'}",
      "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2L,)}   \n",
      " { 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 2 , ) , } ",
    ]
    for header in headers {
      let bytes = NpyWriter.bytes(header: header, data: [0, 0, 0x80, 0x3F, 0, 0, 0, 0])
      #expect(try elements(bytes) == [1, 0])
    }
  }

  @Test(arguments: [
    ("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", "pickled Python objects"),
    ("{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }", "truth values"),
    ("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2,), }", "several fields"),
    ("{'descr': '<c8', 'fortran_order': False, 'shape': (2,), }", "element type '<c8'"),
    ("{'descr': '<f16', 'fortran_order': False, 'shape': (2,), }", "element type '<f16'"),
    ("{'descr': '<i3', 'fortran_order': False, 'shape': (2,), }", "element type '<i3'"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 9999999999), }", "more than"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "broken"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "broken"),
    ("{'descr': '<f4', 'fortran_order': False, }", "broken"),
    ("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", "broken"),
    ("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }", "broken"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } + 1", "broken"),
    ("{'descr': __import__('os'), 'fortran_order': False, 'shape': (2,), }", "broken"),
    ("", "broken"), ("{", "broken"), ("{'descr", "broken"),
  ])
  func headersThatAreRefused(_ header: String, _ words: String) {
    let bytes = NpyWriter.bytes(header: header, data: [0, 0, 0, 0, 0, 0, 0, 0])
    let error = #expect(throws: FormatProblem.self) { try elements(bytes) }
    #expect(error?.text.contains(words) == true, "\(error?.text ?? "")")
  }

  @Test func everyCutIsRefused() {
    let bytes = NpyWriter.counting([2, 2])
    for length in 0..<bytes.count {
      #expect(throws: FormatProblem.self) { try elements(Array(bytes[..<length])) }
    }
  }
}
