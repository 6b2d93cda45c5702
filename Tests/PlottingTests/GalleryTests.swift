import Foundation
import Plotting
import Testing

@Suite("The gallery") struct GalleryTests {
  @Test("writes pages to look at when GALLERY names a folder")
  func pages() throws {
    guard let folder = ProcessInfo.processInfo.environment["GALLERY"] else { return }
    for theme in FigureTheme.allCases {
      var page = """
        <!DOCTYPE html><html><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <style>:root{\(FigureStyle.properties(theme))}\(FigureStyle.rules)
        body{margin:20px;background:var(--surface);color:var(--ink);font:17px sans-serif}
        main{max-width:704px;margin:auto}</style></head><body><main>
        """
      for entry in Gallery.entries {
        page += "<h4>\(entry.name)</h4>" + entry.figure.svg(identifier: "fig-\(entry.name)")
      }
      page += "</main></body></html>"
      try page.write(
        toFile: "\(folder)/\(theme.rawValue).html",
        atomically: true,
        encoding: .utf8
      )
    }
    for (width, height) in [(320.0, 240.0), (900, 360), (240, 160)] {
      let figures = Gallery.entries.map { entry in
        "<h4>\(entry.name)</h4>"
          + entry.figure.svg(identifier: "fig-\(entry.name)", width: width, height: height)
      }
      try figures.joined().write(
        toFile: "\(folder)/\(Int(width)).html",
        atomically: true,
        encoding: .utf8
      )
    }
    for entry in Gallery.entries {
      try entry.figure.standaloneSVG(theme: .light).write(
        toFile: "\(folder)/\(entry.name).svg",
        atomically: true,
        encoding: .utf8
      )
      try entry.figure.data.write(
        toFile: "\(folder)/\(entry.name).csv",
        atomically: true,
        encoding: .utf8
      )
    }
  }
}
