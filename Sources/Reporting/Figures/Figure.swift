public import ExactNumbers

/// A figure of one or more panels, written as SVG.
///
/// The bytes depend on the data alone: every coordinate is computed exactly and rounded to a
/// hundredth of a pixel, so a committed figure can be compared with a new one byte for byte. At 720
/// pixels for the width of a page, text is 9 points in print.
public struct Figure: Hashable, Sendable {
  /// Where the series are named.
  public enum Legend: Hashable, Sendable {
    /// In a list to the right of the panels.
    case right
    /// In rows below the panels.
    case below
    /// Beside the last point of each line.
    case direct
    /// Nowhere.
    case none
  }

  /// What the figure shows, in a few words: the title for screen readers and, if `showsTitle`, over
  /// the panels.
  public var title: String
  /// What there is to see, in a sentence or two, for those who cannot.
  public var summary: String
  /// The panels, row by row.
  public var panels: [Panel]
  /// How many panels stand in a row.
  public var columns: Int
  /// The height of a panel's data area in pixels.
  public var panelHeight: Int
  /// The width of the whole figure in pixels.
  public var width: Int
  /// Where the series are named.
  public var legend: Legend
  /// Whether the title stands over the panels; papers put it in the caption.
  public var showsTitle: Bool
  /// Whether the panels of a column have one horizontal axis, shown under the lowest.
  public var sharesXAxis: Bool
  /// The height of a panel's data area as a part of its width; it then wins over `panelHeight`.
  public var panelAspect: Rational?
  /// What explains the colours of maps, to the right of the panels.
  public var key: FigureKey?

  /// Makes a figure.
  ///
  /// - Parameters:
  ///   - title: what the figure shows, in a few words.
  ///   - summary: what there is to see, in a sentence or two.
  ///   - panels: the panels, row by row.
  ///   - columns: how many panels stand in a row.
  ///   - panelHeight: the height of a panel's data area in pixels.
  ///   - width: the width of the whole figure in pixels.
  ///   - legend: where the series are named.
  ///   - showsTitle: whether the title stands over the panels.
  ///   - sharesXAxis: whether the panels of a column have one horizontal axis.
  ///   - panelAspect: the height of a panel's data area as a part of its width.
  ///   - key: what explains the colours of maps.
  /// - Precondition: there is a panel; `columns` ≥ 1, `panelHeight` ≥ 40, `width` ≥ 200.
  public init(
    title: String, summary: String, panels: [Panel], columns: Int = 1, panelHeight: Int = 300,
    width: Int = 720, legend: Legend = .right, showsTitle: Bool = false, sharesXAxis: Bool = false,
    panelAspect: Rational? = nil, key: FigureKey? = nil
  ) {
    precondition(!panels.isEmpty, "a figure needs a panel")
    precondition(columns >= 1, "\(columns) panels in a row")
    precondition(
      panelHeight >= 40 && width >= 200, "\(width) by \(panelHeight) pixels is too small")
    self.title = title
    self.summary = summary
    self.panels = panels
    self.columns = columns
    self.panelHeight = panelHeight
    self.width = width
    self.legend = legend
    self.showsTitle = showsTitle
    self.sharesXAxis = sharesXAxis
    self.panelAspect = panelAspect
    self.key = key
  }

  /// The figure as an SVG document.
  ///
  /// - Returns: the document, ended by a line feed.
  /// - Complexity: O(points) exact operations.
  public func svg() -> String {
    var writer = SVGWriter()
    let layout = FigureLayout(self)
    let (width, height) = (Length(pixels: self.width), layout.height)
    writer.begin(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": width.text, "height": height.text,
        "viewBox": "0 0 \(width.text) \(height.text)", "role": "img",
        "aria-labelledby": "title summary", "font-family": SVGWriter.fontFamily,
      ])
    writer.element("title", ["id": "title"], content: SVGWriter.escaped(plain(title)))
    writer.element("desc", ["id": "summary"], content: SVGWriter.escaped(plain(summary)))
    writer.rectangle(Frame(left: 0, top: 0, right: width, bottom: height), ["fill": "#ffffff"])
    if showsTitle {
      let middle = Position(x: width / 2, y: FigureLayout.titleBaseline)
      writer.label(
        FigureText(title), at: middle, size: FigureLayout.titleSize,
        ["text-anchor": "middle", "font-weight": "bold"])
    }
    for panel in layout.panels { PanelDrawing(panel).draw(into: &writer) }
    LegendDrawing(layout).draw(into: &writer)
    if let key { KeyDrawing(key).draw(at: layout.keyOrigin, into: &writer) }
    writer.end()
    return writer.text
  }

  private func plain(_ markup: String) -> String {
    FigureText(markup).runs.map { run in
      switch run.position {
      case .normal: run.text
      case .raised: "^" + run.text
      case .lowered: "_" + run.text
      }
    }.joined()
  }
}
