import ExactNumbers
import NetworkFormats
import ReLUNetworks
import Testing

@Suite("Files of other programs")
struct ForeignFileTests {
  private func problem(_ bytes: [UInt8], _ format: NetworkFormat, _ name: String) -> String {
    let error = #expect(throws: NetworkFileError.self) {
      try NetworkFile(bytes: bytes, format: format, name: name)
    }
    return error?.problem ?? ""
  }

  @Test("pickles are told by their content too")
  func pickles() {
    let saved = ArchiveWriter([
      .init(name: "net/data.pkl", content: [0x80, 2, 0x2E]),
      .init(name: "net/version", content: [51]),
    ]).bytes
    for format in NetworkFormat.allCases {
      for bytes in [saved, [0x80, 2, 0x8A, 0x0A], [0x80, 4, 0x95, 0, 0]] {
        let found = problem(bytes, format, "x/net.v1.\(format.rawValue)")
        #expect(found.hasPrefix("pickles such as PyTorch's run code"))
        #expect(found.contains("torch.load(\"net.pt\""))
        #expect(found.contains("\"net.safetensors\")"))
        #expect(found.split(separator: "\n").count == 3)
      }
    }
  }

  @Test func kerasFilesAreToldByTheirContent() {
    let archive = ArchiveWriter([
      .init(name: "config.json", content: []), .init(name: "model.weights.h5", content: []),
    ]).bytes
    for bytes in [archive, [0x89] + "HDF\r\n".utf8 + [0x1A, 0x0A]] {
      let found = problem(bytes, .npz, "net.npz")
      #expect(found.contains("keras.saving.load_model(\"net.keras\""))
    }
  }

  @Test("a name that is no plain one does not get into a program")
  func names() {
    for name in ["a\"); import os; (\"b.pt", "a\\.pt", "ä.pt", "`x`.pt", "standard input"] {
      #expect(problem([0x80, 4, 0x95], .npz, name).contains("torch.load(\"net.pt\""))
    }
  }

  @Test("endings say it before a file is opened")
  func endings() {
    for (path, words) in [
      ("no/a.pth", "torch.load(\"a.pth\""), ("a.ckpt", "torch.load"), ("a.pkl", "torch.load"),
      ("a.keras", "keras.saving"), ("a.H5", "load_model(\"a.H5\""),
    ] {
      let error = #expect(throws: NetworkFileError.self) { try NetworkFile(path: path) }
      #expect(error?.problem.contains(words) == true)
    }
  }

  @Test("a header of 640 bytes begins as a pickle does, and is read")
  func noPickle() throws {
    let padding = String(repeating: " ", count: 640 - 66)
    let header = #"{"weight": {"dtype": "F32", "shape": [1, 1], "data_offsets": [0, 4]}}"#
    let text = header + padding.dropFirst(header.utf8.count - 66)
    let bytes = SafetensorsFile.bytes(header: text, data: [0, 0, 0, 0x40])
    #expect(bytes.starts(with: [0x80, 2]))
    #expect(
      try NetworkFile(bytes: bytes, format: .safetensors, name: "a").network([1]) == [2])
  }
}
