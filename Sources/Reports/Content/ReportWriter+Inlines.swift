import NotebookModel

extension ReportWriter {
  /// What running text stands in.
  enum Surroundings {
    case plain
    /// Within a link there can be no other link.
    case link
  }

  /// Writes running text.
  mutating func write(_ text: [Inline], within surroundings: Surroundings = .plain) {
    for inline in text { write(inline, surroundings) }
  }

  private mutating func write(_ inline: Inline, _ surroundings: Surroundings) {
    switch inline {
    case .text(let text): page.text(text)
    case .softBreak: page.raw("\n")
    case .lineBreak: page.raw("<br/>\n")
    case .code(let text): page.element("code", text)
    case .emphasis(let inner): wrap("em", inner, surroundings)
    case .strong(let inner): wrap("strong", inner, surroundings)
    case .link(let url, let title, let inner): writeLink(url, title, inner, surroundings)
    case .image(let url, let title, let alternative): writeImage(url, title, alternative)
    case .math(let math):
      page.element("code", ["class": "math", "id": math.isDisplay ? math.label : nil], math.tex)
      if let label = math.label, let number = numbering.equations[label] {
        page.text(" (\(number))")
      }
    case .value(let id): writeValue(id)
    case .reference(let reference): write(reference, surroundings)
    case .citation(let keys): page.text("[" + keys.joined(separator: "; ") + "]")
    case .footnote(let name): writeFootnoteMark(name, surroundings)
    case .html(let text): if !text.hasPrefix("<!--") { page.text(text) }
    }
  }

  private mutating func wrap(_ name: String, _ inner: [Inline], _ surroundings: Surroundings) {
    page.open(name)
    write(inner, within: surroundings)
    page.close(name)
  }

  private mutating func writeLink(
    _ url: String,
    _ title: String,
    _ inner: [Inline],
    _ surroundings: Surroundings
  ) {
    guard !url.isEmpty, surroundings != .link else { return write(inner, within: surroundings) }
    page.open("a", ["href": url, "title": title.isEmpty ? nil : title])
    write(inner, within: .link)
    page.close("a")
  }

  private mutating func writeImage(_ url: String, _ title: String, _ alternative: String) {
    guard url.hasPrefix("data:") else {
      let name = url.isEmpty ? "not embedded" : url
      return page.element(
        "span",
        ["class": "value"],
        "[image: \(alternative.isEmpty ? name : alternative) (\(name))]"
      )
    }
    page.open("img", ["src": url, "alt": alternative, "title": title.isEmpty ? nil : title])
    page.closeEmpty()
  }

  private mutating func writeValue(_ id: Int) {
    switch results.inlineValues[id] {
    case .text(let text): page.element("span", ["class": "value"], text.typesetNumber)
    case .failed(let diagnostic):
      page.element("span", ["class": "failed-value", "title": diagnostic.message], "error")
    case .skipped, nil: page.element("span", ["class": "failed-value"], "not computed")
    }
  }

  private mutating func write(_ reference: Reference, _ surroundings: Surroundings) {
    guard let target = numbering.targets[reference.label] else {
      diagnostics.append(
        notebook.diagnostic(
          .warning,
          "'@\(reference.label)' refers to something that this run did not make",
          at: reference.range.start,
          length: reference.label.count + 1
        )
      )
      return page.element("span", ["class": "failed-value"], "@" + reference.label)
    }
    guard surroundings != .link else { return page.text(target.text) }
    page.element("a", ["href": "#" + target.id], target.text)
  }

  private mutating func writeFootnoteMark(_ name: String, _ surroundings: Surroundings) {
    guard let number = numbering.footnotes[name],
      notebook.footnotes.contains(where: { $0.name == name })
    else { return page.text("[^\(name)]") }
    let id = mentioned.insert(name).inserted ? " id=\"mention-\(number)\"" : ""
    guard surroundings != .link else { return page.raw("<sup>\(number)</sup>") }
    page.raw("<sup\(id)><a href=\"#note-\(number)\">\(number)</a></sup>")
  }
}

extension String {
  /// A number with a true minus sign; any other text as it is.
  var typesetNumber: String {
    guard utf8.first == UInt8(ascii: "-"), utf8.count > 1 else { return self }
    let isNumber = utf8.dropFirst().allSatisfy {
      (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "%")
    }
    return isNumber ? "−" + dropFirst() : self
  }
}
