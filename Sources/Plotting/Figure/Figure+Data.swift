extension Figure {
  /// The data that the figure shows, as comma-separated values with full precision.
  ///
  /// One table with a header line for the series (`series,x,y` and, where there are any, bounds
  /// and numbers of samples), one for histograms and one for a heat map, with an empty line
  /// between them. Values that are not finite are empty fields.
  public var data: String {
    let model = FigureModel(self)
    var tables: [String] = []
    let layers = marks.flatMap(\.content.layers)
    let series = layers.compactMap { if case .series(let layer) = $0 { layer } else { nil } }
    if !series.isEmpty { tables.append(DataTable.series(series)) }
    if !model.histograms.isEmpty { tables.append(DataTable.histograms(model.histograms)) }
    for case .heatMap(let map) in layers { tables.append(DataTable.cells(map.rows)) }
    return tables.joined(separator: "\n")
  }
}

/// Tables as comma-separated values (RFC 4180, lines ended by a line feed).
enum DataTable {
  static func series(_ layers: [SeriesLayer]) -> String {
    var columns: [(name: String, value: (SeriesLayer, Int) -> String)] = [
      ("series", { layer, _ in field(layer.label ?? "") }),
      ("x", { number($0.x[$1]) }),
      ("y", { number($0.y[$1]) }),
    ]
    func add(_ name: String, _ interval: @escaping (SeriesLayer) -> Interval?) {
      guard layers.contains(where: { interval($0) != nil }) else { return }
      columns.append(("\(name)lower", { layer, row in number(interval(layer)?.lower[row]) }))
      columns.append(("\(name)upper", { layer, row in number(interval(layer)?.upper[row]) }))
    }
    let hasBoth = layers.contains { $0.band != nil } && layers.contains { $0.errorBars != nil }
    add(hasBoth ? "band_" : "", \.band)
    add(hasBoth ? "bar_" : "", \.errorBars)
    add("x_", \.horizontalBars)
    if layers.contains(where: { $0.sampleCounts != nil }) {
      columns.append(("samples", { layer, row in layer.sampleCounts.map { "\($0[row])" } ?? "" }))
    }
    var text = columns.map(\.name).joined(separator: ",") + "\n"
    for layer in layers {
      for row in layer.x.indices {
        text += columns.map { $0.value(layer, row) }.joined(separator: ",") + "\n"
      }
    }
    return text
  }

  static func histograms(_ histograms: [DrawnHistogram]) -> String {
    var text = "series,from,to,count,height\n"
    for histogram in histograms {
      let name = field(histogram.label?.plain ?? "")
      for bin in histogram.bins {
        text +=
          "\(name),\(number(bin.low)),\(number(bin.high)),\(bin.count),\(number(bin.height))\n"
      }
    }
    return text
  }

  /// The matrix itself, without a header.
  static func cells(_ rows: [[Double]]) -> String {
    rows.map { $0.map { number($0) }.joined(separator: ",") + "\n" }.joined()
  }

  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
