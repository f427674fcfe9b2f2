/// A stack in one allocation that a search writes without bounds checks.
struct GrowingStack<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  func deallocate() { base.deallocate() }

  /// Makes room for elements up to `end`, of which the first `used` are kept.
  @inline(__always)
  mutating func reserve(_ end: Int, keeping used: Int) {
    if end > capacity { grow(end, keeping: used) }
  }

  @inline(never)
  private mutating func grow(_ end: Int, keeping used: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: end * 2)
    larger.update(from: base, count: used)
    base.deallocate()
    base = larger
    capacity = end * 2
  }
}
