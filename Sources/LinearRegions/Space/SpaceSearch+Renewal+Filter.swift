extension SpaceSearch {
  /// Finds a vertex anew in doubles, from its facets, and takes over what is known better so.
  ///
  /// - Parameters:
  ///   - layer: whose vertex it is.
  ///   - id: its number.
  /// - Returns: whether no sign is left open.
  @inline(never)
  func renew(_ layer: Int, _ id: Int32) -> Bool {
    let pool = state.pointee.layers[layer].pool
    guard !pool.isSymbolic, findPoint(layer, id) else { return false }
    let (values, signs) = (pool.values(id), pool.positive(id))
    let (stride, errorStart) = (
      state.pointee.pathMaps.stride(layer), state.pointee.pathMaps.errorStart(layer)
    )
    var isSettled = true
    for neuron in 0..<pool.width {
      let isOpen = Self.isOpen(pool, id, neuron)
      if values[neuron] == 0, values[pool.errorStart + neuron] == 0 { continue }
      let found = state.pointee.meeting.value(
        state.pointee.pathMaps.form(layer, row(layer, neuron)), stride: stride,
        errorStart: errorStart)
      // An error that is not a number is worse than any.
      if !(values[pool.errorStart + neuron] <= found.error) {
        (values[neuron], values[pool.errorStart + neuron]) = found
      }
      guard isOpen else { continue }
      let (word, bit) = (neuron >> 6, UInt64(1) << UInt64(neuron & 63))
      if found.value > found.error {
        signs[word] |= bit
      } else if found.value < -found.error {
        signs[pool.words + word] |= bit
      } else {
        isSettled = false
      }
    }
    return isSettled
  }

  /// Finds the point of a vertex of the present path.
  ///
  /// - Returns: false where doubles do not, or more facets meet there than there are inputs.
  private func findPoint(_ layer: Int, _ id: Int32) -> Bool {
    let layers = state.pointee.layers
    state.pointee.pathMaps.reach(layer, state.pointee.maps) { UnsafePointer(layers[$0].active) }
    state.pointee.meeting.removeAll()
    var isSimple = true
    forEachFacet(layer, id) { label in
      guard state.pointee.meeting.count < network.dimension else {
        isSimple = false
        return
      }
      add(label)
    }
    return isSimple && state.pointee.meeting.solve()
  }

  private func add(_ label: FacetLabel) {
    let (layer, neuron) = (Int(label.layer), Int(label.neuron))
    guard layer > 0 else {
      let end = state.pointee.ends[neuron]
      return state.pointee.meeting.add(input: neuron / 2, end.value, error: end.error)
    }
    state.pointee.meeting.add(
      state.pointee.pathMaps.form(layer, neuron), stride: state.pointee.pathMaps.stride(layer),
      errorStart: state.pointee.pathMaps.errorStart(layer))
  }
}
