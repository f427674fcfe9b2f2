import ExactNumbers
import Foundation
import ReLUNetworks
import Testing

@testable import NetworkFormats

@Suite("Archives of arrays")
struct ZipArchiveTests {
  private func read(_ bytes: [UInt8]) throws -> NetworkFile {
    try NetworkFile(bytes: bytes, format: .npz, name: "net.npz")
  }

  private func problem(_ bytes: [UInt8]) -> String {
    do {
      _ = try read(bytes)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  private let arrays = [
    ("W0", NpyWriter.floats([2, 1], [1, -1])), ("b0", NpyWriter.floats([2], [0.5, 0])),
    ("W1", NpyWriter.floats([1, 2], [2, 3])), ("b1", NpyWriter.floats([1], [-1])),
  ]

  @Test("Stored and deflated, short and ZIP64 headers are the same network")
  func everyWayOfPacking() throws {
    let plain = try read(ArchiveWriter(arrays).bytes)
    #expect(plain.network([1]) == [2])
    #expect(plain.network([-2]) == [5])
    #expect(plain.weightKind == "float32 arrays")
    for isDeflated in [false, true] {
      for isLong in [false, true] {
        var writer = ArchiveWriter(arrays, isDeflated: isDeflated, isLong: isLong)
        writer.comment = Array("a comment, PK\u{5}\u{6} in it".utf8)
        #expect(try read(writer.bytes) == plain)
      }
    }
  }

  @Test func numpysOwnFileIsReadExactly() throws {
    let data = try #require(
      Data(base64Encoded: TrainedFixture.base64, options: .ignoreUnknownCharacters))
    let file = try read(Array(data))
    #expect(file.network.architecture.widths == [2, 16, 16, 1])
    for (point, value) in TrainedFixture.outputs {
      let exact = try point.map { try #require(Rational($0)) }
      #expect(file.network(exact) == [try #require(Rational(value))])
    }
  }

  @Test func everyCutIsRefused() throws {
    let bytes = ArchiveWriter(arrays, isDeflated: true).bytes
    for length in 0..<bytes.count {
      #expect(throws: NetworkFileError.self) { try read(Array(bytes[..<length])) }
    }
  }

  @Test func everyFlippedByteOfContentIsSeen() throws {
    let bytes = ArchiveWriter(arrays).bytes
    let start = try #require(bytes.firstRange(of: arrays[2].1)?.lowerBound)
    for offset in start..<start + arrays[2].1.count {
      var damaged = bytes
      damaged[offset] ^= 0x10
      #expect(throws: NetworkFileError.self, "byte \(offset)") { try read(damaged) }
    }
  }

  @Test func refusalsSayWhy() {
    func with(_ change: (inout ArchiveWriter.Member) -> Void) -> [UInt8] {
      var writer = ArchiveWriter(arrays)
      change(&writer.members[1])
      return writer.bytes
    }
    let cases: [([UInt8], String)] = [
      (with { $0.checksum = 7 }, "b0.npy: its checksum is wrong, so the file is damaged"),
      (with { $0.flags = 1 }, "b0.npy is encrypted"),
      (with { $0.method = 12 }, "b0.npy is compressed by method 12"),
      (with { $0.name = "W0.npy" }, "two members named W0.npy"),
      (with { $0.localName = "b9.npy" }, "its local header says something else"),
      (with { $0.offset = 3 }, "no local header stands"),
      (with { $0.offset = .max - 1 }, "no local header stands"),
      (
        with {
          $0.name = "b0.txt"; $0.localName = "b0.txt"
        }, "b0.txt is no array"
      ),
      (with { $0.content = Array("hello".utf8) }, "b0.npy: it is not an array"),
      (with { $0.declaredSize = 900 }, "its two sizes differ"),
      (with { $0.declaredSize = .max }, "ZIP64 field that is missing"),
      (Array("PK".utf8), "is no zip archive"), ([], "is no zip archive"),
    ]
    for (bytes, words) in cases {
      #expect(problem(bytes).hasPrefix("net.npz: "))
      #expect(problem(bytes).contains(words), "\(problem(bytes))")
    }
    var writer = ArchiveWriter(arrays)
    writer.memberCount = 60000
    #expect(problem(writer.bytes).contains("points outside the file"))
    #expect(problem(ArchiveWriter([ArchiveWriter.Member]()).bytes).contains("no arrays"))
  }

  @Test("Bombs end before memory is taken")
  func bombs() {
    let header = NpyWriter(shape: [1_000_000]).bytes
    // Data longer than its shape says, longer than declared, and a shape longer than its data.
    var long = ArchiveWriter.Member(name: "W0.npy", content: header, isDeflated: true)
    long.deflated = Deflate.bomb(0, repetitions: 100_000)
    #expect(problem(ArchiveWriter([long]).bytes).contains("not an array"))
    long.declaredSize = UInt32(header.count + 4_000_000)
    #expect(problem(ArchiveWriter([long]).bytes).contains("not an array"))
    var longer = ArchiveWriter.Member(
      name: "W0.npy", content: NpyWriter.counting([2, 2]), isDeflated: true)
    longer.deflated = Deflate.literals(longer.content + [0])
    #expect(problem(ArchiveWriter([longer]).bytes).contains("does not inflate to the"))
    longer.deflated = Deflate.literals(longer.content) + [0]
    #expect(problem(ArchiveWriter([longer]).bytes).contains("does not inflate to the"))
    var claims = ArchiveWriter.Member(name: "W0.npy", content: header, isDeflated: true)
    claims.declaredSize = UInt32(header.count + 4_000_000)
    #expect(problem(ArchiveWriter([claims]).bytes).contains("cannot inflate to"))
    let shared = ArchiveWriter.Member(name: "W0.npy", content: NpyWriter.counting([20, 20]))
    var again = ArchiveWriter.Member(name: "W1.npy", content: shared.content)
    again.offset = 0
    again.deflated = []
    #expect(problem(ArchiveWriter([shared, again]).bytes).contains("local header"))
  }

  @Test func aThousandMembersInOnePlaceAreRefused() {
    let member = ArchiveWriter.Member(name: "W0.npy", content: NpyWriter.counting([50, 50]))
    let archive = ArchiveWriter([member]).bytes
    let headerSize = 30 + 6
    let start = headerSize + member.content.count
    let record = Array(archive[start..<archive.count - 22])
    var directory: [UInt8] = []
    for index in 0..<1000 {
      var copy = record
      copy[46] = UInt8(0x41 + index % 26)
      copy[47] = UInt8(0x41 + index / 26)
      directory += copy
    }
    let count = littleEndian(UInt16(1000))
    let end =
      [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + littleEndian(UInt32(directory.count))
      + littleEndian(UInt32(start)) + [0, 0]
    #expect(problem(Array(archive[..<start]) + directory + end).contains("overlap"))
  }

  @Test func aLongEndRecordIsRead() throws {
    let archive = ArchiveWriter(arrays).bytes
    let reader = BinaryReader(archive)
    let end = archive.count - 22
    let count = try #require(reader.uint16(at: end + 10))
    let size = try #require(reader.uint32(at: end + 12))
    let offset = try #require(reader.uint32(at: end + 16))
    let long =
      [0x50, 0x4B, 6, 6] + littleEndian(UInt64(44)) + [45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]
      + littleEndian(UInt64(count)) + littleEndian(UInt64(count)) + littleEndian(UInt64(size))
      + littleEndian(UInt64(offset))
    let locator =
      [0x50, 0x4B, 6, 7, 0, 0, 0, 0] + littleEndian(UInt64(end)) + [1, 0, 0, 0]
    let short = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 255, count: 16) + [0, 0]
    let bytes = Array(archive[..<end]) + long + locator + short
    #expect(try read(bytes) == read(archive))
    for place in end..<bytes.count {
      for value in [0, 1, 0x7F, 0xFF] as [UInt8] {
        var damaged = bytes
        damaged[place] = value
        _ = problem(damaged)
      }
    }
  }
}
