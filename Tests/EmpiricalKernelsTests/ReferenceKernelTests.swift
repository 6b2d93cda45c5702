import EmpiricalKernels
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite("Tangent kernels against reference values")
struct ReferenceKernelTests {
  @Test("the reference file has its six networks")
  func cases() {
    #expect(ReferenceCase.all.count == 6)
  }

  @Test(
    "outputs and kernels agree with the reference",
    arguments: ReferenceCase.all,
    DType.allCases
  )
  func kernels(reference: ReferenceCase, dtype: DType) throws {
    let tolerance = dtype == .float64 ? 1e-9 : 1e-4
    let model = try reference.model(dtype: dtype)
    let x = try reference.tensor("x", dtype: dtype)
    expectClose(model.outputs(x), try reference.tensor("output"), within: tolerance)
    expectClose(model.outputNTK(x), try reference.tensor("ntk"), within: tolerance)
    let traced = model.ntk(x)
    #expect(traced.isSymmetric)
    #expect(traced.matrix.dtype == dtype)
    expectClose(
      traced.matrix * Double(model.outputCount),
      try reference.summedTrace(),
      within: tolerance
    )
  }

  @Test(
    "the Jacobian has the reference norm and its Gram matrix is the kernel",
    arguments: ReferenceCase.all
  )
  func jacobian(reference: ReferenceCase) throws {
    let model = try reference.model()
    let x = try reference.tensor("x")
    let jacobian = model.jacobian(x)
    let (count, outputs) = (x.shape[0], model.outputCount)
    #expect(jacobian.shape == [count, outputs, model.parameterCount])
    expectClose(
      jacobian.norm * jacobian.norm,
      try reference.number("jacobianNormSquared"),
      within: 1e-9
    )
    let rows = jacobian.reshaped(to: [count * outputs, model.parameterCount])
    let products = rows.matmul(rows, transposingRight: true)
      .reshaped(to: [count, outputs, count, outputs]).permuted([0, 2, 1, 3])
    expectClose(model.outputNTK(x), products, within: 1e-12)
  }

  @Test("the Jacobian and vector products give the reference kernels", arguments: ReferenceCase.all)
  func methods(reference: ReferenceCase) throws {
    let model = try reference.model()
    let x = try reference.tensor("x")
    for method in KernelMethod.allCases {
      expectClose(
        model.outputNTK(x, by: method),
        try reference.tensor("ntk"),
        within: 1e-9,
        "\(method)"
      )
    }
  }

  @Test("the Hessian of an output has the reference spectral norm", arguments: ReferenceCase.all)
  func hessian(reference: ReferenceCase) throws {
    let model = try reference.model()
    let norms = model.hessianSpectralNorms(try reference.tensor("x"))
    expectClose(norms[0, 0], try reference.number("outputHessianSpectralNorm"), within: 1e-9)
    #expect(model.hessianSpectralNorm(try reference.tensor("x")) == norms.max())
  }

  @Test(
    "the derivatives by the input have the reference singular values",
    arguments: ReferenceCase.all
  )
  func inputJacobian(reference: ReferenceCase) throws {
    let model = try reference.model()
    let x = try reference.tensor("x")
    let jacobian = model.inputJacobian(x)
    #expect(jacobian.shape == [x.shape[0], model.outputCount, x.shape[1]])
    let first = jacobian[0]
    let expected = try #require(reference.values["inputOutputSingularValues"]).numbers
    expectClose(
      Array(first.singularValues().prefix(expected.count)),
      expected,
      within: 1e-9,
      "the singular values of the input-output Jacobian"
    )
  }
}

extension ReferenceCase {
  /// The reference trace over outputs, whether the file states the sum or the mean.
  func summedTrace() throws -> Tensor {
    let blocks = try tensor("ntk")
    let (n, k) = (blocks.shape[0], blocks.shape[2])
    let values = blocks.scalars
    let sums = (0..<n * n).map { pair in
      (0..<k).reduce(0) { $0 + values[pair * k * k + $1 * (k + 1)] }
    }
    return Tensor(shape: [n, n], values: sums)
  }
}
