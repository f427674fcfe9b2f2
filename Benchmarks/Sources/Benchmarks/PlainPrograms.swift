import ExactNumbers
import PlainKernels
import ReLUNetworks

/// The baseline in many dimensions: the linear programs of `LinearRegions` in unchecked doubles.
///
/// The same tableaus, steps and order, in C and for AVX2 too; but points and multipliers are not checked, no
/// half-space is looked at again, and an answer is wrong wherever rounding makes it so.
struct PlainPrograms {
  private let widths: [Int]
  /// From 1, as the kernel counts layers.
  private let weights: [[Double]]
  private let biases: [[Double]]
  private let lower: [Double]
  private let upper: [Double]

  /// Prepares the search of a bounded box.
  init(_ network: ReLUNetwork, in box: [Interval]) {
    let maps = network.standardForm.hidden
    widths = [box.count] + maps.map(\.outputDimension)
    weights = [[]] + maps.map { $0.weights.map { Double($0) } }
    biases = [[]] + maps.map { $0.biases.map { Double($0) } }
    lower = box.map { $0.lower.finiteValue.map { Double($0) } ?? -.infinity }
    upper = box.map { $0.upper.finiteValue.map { Double($0) } ?? .infinity }
  }

  /// Searches the whole box.
  ///
  /// - Returns: the number of activation regions that it sees.
  func countRegions() -> Int {
    Self.withRows(of: weights) { weights in
      Self.withRows(of: biases) { biases in
        plain_count_regions(widths.count - 1, widths, weights, biases, lower, upper)
      }
    }
  }

  /// Hands arrays of numbers to a kernel.
  private static func withRows(
    of rows: [[Double]], _ body: (UnsafePointer<UnsafePointer<Double>?>?) -> Int
  ) -> Int {
    let copies = rows.map { row in
      let copy = UnsafeMutablePointer<Double>.allocate(capacity: max(row.count, 1))
      copy.initialize(from: row, count: row.count)
      return copy
    }
    defer { copies.forEach { $0.deallocate() } }
    return copies.map { UnsafePointer($0) as UnsafePointer<Double>? }
      .withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
