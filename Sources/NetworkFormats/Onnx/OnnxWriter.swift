internal import ExactNumbers
internal import ReLUNetworks

/// Writes ONNX: one Gemm a layer and one Relu after each that has one.
///
/// The input is named `input`, batch × inputs, and the output `output`. Weights are stored
/// outputs × inputs, as `torch.onnx.export` does, under PyTorch's names of a `Sequential`.
enum OnnxWriter {
  // Versions of the year 2020: every runtime since then reads them.
  private static let formatVersion = 7
  private static let operatorVersion = 13

  /// The bytes of a model.
  ///
  /// - Parameters:
  ///   - network: a network whose numbers the type holds.
  ///   - width: the type of the tensors, the input and the output.
  /// - Returns: a ModelProto.
  static func bytes(of network: ReLUNetwork, _ width: FloatFit.Width) -> [UInt8] {
    let type: OnnxElementType = width == .float32 ? .float32 : .float64
    var graph = ProtobufWriter()
    for index in network.layers.indices { appendNodes(of: index, network, to: &graph) }
    graph.append(2, "network")
    for (index, layer) in network.layers.enumerated() {
      let map = layer.map
      let weights = map.weights.flatMap(width.littleEndianBytes)
      let biases = map.biases.flatMap(width.littleEndianBytes)
      let shape = [map.outputDimension, map.inputDimension]
      graph.append(5) { tensor in
        append("\(index).weight", shape, type, weights, to: &tensor)
      }
      graph.append(5) { tensor in
        append("\(index).bias", [map.outputDimension], type, biases, to: &tensor)
      }
    }
    graph.append(11) { append("input", network.inputDimension, type, to: &$0) }
    graph.append(12) { append("output", network.outputDimension, type, to: &$0) }
    var model = ProtobufWriter()
    model.append(1, formatVersion)
    model.append(2, "pleat")
    model.append(7, graph.bytes)
    model.append(8) { version in
      version.append(1, "")
      version.append(2, operatorVersion)
    }
    for (key, value) in MetadataAnnotations.entries(of: network) {
      model.append(14) { entry in
        entry.append(1, key)
        entry.append(2, value)
      }
    }
    return model.bytes
  }

  /// The nodes of one layer.
  private static func appendNodes(
    of index: Int, _ network: ReLUNetwork, to graph: inout ProtobufWriter
  ) {
    let isLast = index == network.layers.count - 1
    let isRelu = network.layers[index].activation == .relu
    let input = index == 0 ? "input" : "\(index).input"
    let output = isLast ? "output" : "\(index + 1).input"
    let sum = isRelu ? "\(index).sum" : output
    graph.append(1) { node in
      for name in [input, "\(index).weight", "\(index).bias"] { node.append(1, name) }
      node.append(2, sum)
      node.append(3, "\(index).gemm")
      node.append(4, "Gemm")
      node.append(5) { attribute in
        attribute.append(1, "transB")
        attribute.append(3, 1)
        attribute.append(20, 2)
      }
    }
    guard isRelu else { return }
    graph.append(1) { node in
      node.append(1, sum)
      node.append(2, output)
      node.append(3, "\(index).relu")
      node.append(4, "Relu")
    }
  }

  /// A TensorProto.
  private static func append(
    _ name: String, _ shape: [Int], _ type: OnnxElementType, _ rawData: [UInt8],
    to tensor: inout ProtobufWriter
  ) {
    for extent in shape { tensor.append(1, extent) }
    tensor.append(2, type.rawValue)
    tensor.append(8, name)
    tensor.append(9, rawData)
  }

  /// A ValueInfoProto of a tensor batch × count.
  private static func append(
    _ name: String, _ count: Int, _ type: OnnxElementType, to info: inout ProtobufWriter
  ) {
    info.append(1, name)
    info.append(2) { value in
      value.append(1) { tensor in
        tensor.append(1, type.rawValue)
        tensor.append(2) { shape in
          shape.append(1) { $0.append(2, "batch") }
          shape.append(1) { $0.append(1, count) }
        }
      }
    }
  }
}
