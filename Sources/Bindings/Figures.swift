internal import CellLanguage
internal import Tangent

/// Figures: the axes, scales and styles around the marks.
extension BindingRegistry {
  mutating func registerFigures() {
    protocolType("Mark", summary: "Something that a figure draws.")
    protocolType(
      "PlottableSeries",
      summary: "Points with repeats, which a line can be drawn through."
    )
    resultBuilder("FigureBuilder", element: "any Mark")
    registerScales()
    registerStyles()
    type(
      "Figure",
      Figure.self,
      summary: "Marks on a pair of scales.",
      display: { figure, context in
        .figure(
          svg: figure.svg(
            identifier: context.identifier,
            width: context.width ?? Figure.defaultWidth,
            height: context.height ?? Figure.defaultHeight
          ),
          title: figure.alternativeText,
          description: figure.descriptionText,
          csv: figure.data
        )
      }
    )
    initializer(
      of: "Figure",
      """
      init(x: String = "", y: String = "", title: String? = nil, scales: Scales = .linear, \
      legend: Legend = .automatic, xRange: ClosedRange<Double>? = nil, \
      yRange: ClosedRange<Double>? = nil, @FigureBuilder _ content: () throws -> [any Mark])
      """,
      summary: "A figure of the marks in its braces; labels may hold TeX between dollar signs."
    ) {
      (
        x: String,
        y: String,
        title: String?,
        scales: Scales,
        legend: Legend,
        xRange: ClosedRange<Double>?,
        yRange: ClosedRange<Double>?,
        content: CellFunction
      ) in
      let marks: [CellExistential<any Mark>] = try content()
      return Figure(
        x: x,
        y: y,
        title: title,
        scales: scales,
        legend: legend,
        xRange: xRange,
        yRange: yRange,
        marks: marks.map(\.value)
      )
    }
  }

  private mutating func registerScales() {
    enumeration("AxisScale", AxisScale.self, summary: "How an axis maps numbers to places.")
    type("Scales", Scales.self, summary: "The scales of both axes.", conformsTo: ["Equatable"])
    initializer(of: "Scales", "init(x: AxisScale = .linear, y: AxisScale = .linear)") {
      (x: AxisScale, y: AxisScale) in Scales(x: x, y: y)
    }
    staticMember(of: "Scales", "linear") { Scales.linear }
    staticMember(of: "Scales", "logLog") { Scales.logLog }
    staticMember(of: "Scales", "logX") { Scales.logX }
    staticMember(of: "Scales", "logY") { Scales.logY }
    staticMember(of: "Scales", "log2X") { Scales.log2X }
    staticMember(of: "Scales", "log2Y") { Scales.log2Y }
    staticMember(of: "Scales", "log2XLogY") { Scales.log2XLogY }
    staticMember(of: "Scales", "log2Log2") { Scales.log2Log2 }
    enumeration("Legend", Legend.self, summary: "Where the names of the series are shown.")
  }

  private mutating func registerStyles() {
    enumeration("LinePattern", LinePattern.self, summary: "How a line is dashed.")
    enumeration("MarkerShape", MarkerShape.self, summary: "The shape of a marker.")
    enumeration(
      "HistogramNormalization",
      HistogramNormalization.self,
      summary: "What the heights of a histogram count."
    )
    type("ColorScale", ColorScale.self, summary: "How numbers become colours.")
    staticMember(of: "ColorScale", "automatic") { ColorScale.automatic }
    staticMember(of: "ColorScale", "sequential") { ColorScale.sequential }
    staticMember(of: "ColorScale", "diverging") { ColorScale.diverging }
    staticMember(of: "ColorScale", "logarithmic") { ColorScale.logarithmic }
    type("FigureColor", FigureColor.self, summary: "The colour of a mark.")
    staticMember(of: "FigureColor", "automatic") { FigureColor.automatic }
    staticMember(of: "FigureColor", "func series(_ number: Int) -> FigureColor") {
      (number: Int) in FigureColor.series(number)
    }
    staticMember(of: "FigureColor", "func ordered(_ place: Int, of count: Int) -> FigureColor") {
      (place: Int, count: Int) in FigureColor.ordered(place, of: count)
    }
    let named: [(String, FigureColor)] = [
      ("ink", .ink), ("muted", .muted), ("blue", .blue), ("vermilion", .vermilion),
      ("green", .green), ("purple", .purple), ("ochre", .ochre), ("sky", .sky),
      ("violet", .violet), ("gray", .gray),
    ]
    for (name, color) in named { staticMember(of: "FigureColor", name) { color } }
    type("BandStatistic", BandStatistic.self, summary: "The interval that repeats span.")
    staticMember(of: "BandStatistic", "standardError") { BandStatistic.standardError }
    staticMember(of: "BandStatistic", "standardDeviation") { BandStatistic.standardDeviation }
    staticMember(of: "BandStatistic", "range") { BandStatistic.range }
    staticMember(of: "BandStatistic", "interquartileRange") { BandStatistic.interquartileRange }
    staticMember(
      of: "BandStatistic",
      "func quantiles(_ low: Double, _ high: Double) -> BandStatistic"
    ) { (low: Double, high: Double) in BandStatistic.quantiles(low, high) }
  }
}
