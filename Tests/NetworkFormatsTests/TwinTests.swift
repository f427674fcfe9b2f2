import ExactNumbers
import NetworkFormats
import ReLUNetworks
import Testing

@Suite("One network in several files")
struct TwinTests {
  /// The root of the repository.
  private static let root =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/")

  private static let name = "moons_2-16-16-1_epoch200"

  @Test func trainedTwinsAgree() throws {
    let arrays = try NetworkFile(path: "\(Self.root)/Experiments/data/\(Self.name).npz")
    let tensors = try NetworkFile(path: "\(Self.root)/Tests/Networks/\(Self.name).safetensors")
    #expect(tensors.network == arrays.network)
    #expect(tensors.weightKind == "float32 arrays")
    #expect(tensors.network.architecture.widths == [2, 16, 16, 1])
  }

  @Test("a chain of conversions ends where it began")
  func chain() throws {
    let network = try NetworkFile(path: "\(Self.root)/Experiments/data/\(Self.name).npz").network
    var current = network
    for format in [.safetensors, .onnx, .nnet, .json, .npz, .onnx, .safetensors] as [NetworkFormat]
    {
      let encoded = try EncodedNetwork(current, as: format, name: "net")
      current = try NetworkFile(bytes: encoded.bytes, format: format, name: "net").network
      #expect(current == network, "\(format)")
      #expect(encoded.largestRounding == 0 && encoded.remarks.isEmpty)
    }
  }
}
