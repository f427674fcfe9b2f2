import Testing

@testable import NetworkFormats

/// The wire format, byte by byte.
@Suite("Protocol buffers")
struct ProtobufReaderTests {
  private func fields(_ bytes: [UInt8]) throws -> [ProtobufField] {
    var reader = ProtobufReader(bytes[...], "the test")
    var fields: [ProtobufField] = []
    while let field = try reader.next() { fields.append(field) }
    return fields
  }

  private func problem(_ bytes: [UInt8]) -> String {
    do {
      _ = try fields(bytes)
      return ""
    } catch {
      return (error as? FormatProblem)?.text ?? "another error"
    }
  }

  @Test func readsEveryWireType() throws {
    let message = Message().number(1, -1).fixed64(2, 1.5).text(3, "añ").fixed32(536_870_911, -2)
    let all = try fields(message.bytes)
    #expect(all.map(\.number) == [1, 2, 3, 536_870_911])
    #expect(try all[0].integer() == -1)
    #expect(try all[2].text() == "añ")
    #expect(try all[3].floatBits() == 0xC000_0000)
    guard case .fixed64(0x3FF8_0000_0000_0000) = all[1].content else {
      Issue.record("a double was misread")
      return
    }
    #expect(try fields([]).isEmpty)
  }

  /// A number may be written with more bytes than it needs, up to ten.
  @Test func numbersEndAfterTenBytes() throws {
    let long = [UInt8](repeating: 0x80, count: 8)
    #expect(try fields([8] + long + [0x80, 0]).map { try $0.integer() } == [0])
    #expect(try fields([8] + [UInt8](repeating: 0xFF, count: 9) + [1])[0].integer() == -1)
    #expect(problem([8] + long + [0x80, 2]).contains("more than 64 bits"))
    #expect(problem([8] + long + [0x80, 0x80, 0]).contains("more than 64 bits"))
  }

  @Test(
    arguments: [
      ([0x08], "ends within the number"), ([0x88], "ends within the number"),
      ([0x0A, 5, 1], "asks for 5 bytes where 1 are left"),
      ([0x0D, 1, 2, 3], "asks for 4 bytes where 3 are left"),
      ([0x09, 1], "asks for 8 bytes where 1 are left"), ([0x0B], "wire type 3"),
      ([0x0C], "wire type 4"), ([0x0E], "wire type 6"), ([0x00, 0], "field number 0"),
      (
        [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1],
        "asks for 18446744073709551615 bytes"
      ),
      ([0x80, 0x80, 0x80, 0x80, 0x10, 0], "field number 536870912"),
    ] as [([UInt8], String)])
  func refusesWhatIsNoField(bytes: [UInt8], words: String) {
    let text = problem(bytes)
    #expect(text.hasPrefix("the test: ") && text.contains(words), "\(text)")
  }

  @Test func listsHaveALimit() throws {
    var list: [Int] = []
    let packed = try fields(Message().data(1, [1, 2, 3]).bytes)[0]
    try packed.appendIntegers(to: &list, limit: 3)
    #expect(list == [1, 2, 3])
    #expect(throws: FormatProblem.self) { try packed.appendIntegers(to: &list, limit: 5) }
  }
}
