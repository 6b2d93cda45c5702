/// Where everything of a figure goes.
struct FigureLayout: Sendable {
  let model: FigureModel
  let width: Double
  let height: Double
  var plot: Box
  var xAxis: Axis
  var yAxis: Axis
  var texts: [PlacedText] = []
  var legend: [LegendEntry] = []
  var directLabels: [DirectLabel] = []
  var slopes: [PlacedSlope] = []
  var colorBar: PlacedColorBar?
}

extension FigureLayout {
  /// The signs that lines without markers bear here and there, by the index of the series: those
  /// that the rows above name, if there are several and nothing but color tells them apart.
  var sparseSigns: [Int: MarkerShape] {
    var signs: [Int: MarkerShape] = [:]
    for entry in legend {
      guard case .series(let index) = entry.sample else { continue }
      let series = model.series[index]
      let style = series.layer.style
      guard series.layer.isJoined, !series.layer.isBandOnly, series.marker == .none,
        style.markers == .automatic, style.pattern == .solid, series.role.hasPrefix("s")
      else { continue }
      signs[index] = series.sign
    }
    return signs.count > 1 ? signs : [:]
  }
}

/// One name in the rows above the figure: a sample of the mark and the text.
struct LegendEntry: Sendable {
  enum Sample: Sendable { case series(Int), histogram(Int) }
  var sample: Sample
  var x: Double
  /// The height of the middle of the sample.
  var y: Double
  var text: PlacedText

  static let sampleWidth = 26.0
}

/// A name at the end of its line.
struct DirectLabel: Sendable {
  var series: Int
  var text: PlacedText
  /// The end of the line, if the label stands apart from it.
  var leader: (x: Double, y: Double)?
}

/// A slope guide between two points.
struct PlacedSlope: Sendable {
  var slope: Int
  var from: (x: Double, y: Double)
  var to: (x: Double, y: Double)
}

/// The bar that explains the colors of a heat map.
struct PlacedColorBar: Sendable {
  var box: Box
  var axis: Axis
}

extension FigureLayout {
  /// Lays a figure out in a view box.
  init(_ figure: Figure, _ model: FigureModel, width: Double, height: Double) {
    var builder = LayoutBuilder(figure: figure, model: model, width: width, height: height)
    self = builder.layout()
  }
}
