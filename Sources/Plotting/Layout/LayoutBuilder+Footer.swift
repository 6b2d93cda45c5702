/// Texts below and beside the plot.
extension LayoutBuilder {
  /// The label of the horizontal axis with what its ticks leave out.
  func xLabelLines(_ factor: RichText?) -> [RichText] {
    guard austerity < .withoutLabels else { return [] }
    return RichText(figure.xLabel).adding(factor: factor)
      .wrapped(to: width - 16, size: Typography.body, lines: austerity < .withoutTitle ? 2 : 1)
  }

  var noteLines: [RichText] {
    guard austerity < .withoutNotes else { return [] }
    let lines = model.notes.prefix(4).flatMap {
      RichText.verbatim($0).wrapped(to: width - 12, size: Typography.note, lines: 2)
    }
    return Array(lines.prefix(6))
  }

  func addTickLabels(to layout: inout FigureLayout) {
    for tick in layout.xAxis.ticks {
      guard let label = tick.label else { continue }
      layout.texts.append(
        PlacedText(
          text: label,
          x: layout.xAxis.position(tick.value),
          y: layout.plot.maxY + 19,
          anchor: .middle,
          size: Typography.tick,
          role: "muted"
        )
      )
    }
    addVerticalLabels(layout.yAxis, x: layout.plot.minX - 8, anchor: .end, to: &layout)
    guard let bar = layout.colorBar else { return }
    addVerticalLabels(bar.axis, x: bar.box.maxX + 7, anchor: .start, to: &layout)
  }

  private func addVerticalLabels(
    _ axis: Axis,
    x: Double,
    anchor: PlacedText.Anchor,
    to layout: inout FigureLayout
  ) {
    var taken: [Double] = []
    for tick in axis.ticks {
      guard let label = tick.label else { continue }
      let y = axis.position(tick.value)
      if taken.contains(where: { abs($0 - y) < Typography.tick * 1.1 }) { continue }
      taken.append(y)
      layout.texts.append(
        PlacedText(
          text: label,
          x: x,
          y: y + Typography.tick * 0.35,
          anchor: anchor,
          size: Typography.tick,
          role: "muted"
        )
      )
    }
  }

  /// The label of the horizontal axis and the notes.
  func addFooter(to layout: inout FigureLayout) {
    var y = layout.plot.maxY + 23
    let middle = (layout.plot.minX + layout.plot.maxX) / 2
    for line in xLabelLines(layout.xAxis.factor) {
      let half = line.width(Typography.body) / 2
      let x = min(max(middle, half + 4), width - half - 4)
      layout.texts.append(
        PlacedText(text: line, x: x, y: y + Typography.body, anchor: .middle)
      )
      y += Typography.line
    }
    y = height - Double(noteLines.count) * Typography.noteLine - 5
    for line in noteLines {
      layout.texts.append(
        PlacedText(
          text: line,
          x: 6,
          y: y + Typography.note,
          size: Typography.note,
          role: "muted"
        )
      )
      y += Typography.noteLine
    }
  }
}

extension RichText {
  /// The label of an axis with what its tick labels leave out in parentheses.
  func adding(factor: RichText?) -> RichText {
    guard let factor else { return self }
    return self + .verbatim(isEmpty ? "(" : " (") + factor + .verbatim(")")
  }
}
