internal import CellLanguage
internal import Tangent

/// Tensors: making them, their shape, elements, reductions and linear algebra.
extension BindingRegistry {
  mutating func registerTensors() {
    type(
      "Tensor",
      Tensor.self,
      summary: "A dense array of numbers, row by row.",
      conformsTo: ["Equatable"]
    )
    enumeration("DType", DType.self, summary: "The precision of a tensor's elements.")
    staticMember(of: "DType", "preferred", summary: "The notebook's precision.") {
      DType.preferred
    }
    registerTensorInitializers()
    registerTensorFactories()
    registerTensorShape()
    registerTensorElements()
    registerReductions()
    registerLinearAlgebra()
  }

  private mutating func registerTensorInitializers() {
    initializer(of: "Tensor", "init(_ scalar: Double)") { (value: Double) in Tensor(value) }
    initializer(of: "Tensor", "init(_ values: [Double])") { (values: [Double]) in Tensor(values) }
    initializer(of: "Tensor", "init(_ rows: [[Double]])") {
      (rows: [[Double]]) in try Tensor(checked: rows)
    }
    initializer(of: "Tensor", "init(_ matrices: [[[Double]]])") {
      (matrices: [[[Double]]]) in try Tensor(checked: matrices)
    }
    initializer(of: "Tensor", "init(shape: [Int], values: [Double])") {
      (shape: [Int], values: [Double]) in try Tensor(checkedShape: shape, values: values)
    }
    initializer(of: "Tensor", "init(repeating value: Double, shape: [Int])") {
      (value: Double, shape: [Int]) in try Tensor(checkedRepeating: value, shape: shape)
    }
  }

  private mutating func registerTensorFactories() {
    staticMember(of: "Tensor", "func zeros(_ shape: [Int]) -> Tensor") {
      (shape: [Int]) in try Tensor.checkedZeros(shape)
    }
    staticMember(of: "Tensor", "func ones(_ shape: [Int]) -> Tensor") {
      (shape: [Int]) in try Tensor.checkedOnes(shape)
    }
    staticMember(of: "Tensor", "func full(_ shape: [Int], _ value: Double) -> Tensor") {
      (shape: [Int], value: Double) in try Tensor.checkedFull(shape, value)
    }
    staticMember(of: "Tensor", "func identity(_ size: Int) -> Tensor") {
      (size: Int) in try Tensor.checkedIdentity(size)
    }
    staticMember(of: "Tensor", "func diagonal(_ values: [Double]) -> Tensor") {
      (values: [Double]) in try Tensor.checkedDiagonal(values)
    }
    staticMember(of: "Tensor", "func stacked(_ tensors: [Tensor]) -> Tensor") {
      (tensors: [Tensor]) in try Tensor.checkedStacked(tensors)
    }
    staticMember(
      of: "Tensor",
      "func concatenated(_ tensors: [Tensor], along axis: Int = 0) -> Tensor"
    ) { (tensors: [Tensor], axis: Int) in try Tensor.checkedConcatenated(tensors, along: axis) }
  }

  private mutating func registerTensorShape() {
    property(of: "Tensor", "shape: [Int]") { (tensor: Tensor) in tensor.shape }
    property(of: "Tensor", "rank: Int") { (tensor: Tensor) in tensor.rank }
    property(of: "Tensor", "count: Int") { (tensor: Tensor) in tensor.count }
    property(of: "Tensor", "isEmpty: Bool") { (tensor: Tensor) in tensor.isEmpty }
    property(of: "Tensor", "dtype: DType") { (tensor: Tensor) in tensor.dtype }
    method(on: "Tensor", "func converted(to dtype: DType) -> Tensor") {
      (tensor: Tensor, dtype: DType) in tensor.converted(to: dtype)
    }
    method(on: "Tensor", "func reshaped(to shape: [Int]) -> Tensor") {
      (tensor: Tensor, shape: [Int]) in try tensor.checkedReshaped(to: shape)
    }
    property(of: "Tensor", "flattened: Tensor") { (tensor: Tensor) in tensor.flattened }
    method(on: "Tensor", "func transposed() -> Tensor") {
      (tensor: Tensor) in try tensor.checkedTransposed()
    }
    method(on: "Tensor", "func permuted(_ axes: [Int]) -> Tensor") {
      (tensor: Tensor, axes: [Int]) in try tensor.checkedPermuted(axes)
    }
    method(on: "Tensor", "func broadcast(to shape: [Int]) -> Tensor") {
      (tensor: Tensor, shape: [Int]) in try tensor.checkedBroadcast(to: shape)
    }
  }

  private mutating func registerTensorElements() {
    `subscript`(of: "Tensor", "subscript(_ index: Int) -> Tensor", summary: "A row.") {
      (tensor: Tensor, index: Int) in try tensor.checkedPart(at: index)
    }
    `subscript`(of: "Tensor", "subscript(_ range: Range<Int>) -> Tensor") {
      (tensor: Tensor, range: Range<Int>) in try tensor.checkedParts(in: range)
    }
    `subscript`(of: "Tensor", "subscript(_ i: Int, _ j: Int) -> Double") {
      (tensor: Tensor, i: Int, j: Int) in try tensor.checkedElement(at: [i, j])
    }
    `subscript`(of: "Tensor", "subscript(_ i: Int, _ j: Int, _ k: Int) -> Double") {
      (tensor: Tensor, i: Int, j: Int, k: Int) in try tensor.checkedElement(at: [i, j, k])
    }
    method(on: "Tensor", "func rows(at indices: [Int]) -> Tensor") {
      (tensor: Tensor, indices: [Int]) in try tensor.checkedRows(at: indices)
    }
    property(of: "Tensor", "scalars: [Double]", summary: "All elements, row by row.") {
      (tensor: Tensor) in tensor.scalars
    }
    property(of: "Tensor", "scalar: Double", summary: "The element of a tensor with one.") {
      (tensor: Tensor) in try tensor.checkedScalar()
    }
    property(of: "Tensor", "isFinite: Bool") { (tensor: Tensor) in tensor.isFinite }
  }

  private mutating func registerReductions() {
    method(on: "Tensor", "func sum() -> Double") { (tensor: Tensor) in tensor.sum() }
    method(on: "Tensor", "func mean() -> Double") { (tensor: Tensor) in tensor.mean() }
    method(on: "Tensor", "func min() -> Double") { (tensor: Tensor) in try tensor.checkedMin() }
    method(on: "Tensor", "func max() -> Double") { (tensor: Tensor) in try tensor.checkedMax() }
    method(on: "Tensor", "func sum(axis: Int) -> Tensor") {
      (tensor: Tensor, axis: Int) in try tensor.checkedSum(axis: axis)
    }
    method(on: "Tensor", "func mean(axis: Int) -> Tensor") {
      (tensor: Tensor, axis: Int) in try tensor.checkedMean(axis: axis)
    }
    method(on: "Tensor", "func argMax(axis: Int) -> [Int]") {
      (tensor: Tensor, axis: Int) in try tensor.checkedArgMax(axis: axis)
    }
    property(of: "Tensor", "norm: Double", summary: "The Frobenius norm.") {
      (tensor: Tensor) in tensor.norm
    }
    property(of: "Tensor", "variance: Double") { (tensor: Tensor) in tensor.variance }
    property(of: "Tensor", "standardDeviation: Double") {
      (tensor: Tensor) in tensor.standardDeviation
    }
  }

  private mutating func registerLinearAlgebra() {
    method(on: "Tensor", "func matmul(_ other: Tensor) -> Tensor") {
      (left: Tensor, right: Tensor) in try left.checkedMatmul(right)
    }
    method(on: "Tensor", "func dot(_ other: Tensor) -> Double") {
      (left: Tensor, right: Tensor) in try left.checkedDot(right)
    }
    method(on: "Tensor", "func outer(_ other: Tensor) -> Tensor") {
      (left: Tensor, right: Tensor) in try left.checkedOuter(right)
    }
    method(
      on: "Tensor",
      "func eigenvaluesSymmetric() -> [Double]",
      summary: "Eigenvalues of a symmetric matrix."
    ) { (tensor: Tensor) in try tensor.checkedEigenvaluesSymmetric() }
    method(on: "Tensor", "func singularValues() -> [Double]") {
      (tensor: Tensor) in try tensor.checkedSVD().values
    }
    registerFactorizations()
  }

  private mutating func registerFactorizations() {
    type("CholeskyFactorization", CholeskyFactorization.self, summary: "A = L Lᵀ.")
    property(of: "CholeskyFactorization", "lower: Tensor") {
      (factor: CholeskyFactorization) in factor.lower
    }
    property(of: "CholeskyFactorization", "logDeterminant: Double") {
      (factor: CholeskyFactorization) in factor.logDeterminant
    }
    method(on: "CholeskyFactorization", "func solve(_ right: Tensor) -> Tensor") {
      (factor: CholeskyFactorization, right: Tensor) in try factor.checkedSolve(right)
    }
    method(
      on: "Tensor",
      "func cholesky(ridge: Double = 0) -> CholeskyFactorization",
      summary: "The factor of a positive definite matrix, plus a multiple of the identity."
    ) { (tensor: Tensor, ridge: Double) in try tensor.checkedCholesky(ridge: ridge) }
    method(on: "Tensor", "func solve(_ right: Tensor) -> Tensor") {
      (tensor: Tensor, right: Tensor) in try tensor.checkedSolve(right)
    }
    type("SymmetricEigen", SymmetricEigen.self, summary: "Eigenvalues and eigenvectors.")
    property(of: "SymmetricEigen", "values: [Double]") { (eigen: SymmetricEigen) in eigen.values }
    property(of: "SymmetricEigen", "vectors: Tensor") { (eigen: SymmetricEigen) in eigen.vectors }
    method(on: "Tensor", "func symmetricEigen() -> SymmetricEigen") {
      (tensor: Tensor) in try tensor.checkedSymmetricEigen()
    }
  }
}
