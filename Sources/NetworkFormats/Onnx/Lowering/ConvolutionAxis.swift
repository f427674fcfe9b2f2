/// How a convolution's kernel moves along one dimension.
struct ConvolutionAxis {
  /// The most that a stride, a dilation or a padding may be.
  private static let limit = 1 << 24

  let size: Int
  let kernel: Int
  let stride: Int
  let dilation: Int
  /// The zeros before the first element.
  let padding: Int
  let outputs: Int

  /// A dimension that is not there.
  static let single = ConvolutionAxis(
    size: 1, kernel: 1, stride: 1, dilation: 1, padding: 0, outputs: 1)

  /// The element under a part of the kernel, `nil` in the padding.
  func place(_ output: Int, _ part: Int) -> Int? {
    let place = output * stride + part * dilation - padding
    return 0..<size ~= place ? place : nil
  }

  /// Reads strides, dilations and paddings of all dimensions.
  static func read(
    _ node: inout OnnxNode, image: [Int], kernel: [Int]
  ) throws(FormatProblem) -> [ConvolutionAxis] {
    let count = image.count
    let declared = try node.takeIntegers("kernel_shape") ?? kernel
    let strides = try node.takeIntegers("strides") ?? [Int](repeating: 1, count: count)
    let dilations = try node.takeIntegers("dilations") ?? [Int](repeating: 1, count: count)
    let pads = try node.takeIntegers("pads") ?? [Int](repeating: 0, count: 2 * count)
    let mode = try node.takeText("auto_pad") ?? "NOTSET"
    guard declared == kernel else {
      throw node.problem("has a kernel_shape that is not that of its weights")
    }
    guard strides.count == count, dilations.count == count, pads.count == 2 * count,
      (strides + dilations).allSatisfy({ 1...limit ~= $0 }),
      pads.allSatisfy({ 0...limit ~= $0 })
    else {
      throw node.problem("has strides, dilations or pads that do not fit its weights")
    }
    var axes: [ConvolutionAxis] = []
    for axis in 0..<count {
      let reach = (kernel[axis] - 1) * dilations[axis] + 1
      let ends = (pads[axis], pads[axis + count])
      guard
        let (padding, outputs) = layout(
          mode, image[axis], reach: reach, stride: strides[axis], ends)
      else { throw node.problem("has auto_pad \(onnxQuoted(mode)), which is not known") }
      guard outputs >= 1 else { throw node.problem("has a kernel that is larger than its image") }
      axes.append(
        ConvolutionAxis(
          size: image[axis], kernel: kernel[axis], stride: strides[axis],
          dilation: dilations[axis], padding: padding, outputs: outputs))
    }
    return axes
  }

  /// The padding before the first element and the number of outputs, `nil` for an unknown mode.
  private static func layout(
    _ mode: String, _ size: Int, reach: Int, stride: Int, _ pads: (Int, Int)
  ) -> (padding: Int, outputs: Int)? {
    switch mode {
    case "NOTSET", "":
      (pads.0, (size + pads.0 + pads.1 - reach + stride) / stride)
    case "VALID":
      (0, (size - reach + stride) / stride)
    case "SAME_UPPER", "SAME_LOWER":
      {
        let outputs = (size + stride - 1) / stride
        let total = max(0, (outputs - 1) * stride + reach - size)
        return (mode == "SAME_UPPER" ? total / 2 : total - total / 2, outputs)
      }()
    default: nil
    }
  }
}
