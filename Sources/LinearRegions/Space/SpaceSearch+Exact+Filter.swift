internal import ExactNumbers

extension SpaceSearch {
  /// What the facets of a vertex lie on, on the present path.
  ///
  /// A number of a set may stand for other facets elsewhere; a facet gets a number that no vertex of
  /// its cell has, so the last facet of the path with that number is the one meant.
  func facetLabels(_ layer: Int, _ id: Int32) -> [FacetLabel] {
    var labels: [FacetLabel] = []
    forEachFacet(layer, id) { labels.append($0) }
    return labels
  }

  /// Visits what the facets of a vertex lie on.
  @inline(__always)
  func forEachFacet(_ layer: Int, _ id: Int32, _ body: (FacetLabel) -> Void) {
    let pool = state.pointee.layers[layer].pool
    for word in 0..<pool.facetWords {
      var rest = pool.facetSet(id)[word]
      var (next, index) = (state.pointee.openFacet, state.pointee.path)
      while rest != 0 {
        if next == nil { index &-= 1 }
        let facet = next ?? state.pointee.facets.base[index]
        next = nil
        let bit = UInt64(1) << UInt64(facet.slot & 63)
        if facet.slot >> 6 != word || rest & bit == 0 { continue }
        rest &= ~bit
        body(facet.label)
      }
    }
  }

  /// With fewer hidden layers there is too little under a vertex of the first one to pay for a sharper one.
  static var depthOfSharpVertices: Int { 4 }
  /// Larger errors, in units of the layer's largest value, are too large for the layers to come.
  private static var largeError: Double { 0x1p-40 }

  /// Finds the vertices listed anew, from their facets, where their errors have become large.
  ///
  /// Errors grow from cut to cut, most in the first layer, which cuts its cell most often. What is under one
  /// of its vertices is so much that it pays to begin below it with hardly any error.
  @inline(never)
  func sharpen(_ layer: Int, _ count: Int) {
    guard usesFilter, !state.pointee.layers[layer].pool.isSymbolic else { return }
    let limit = state.pointee.maps[layer].sizeBound * Self.largeError
    for index in 0..<count {
      let (pool, id) = (state.pointee.layers[layer].pool, state.pointee.fresh.base[index])
      let errors = pool.values(id) + pool.errorStart
      guard (0..<pool.width).contains(where: { errors[$0] > limit }) else { continue }
      state.pointee.decisions.renewedVertices &+= 1
      if !renew(layer, id) { settle(layer, id) }
    }
  }

  /// Decides the signs of vertices just made that are left, or all of them without the filter.
  ///
  /// - Parameters:
  ///   - layer: whose vertices they are.
  ///   - made: their numbers.
  ///   - count: how many they are.
  ///   - open: how many of them have signs left; these stand in the state's list.
  @inline(__always)
  func settle(_ layer: Int, _ made: UnsafePointer<Int32>, _ count: Int, open: Int) {
    let ids = usesFilter ? UnsafePointer(state.pointee.open.base) : made
    for index in 0..<(usesFilter ? open : count) {
      state.pointee.decisions.openVertices &+= 1
      state.pointee.decisions.openSigns &+= openSigns(layer, ids[index])
      if usesFilter, renew(layer, ids[index]) { continue }
      state.pointee.decisions.exactVertices &+= 1
      state.pointee.decisions.exactSigns &+= openSigns(layer, ids[index])
      settle(layer, ids[index], openAlone: usesFilter)
    }
  }

  /// How many signs are left at a vertex; a neuron known to be exactly 0 there has none.
  @inline(never)
  private func openSigns(_ layer: Int, _ id: Int32) -> Int {
    let pool = state.pointee.layers[layer].pool
    return (0..<pool.width).count { Self.isOpen(pool, id, $0) }
  }

  /// Whether doubles tell neither the sign of a neuron at an ordinary vertex nor that it is 0 there.
  @inline(__always)
  static func isOpen(_ pool: VertexPool, _ id: Int32, _ neuron: Int) -> Bool {
    let (values, signs) = (pool.values(id), pool.positive(id))
    let known = signs[neuron >> 6] | signs[pool.words + neuron >> 6]
    return known >> UInt64(neuron & 63) & 1 == 0
      && (values[neuron] != 0 || values[pool.errorStart + neuron] != 0)
  }

  /// Decides signs of a vertex exactly, and writes the values anew.
  ///
  /// - Parameters:
  ///   - layer: whose vertex it is.
  ///   - id: its number.
  ///   - openAlone: whether the signs that doubles tell may stay with their values; otherwise all are
  ///     found, as they are at a vertex at infinity.
  @inline(never)
  func settle(_ layer: Int, _ id: Int32, openAlone: Bool = false) {
    let pool = state.pointee.layers[layer].pool
    let facets = facetLabels(layer, id)
    let vertex = exact.vertex(facets)
    let (values, signs, words) = (pool.values(id), pool.positive(id), pool.words)
    let someStay = openAlone && !pool.isSymbolic
    if !someStay { for word in 0..<2 * words { signs[word] = 0 } }
    let denominator = vertex.denominator * exact.scale(layer)
    for neuron in 0..<pool.width where !someStay || Self.isOpen(pool, id, neuron) {
      let value = exact.value(exact.form(layer: layer, row(layer, neuron)), at: vertex)
      Self.write(value.finite, denominator, to: values + neuron, pool.errorStart)
      if pool.isSymbolic {
        Self.write(value.leading, denominator, to: pool.leading(id) + neuron, pool.errorStart)
      }
      let (word, bit) = (neuron >> 6, UInt64(1) << UInt64(neuron & 63))
      switch value.sign {
      case .positive: signs[word] |= bit
      case .negative: signs[words + word] |= bit
      case .zero:
        if !facets.contains(FacetLabel(layer: layer, neuron: row(layer, neuron))) {
          state.pointee.hasTies = true
        }
      }
    }
  }

  private static func write(
    _ numerator: Integer, _ denominator: Integer, to target: UnsafeMutablePointer<Double>,
    _ errorStart: Int
  ) {
    let estimate = quotient(numerator, denominator)
    target[0] = estimate.value
    target[errorStart] = estimate.error
  }

  /// A fraction in double, with a bound of its error.
  ///
  /// Both numbers are cut to their leading 62 bits, which loses less than 2⁻⁶⁰ of each; two conversions
  /// and the division round by 2⁻⁵³ each: less than 2⁻⁵⁰ in all. What leaves the range of doubles, far
  /// from its ends, has an infinite error.
  private static func quotient(
    _ numerator: Integer, _ denominator: Integer
  ) -> (value: Double, error: Double) {
    if numerator.sign == .zero { return (0, 0) }
    let (top, bottom) = (leading(numerator), leading(denominator))
    let exponent = top.exponent - bottom.exponent
    guard -800 < exponent, exponent < 800 else { return (0, .infinity) }
    let value = top.value / bottom.value * Double(sign: .plus, exponent: exponent, significand: 1)
    return (value, value.magnitude * 0x1p-50)
  }

  /// value · 2^exponent with |value| below 2⁶², the rest cut off.
  private static func leading(_ integer: Integer) -> (value: Double, exponent: Int) {
    let shift = max(0, integer.bitLength - 62)
    return (Double(Int(exactly: integer >> shift) ?? 0), shift)
  }
}
