/// `import Tangent` gives a Swift program all that a notebook cell has.
///
/// The module re-exports the mathematics and the plotting, and holds the few extensions that need
/// both: series and sweeps as lines of a figure, kernels as heat maps.
@_exported public import AnalyticKernels
@_exported public import Datasets
@_exported public import Differentiation
@_exported public import Dynamics
@_exported public import EmpiricalKernels
@_exported public import Experiments
@_exported public import Networks
@_exported public import Plotting
@_exported public import Tensors
