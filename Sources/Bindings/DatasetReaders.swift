internal import CellLanguage
internal import Tangent

/// Readers of data sets from files of the declared folders.
extension BindingRegistry {
  mutating func registerReaders() {
    enumeration("DataPart", DataPart.self, summary: "The training or the test part.")
    enumeration("StandardDataset", StandardDataset.self, summary: "A well-known data set.")
    enumeration("ImageLayout", ImageLayout.self, summary: "Rows of pixels, or images.")
    enumeration("TableHeader", TableHeader.self, summary: "Where a table's column names are.")
    type("PixelScaling", PixelScaling.self, summary: "What becomes of pixels from 0 to 255.")
    let scalings: [(String, PixelScaling)] = [
      ("raw", .raw), ("unit", .unit), ("centered", .centered), ("standardized", .standardized),
    ]
    for (name, scaling) in scalings { staticMember(of: "PixelScaling", name) { scaling } }
    staticMember(of: "PixelScaling", "func sphere(radius: Double) -> PixelScaling") {
      (radius: Double) in PixelScaling.sphere(radius: radius)
    }
    registerImages()
    registerTables()
  }

  private mutating func registerImages() {
    let options = """
      count: Int? = nil, classes: [Int]? = nil, pixels: PixelScaling = .unit, \
      layout: ImageLayout = .flat, targets: LabelEncoding = .oneHot
      """
    staticMember(
      of: "Dataset",
      "func mnist(_ part: DataPart = .train, \(options)) -> Dataset",
      summary: "Handwritten digits, from a folder mnist of the data directories."
    ) {
      (
        part: DataPart,
        count: Int?,
        classes: [Int]?,
        pixels: PixelScaling,
        layout: ImageLayout,
        targets: LabelEncoding
      ) in
      try Dataset.checkedMNIST(
        part,
        count: count,
        classes: classes,
        pixels: pixels,
        layout: layout,
        targets: targets
      )
    }
    staticMember(
      of: "Dataset",
      "func cifar10(_ part: DataPart = .train, \(options)) -> Dataset",
      summary: "Small photographs, from a folder cifar-10-batches-bin."
    ) {
      (
        part: DataPart,
        count: Int?,
        classes: [Int]?,
        pixels: PixelScaling,
        layout: ImageLayout,
        targets: LabelEncoding
      ) in
      try Dataset.checkedCIFAR10(
        part,
        count: count,
        classes: classes,
        pixels: pixels,
        layout: layout,
        targets: targets
      )
    }
  }

  private mutating func registerTables() {
    staticMember(
      of: "Dataset",
      """
      func csv(_ name: String, targets: [String] = [], classes: String? = nil, \
      inputs: [String]? = nil, encoding: LabelEncoding = .oneHot, \
      header: TableHeader = .firstLine, separator: String = ",") -> Dataset
      """,
      summary: "A table from a file of the data directories."
    ) {
      (
        name: String,
        targets: [String],
        classes: String?,
        inputs: [String]?,
        encoding: LabelEncoding,
        header: TableHeader,
        separator: String
      ) in
      try Dataset.checkedCSV(
        name,
        targets: targets,
        classes: classes,
        inputs: inputs,
        encoding: encoding,
        header: header,
        separator: separator
      )
    }
    type(
      "DataDirectory",
      NamespaceTag<DataDirectoryName>.self,
      summary: "The folders in which data sets are looked for."
    )
    staticMember(
      of: "DataDirectory",
      "func contains(_ set: StandardDataset, _ part: DataPart? = nil) -> Bool",
      summary: "Whether the files of a data set are there."
    ) { (set: StandardDataset, part: DataPart?) in DataDirectory.contains(set, part) }
  }
}
