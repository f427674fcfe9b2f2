extension ArrayName {
  /// Why an array whose name says nothing known cannot be read, and what to do.
  static func problem(_ array: NamedArray) -> FormatProblem {
    let name = array.printedName
    let word = array.name.split { ".:/".contains($0) }.last.map(String.init) ?? ""
    switch word {
    case "running_mean", "running_var", "num_batches_tracked":
      return FormatProblem(
        "\(name) belongs to a batch normalisation, whose epsilon is not among the arrays; export "
          + "the network to .onnx, or fuse it into the layer before (torch.nn.utils.fusion)")
    case "kernel":
      return FormatProblem(
        "\(name) is a kernel as Keras and Flax keep it, inputs × outputs; save it transposed under "
          + "a name like W0")
    default:
      return FormatProblem(
        "the name of the array \(name) says nothing known; name weights and biases "
          + "like 0.weight and 0.bias, W0 and b0, or arr_0 and arr_1")
    }
  }

  /// Why weights of this shape make no layer, and what to do.
  static func problem(_ name: String, shape: [Int]) -> FormatProblem {
    let remedy =
      switch shape.count {
      case 1: "; a normalisation is read from .onnx, where it has its epsilon"
      case 3, 4, 5: "; a convolution is read from .onnx, where it has its strides and padding"
      default: ""
      }
    return FormatProblem(
      "\(name) has the shape \(shapeText(shape)); weights have two dimensions, outputs × inputs"
        + remedy)
  }
}
