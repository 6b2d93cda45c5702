import Foundation
import Testing

@testable import Plotting

@Suite("Data, description and style") struct OutputTests {
  @Test("series become a table with the bounds and counts that they have")
  func table() {
    let points = [PlotPoint(x: 64, samples: [1, 3]), PlotPoint(x: 128, samples: [2, 2])]
    let figure = Figure {
      Line(points, label: "a, \"b\"").band(.range)
      Line(x: [1, 2.5], y: [0.1, .nan])
    }
    #expect(
      figure.data == """
        series,x,y,lower,upper,samples
        "a, ""b""\",64,2,1,3,2
        "a, ""b""\",128,2,2,2,2
        ,1,0.1,,,
        ,2.5,,,,

        """
    )
    #expect(Figure { HeatMap([[1, 2], [0.5, .nan]]) }.data == "1,2\n0.5,\n")
    #expect(
      Figure { Histogram([0, 1], bins: 1, label: "h") }.data
        == "series,from,to,count,height\nh,0,1,2,2\n"
    )
    #expect(Figure { SlopeGuide(1) }.data == "")
  }

  @Test("numbers of a table are read back exactly")
  func precision() {
    for value in [
      0.1, Double.leastNonzeroMagnitude * 99, 1.0 / 3, -2, 1e300, 123_456_789_012_345_680,
    ] {
      #expect(Double(DataTable.number(value)) == value)
    }
  }

  @Test("the description names axes, series, ends and slopes")
  func description() {
    let x = [64.0, 128, 256, 512]
    let figure = Figure(x: "width $n$", y: "error", scales: .logLog) {
      Line(x: x, y: x.map { 2 / $0.squareRoot() }, label: "Gaussian")
      SlopeGuide(-0.5)
      HorizontalRule(0.1, label: "target")
    }
    #expect(figure.alternativeText == "error against width n: a line (Gaussian).")
    let text = figure.descriptionText
    #expect(text.contains("Horizontal axis: width n, logarithmic, from"))
    #expect(text.contains("Line Gaussian: 4 points, from 0.25 at 64 to 0.0884 at 512"))
    #expect(text.contains("least-squares slope −0.5 in the logarithms"))
    #expect(text.contains("Guide: n^(−1/2), slope −0.5."))
    #expect(text.contains("Horizontal rule at 0.1, target."))
    #expect(Gallery.cells.alternativeText == "Heat map of Θ(x_i, x_j), 10 by 10.")
    #expect(Figure {}.alternativeText == "y against x: an empty figure.")
  }

  private func luminance(_ hex: String) -> Double {
    let channels = stride(from: 1, to: 7, by: 2).map { offset -> Double in
      let start = hex.index(hex.startIndex, offsetBy: offset)
      let value = Double(Int(hex[start..<hex.index(start, offsetBy: 2)], radix: 16) ?? 0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  private func contrast(_ a: String, _ b: String) -> Double {
    let values = [luminance(a), luminance(b)].sorted()
    return (values[1] + 0.05) / (values[0] + 0.05)
  }

  @Test("all colors but the grid's reach contrast 4.5 on their surface (WCAG AA for text)")
  func contrast() {
    for theme in FigureTheme.allCases {
      let surface = FigureStyle.color(of: "surface", in: theme) ?? ""
      for (role, _, _) in FigureStyle.palette where role != "surface" && role != "grid" {
        let ratio = contrast(FigureStyle.color(of: role, in: theme) ?? "", surface)
        #expect(ratio >= 4.5, "\(role) \(theme): \(ratio)")
      }
    }
  }

  @Test("the sheet sets every role in both themes, and nothing external")
  func sheet() {
    for (role, light, dark) in FigureStyle.palette {
      #expect(FigureStyle.css.contains("--\(role):\(light);"))
      #expect(FigureStyle.css.contains("--\(role):\(dark);"))
      #expect(FigureStyle.rules.contains("var(--\(role))"))
    }
    #expect(!FigureStyle.css.contains("http") && !FigureStyle.css.contains("url("))
    #expect(FigureStyle.color(of: "nonsense", in: .light) == nil)
    #expect(FigureStyle.css.utf8.count < 4000)
  }

  @Test("text of readers is escaped everywhere")
  func escaping() {
    let hostile = "</text><script>alert(1)</script>\"'&\u{1}"
    let figure = Figure(x: hostile, y: hostile, title: hostile) {
      Line(x: [0.0, 1], y: [0, 1], label: hostile)
      HorizontalRule(0.5, label: hostile)
    }
    let svg = figure.svg(identifier: hostile)
    #expect(XMLTree(svg) != nil)
    #expect(!svg.contains("<script"))
  }
}
