/// A stack in one allocation that a search writes without bounds checks.
///
/// Behind what is reserved there is always room for `slack` elements more.
struct GrowingStack<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private var capacity: Int

  /// What `copyEights` may touch behind its end.
  static var slack: Int { 8 }

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity + Self.slack)
  }

  func deallocate() { base.deallocate() }

  /// Makes room for elements up to `end`, of which the first `used` are kept.
  @inline(__always)
  mutating func reserve(_ end: Int, keeping used: Int) {
    if end > capacity { grow(end, keeping: used) }
  }

  @inline(never)
  private mutating func grow(_ end: Int, keeping used: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: end * 2 + Self.slack)
    larger.update(from: base, count: used)
    base.deallocate()
    base = larger
    capacity = end * 2
  }
}

extension UnsafeMutablePointer<Int32> {
  /// Copies numbers eight at a time, without a call.
  ///
  /// Up to seven numbers behind the last one are read and written, too.
  @inline(__always)
  func copyEights(from source: UnsafePointer<Int32>, count: Int) {
    var index = 0
    while index < count {
      let eight = UnsafeRawPointer(source + index).loadUnaligned(as: SIMD8<Int32>.self)
      UnsafeMutableRawPointer(self + index).storeBytes(of: eight, as: SIMD8<Int32>.self)
      index &+= 8
    }
  }
}
