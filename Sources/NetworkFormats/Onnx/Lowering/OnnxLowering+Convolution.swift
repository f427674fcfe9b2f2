internal import ExactNumbers

extension OnnxLowering {
  /// Conv in one or two dimensions as the matrix that it is.
  mutating func convolution(_ node: inout OnnxNode) throws(FormatProblem) -> OnnxTensor {
    try checkInputs(node, 2...3)
    let image = try input(node, 0)
    let kernel = try constant(node, 1, "weights")
    guard image.type == kernel.type else {
      throw node.problem("mixes the types \(image.type.name) and \(kernel.type.name)")
    }
    let window = try ConvolutionWindow(&node, image: image.shape, kernel: kernel.shape)
    try checkCount(window.resultShape, isConstant: image.isConstant)
    // A bound of all the work below, before any of it is done.
    let outputs = window.resultShape.reduce(1, *)
    let (terms, isTooMuch) = outputs.multipliedReportingOverflow(by: window.termCount)
    try budget.charge(isTooMuch ? .max : terms)
    var rows = SparseRows(columnCount: image.constants.count)
    window.forEachOutput { output in
      window.forEachTerm(of: output) { weight, place in
        rows.append(kernel.constants[weight], column: place)
      }
      rows.endRow()
    }
    let vector = try stages.separated(image, &budget)
    let result = try vector.multiplied(by: rows, shape: window.resultShape, &budget)
    remark("Convolutions are written out as matrices.")
    guard let bias = try optionalInput(node, 2) else { return result }
    guard bias.isConstant, bias.shape == [kernel.shape[0]] else {
      throw node.problem("has biases that are no constants, one a channel")
    }
    return try result.translated(by: Self.perChannel(bias.constants, result.shape), &budget)
  }

  /// One number a channel, repeated for each element of a tensor batch × channels × ….
  static func perChannel(_ values: [Rational], _ shape: [Int]) -> [Rational] {
    let strides = [0, 1] + [Int](repeating: 0, count: shape.count - 2)
    return TensorShape.places(shape, strides: strides).map { values[$0] }
  }
}

/// Where a convolution's kernel lies for each of its outputs.
///
/// One dimension is two with a height of 1.
struct ConvolutionWindow {
  /// A place in the result: sample, channel, row and column.
  struct Output {
    var sample: Int
    var channel: Int
    var row: Int
    var column: Int
  }

  let resultShape: [Int]
  private let samples: Int
  private let channels: Int
  private let groups: Int
  private let kernelChannels: Int
  private let kernelCount: Int
  private let rows: ConvolutionAxis
  private let columns: ConvolutionAxis

  /// The most terms that an output has.
  var termCount: Int { kernelChannels * rows.kernel * columns.kernel }

  /// Reads a node's attributes and checks that the shapes fit.
  init(_ node: inout OnnxNode, image: [Int], kernel: [Int]) throws(FormatProblem) {
    let dimensions = image.count - 2
    guard 1...2 ~= dimensions, kernel.count == image.count, !image.contains(0), !kernel.contains(0)
    else {
      throw node.problem(
        "convolves \(TensorShape.text(image)) with \(TensorShape.text(kernel)); one or two "
          + "dimensions after batch and channels are read")
    }
    groups = try node.takeInteger("group") ?? 1
    (samples, channels) = (image[0], image[1])
    (kernelCount, kernelChannels) = (kernel[0], kernel[1])
    guard groups >= 1, channels % groups == 0, channels / groups == kernelChannels,
      kernelCount % groups == 0
    else {
      throw node.problem(
        "has \(groups) groups, which do not divide \(channels) channels and \(kernelCount) kernels "
          + "of \(kernelChannels)")
    }
    let axes = try ConvolutionAxis.read(
      &node, image: Array(image.dropFirst(2)), kernel: Array(kernel.dropFirst(2)))
    columns = axes[axes.count - 1]
    rows = axes.count == 2 ? axes[0] : .single
    resultShape = [samples, kernelCount] + axes.map(\.outputs)
  }

  /// Calls a closure with each output in row-major order.
  func forEachOutput(_ body: (Output) -> Void) {
    for sample in 0..<samples {
      for channel in 0..<kernelCount {
        for row in 0..<rows.outputs {
          for column in 0..<columns.outputs {
            body(Output(sample: sample, channel: channel, row: row, column: column))
          }
        }
      }
    }
  }

  /// Calls a closure with the places, in the kernel and in the image, of each term of an output;
  /// those in the image ascend.
  func forEachTerm(of output: Output, _ body: (Int, Int) -> Void) {
    let firstChannel = output.channel / (kernelCount / groups) * kernelChannels
    for channel in 0..<kernelChannels {
      let plane = output.sample * channels + firstChannel + channel
      for kernelRow in 0..<rows.kernel {
        guard let row = rows.place(output.row, kernelRow) else { continue }
        for kernelColumn in 0..<columns.kernel {
          guard let column = columns.place(output.column, kernelColumn) else { continue }
          let kernelPlane = output.channel * kernelChannels + channel
          body(
            (kernelPlane * rows.kernel + kernelRow) * columns.kernel + kernelColumn,
            (plane * rows.size + row) * columns.size + column)
        }
      }
    }
  }
}
