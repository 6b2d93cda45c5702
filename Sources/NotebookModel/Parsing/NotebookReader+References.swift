extension NotebookReader {
  /// Reports references whose label is nowhere, and footnotes without a definition.
  mutating func checkReferences() {
    for reference in references where !isDefined(reference.label) {
      let known = labels.keys.filter { Reference.Kind(label: $0) == reference.kind }
      let suggestion =
        known.isEmpty
        ? "no label of the notebook begins with '\(reference.kind.rawValue)-'"
        : Suggestion.note(for: reference.label, among: known.sorted())
      report(
        .error,
        "the reference '@\(reference.label)' leads nowhere",
        at: reference.range.start,
        length: reference.label.count + 1,
        notes: [suggestion]
      )
    }
  }

  /// Whether a label exists; `fig-x-2` is the second output of the cell `fig-x`.
  private func isDefined(_ label: String) -> Bool {
    if labels[label] != nil { return true }
    guard let dash = label.lastIndex(of: "-"), let number = Int(label[label.index(after: dash)...])
    else { return false }
    return number > 0 && labels[String(label[..<dash])] != nil
  }
}
