import NotebookModel
import Testing

/// Reads a notebook from text.
func read(_ text: String) -> Notebook { Notebook(parsing: text, path: "n.md") }

/// The running text of the only paragraph of a notebook.
func paragraph(_ text: String) -> [Inline] {
  guard case .paragraph(let inlines)? = read(text).blocks.first?.content else { return [] }
  return inlines
}

/// The TeX of every formula in a notebook, in order.
func formulas(_ text: String) -> [String] {
  var result: [String] = []
  func visit(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .math(let math): result.append(math.tex)
      case .emphasis(let inner), .strong(let inner), .link(_, _, let inner): visit(inner)
      default: break
      }
    }
  }
  func visit(_ blocks: [Block]) {
    for block in blocks {
      switch block.content {
      case .paragraph(let inlines), .heading(_, _, let inlines): visit(inlines)
      case .math(let math): result.append(math.tex)
      case .quote(let inner): visit(inner)
      case .callout(let callout): visit(callout.blocks)
      case .list(let list): for item in list.items { visit(item.blocks) }
      case .table(let table): for row in [table.header] + table.rows { row.forEach(visit) }
      case .cell, .code, .thematicBreak, .html: break
      }
    }
  }
  visit(read(text).blocks)
  return result
}

/// Checks what holds of every notebook, however it was written.
func expectLegal(_ notebook: Notebook, sourceLocation: SourceLocation = #_sourceLocation) {
  for cell in notebook.cells {
    let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
    let count = cell.linePositions.isEmpty ? 0 : lines.count
    #expect(cell.linePositions.count == count, sourceLocation: sourceLocation)
    for (line, position) in zip(lines, cell.linePositions) {
      let tail = rest(of: notebook, from: position).drop { $0 == " " || $0 == "\t" }
      let code = line.drop { $0 == " " || $0 == "\t" }
      if tail != code {
        Issue.record("\(position): '\(tail)' is not '\(code)'", sourceLocation: sourceLocation)
      }
    }
  }
  for (index, value) in notebook.inlineValues.enumerated() {
    let first = value.text.prefix { $0 != " " && $0 != "\\" }
    let tail = rest(of: notebook, from: value.position)
    let isThere = tail.hasPrefix(first)
    if value.id != index || !isThere {
      Issue.record(
        "\(value.position): '\(tail)' is not '\(value.text)'",
        sourceLocation: sourceLocation
      )
    }
    #expect(value.afterCell < notebook.cells.count, sourceLocation: sourceLocation)
  }
  for diagnostic in notebook.diagnostics {
    let isThere = diagnostic.line >= 1 && diagnostic.line <= notebook.source.lineCount
    if !isThere || diagnostic.column < 1 || diagnostic.excerpt == nil {
      Issue.record(
        "a diagnostic out of place: \(diagnostic.rendered)",
        sourceLocation: sourceLocation
      )
    }
  }
}

private func rest(of notebook: Notebook, from position: SourcePosition) -> Substring {
  guard let line = notebook.source.line(position.line) else { return "?" }
  return Substring(line.unicodeScalars.dropFirst(position.column - 1))
}
