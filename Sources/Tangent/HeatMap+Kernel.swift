public import Plotting
public import Tensors

extension HeatMap {
  /// A heat map of a kernel, the first input at the top left.
  public init(_ kernel: Kernel, label: String = "", colors: ColorScale = .automatic) {
    self.init(kernel.matrix, label: label, colors: colors)
  }

  /// A heat map of a matrix, shape `[rows, columns]`; another rank is drawn as one row.
  public init(_ matrix: Tensor, label: String = "", colors: ColorScale = .automatic) {
    let scalars = matrix.scalars
    let width = matrix.rank == 2 ? matrix.shape[1] : scalars.count
    let starts = width > 0 ? Array(stride(from: 0, to: scalars.count, by: width)) : []
    self.init(starts.map { Array(scalars[$0..<($0 + width)]) }, label: label, colors: colors)
  }
}
