extension LayoutBuilder {
  /// Title, legend rows and the labels of the vertical axis and of the color bar, above the plot.
  struct Header {
    typealias Entry = (sample: LegendEntry.Sample, text: RichText)

    var texts: [PlacedText] = []
    var legend: [LegendEntry] = []
    /// Where the plot may begin.
    var height = 6.0
    private let width: Double
    private var yLabels: Range<Int> = 0..<0
    private var barLabel: Int?

    init(_ builder: LayoutBuilder, direct: Bool, frame: Frame) {
      width = builder.width
      addTitle(builder)
      let showsLegend =
        !direct && builder.figure.legend != .none && builder.austerity < .withoutLegend
      let entries = showsLegend ? Self.entries(builder.model, width) : []
      let bar = (builder.model.heatMap?.label ?? .verbatim("")).adding(factor: frame.barFactor)
      let barWidth = min(bar.width(Typography.body), width * 0.45)
      let room = width - 12 - (bar.isEmpty ? 0 : barWidth + 16)
      let y = RichText(builder.figure.yLabel).adding(factor: frame.yFactor)
      let lines = y.wrapped(
        to: room,
        size: Typography.body,
        lines: builder.austerity < .withoutTitle ? 2 : 1
      )
      if builder.austerity < .withoutLabels {
        addRows(entries, lines, bar.truncated(to: barWidth, size: Typography.body))
      }
      height += 9
    }

    private mutating func addTitle(_ builder: LayoutBuilder) {
      guard builder.austerity < .withoutTitle, let title = builder.figure.title else { return }
      let lines = RichText(title).bold.wrapped(to: width - 12, size: Typography.title, lines: 2)
      for line in lines {
        texts.append(PlacedText(text: line, x: 6, y: height + 15, size: Typography.title))
        height += 21
      }
      height += lines.isEmpty ? 0 : 4
    }

    private static func entries(_ model: FigureModel, _ width: Double) -> [Entry] {
      let series = model.series.enumerated().compactMap { index, series in
        series.label.map { (LegendEntry.Sample.series(index), $0) }
      }
      let histograms = model.histograms.enumerated().compactMap { index, histogram in
        histogram.label.map { (LegendEntry.Sample.histogram(index), $0) }
      }
      return (series + histograms).map { sample, text in
        (sample, text.truncated(to: width - 60, size: Typography.body))
      }
    }

    /// The legend shares the row of a short label, or has rows of its own above it.
    private mutating func addRows(_ entries: [Entry], _ lines: [RichText], _ bar: RichText) {
      let legendWidth = entries.reduce(-16) { $0 + Self.width($1.text) }
      let lastWidth = lines.last?.width(Typography.body) ?? 0
      let sharesRow =
        !entries.isEmpty && bar.isEmpty && legendWidth + lastWidth + 28 < width - 12
      if !entries.isEmpty && !sharesRow { addLegend(entries, from: 6) }
      yLabels = texts.count..<texts.count + lines.count
      for (index, line) in lines.enumerated() {
        texts.append(PlacedText(text: line, x: 6, y: height + 14))
        if index < lines.count - 1 { height += Typography.line }
      }
      if !bar.isEmpty {
        barLabel = texts.count
        texts.append(PlacedText(text: bar, x: width - 6, y: height + 14, anchor: .end))
      }
      if sharesRow {
        addLegend(entries, from: width - 6 - legendWidth)
      } else if !lines.isEmpty || !bar.isEmpty {
        height += Typography.line
      }
    }

    private static func width(_ text: RichText) -> Double {
      LegendEntry.sampleWidth + 6 + text.width(Typography.body) * 1.03 + 16
    }

    private mutating func addLegend(_ entries: [Entry], from start: Double) {
      var x = start
      for entry in entries {
        let entryWidth = Self.width(entry.text)
        if x + entryWidth - 16 > width - 4, x > start {
          x = start
          height += 20
        }
        let text = PlacedText(
          text: entry.text,
          x: x + LegendEntry.sampleWidth + 6,
          y: height + 14
        )
        legend.append(LegendEntry(sample: entry.sample, x: x, y: height + 9, text: text))
        x += entryWidth
      }
      height += 20
    }

    /// Moves the labels of a heat map and of its color bar above them, where there is room.
    mutating func align(with layout: FigureLayout) {
      guard let bar = layout.colorBar, yLabels.count <= 1 else { return }
      let label = yLabels.first.map { texts[$0].box.width } ?? 0
      var end = width
      if let barLabel {
        let barWidth = texts[barLabel].box.width
        end = min(bar.box.minX, width - 6 - barWidth)
        guard end - 14 - label >= 6 else { return }
        texts[barLabel].x = end + barWidth
      }
      guard let index = yLabels.first else { return }
      let ticks = layout.yAxis.ticks.compactMap { $0.label?.width(Typography.tick) }.max() ?? 0
      texts[index].x = max(min(layout.plot.minX - ticks - 8, end - 14 - label), 6)
    }
  }
}
