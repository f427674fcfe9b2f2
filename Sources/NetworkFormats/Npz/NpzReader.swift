internal import ExactNumbers

/// Reads the arrays of a `.npz` archive and makes a network of them.
enum NpzReader {
  static func read(
    _ bytes: [UInt8], _ options: NetworkReadingOptions
  ) throws(FormatProblem) -> NetworkFile {
    let archive = try ZipArchive(bytes)
    let headers = try self.headers(of: archive)
    var arrays: [NamedArray] = []
    for (member, header) in zip(archive.members, headers) {
      let name = String(member.name.dropLast(".npy".count))
      let content = try archive.content(of: member)
      do {
        arrays.append(
          NamedArray(
            name: name, type: header.type, shape: header.shape,
            elements: try NpyArray.elements(content, header, options.weights)))
      } catch {
        throw FormatProblem("\(FormatProblem.excerpt(name)): \(error.text)")
      }
    }
    return try LayerInference.file(of: arrays, format: .npz, options)
  }

  /// The headers of all arrays; no array is read before all of them together are small enough and
  /// each member is as long as its header says.
  private static func headers(of archive: ZipArchive) throws(FormatProblem) -> [NpyHeader] {
    var headers: [NpyHeader] = []
    var elements = 0
    for member in archive.members {
      let name = FormatProblem.excerpt(member.name)
      guard member.name.hasSuffix(".npy") else {
        throw FormatProblem("\(name) is no array; an .npz file holds members that end in .npy")
      }
      let beginning = try archive.prefix(of: member, limit: NpyHeader.sizeLimit)
      let header: NpyHeader
      do {
        header = try NpyHeader(beginning)
      } catch {
        throw FormatProblem("\(name): \(error.text)")
      }
      guard member.size == header.byteCount else {
        throw FormatProblem(
          "\(name): it has \(member.size) bytes where its shape \(shapeText(header.shape)) asks for "
            + "\(header.byteCount)")
      }
      elements += header.count
      guard elements <= NetworkFile.parameterLimit else {
        throw FormatProblem.tooManyParameters(elements)
      }
      headers.append(header)
    }
    return headers
  }
}
