internal import CellLanguage
internal import Tangent

/// Kernels: Gram matrices with their spectrum, norms and comparisons.
extension BindingRegistry {
  mutating func registerKernels() {
    type(
      "Kernel",
      Kernel.self,
      summary: "A Gram matrix between two batches.",
      conformsTo: ["Equatable"]
    )
    initializer(of: "Kernel", "init(_ matrix: Tensor, isSymmetric: Bool)") {
      (matrix: Tensor, isSymmetric: Bool) in try Kernel(checked: matrix, isSymmetric: isSymmetric)
    }
    property(of: "Kernel", "matrix: Tensor") { (kernel: Kernel) in kernel.matrix }
    property(of: "Kernel", "shape: [Int]") { (kernel: Kernel) in kernel.shape }
    property(of: "Kernel", "isSymmetric: Bool") { (kernel: Kernel) in kernel.isSymmetric }
    property(of: "Kernel", "norm: Double", summary: "The Frobenius norm.") {
      (kernel: Kernel) in kernel.norm
    }
    property(of: "Kernel", "trace: Double") { (kernel: Kernel) in try kernel.checkedTrace() }
    property(of: "Kernel", "eigenvalues: [Double]", summary: "Largest first.") {
      (kernel: Kernel) in try kernel.checkedEigenvalues()
    }
    property(of: "Kernel", "conditionNumber: Double") {
      (kernel: Kernel) in try kernel.checkedConditionNumber()
    }
    `subscript`(of: "Kernel", "subscript(_ i: Int, _ j: Int) -> Double") {
      (kernel: Kernel, i: Int, j: Int) in try kernel.checkedElement(i, j)
    }
    method(on: "Kernel", "func distance(to other: Kernel) -> Double") {
      (kernel: Kernel, other: Kernel) in try kernel.checkedDistance(to: other)
    }
    method(
      on: "Kernel",
      "func relativeDistance(to other: Kernel) -> Double",
      summary: "‖A − B‖ / ‖B‖ in the Frobenius norm."
    ) { (kernel: Kernel, other: Kernel) in try kernel.checkedRelativeDistance(to: other) }
    method(on: "Kernel", "func alignment(with y: Tensor) -> Double") {
      (kernel: Kernel, y: Tensor) in try kernel.checkedAlignment(with: y)
    }
    method(on: "Kernel", "func alignment(with other: Kernel) -> Double") {
      (kernel: Kernel, other: Kernel) in try kernel.checkedAlignment(with: other)
    }
    initializer(
      of: "HeatMap",
      "init(_ kernel: Kernel, label: String = \"\", colors: ColorScale = .automatic)"
    ) { (kernel: Kernel, label: String, colors: ColorScale) in
      HeatMap(kernel, label: label, colors: colors)
    }
  }
}
