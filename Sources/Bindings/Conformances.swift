public import CellLanguage
public import Tangent

// The library types whose values cells hold, by the module that declares them.

// Tensors
extension Tensor: CellNative {}
extension DType: CellNative {}
extension CholeskyFactorization: CellNative {}
extension SymmetricEigen: CellNative {}
extension Kernel: CellNative {}
extension Dataset: CellNative {}
extension RandomStream: CellNative {}

// Networks
extension Network: CellNative {}
extension Dense: CellNative {}
extension ReLU: CellNative {}
extension Erf: CellNative {}
extension Tanh: CellNative {}
extension Sigmoid: CellNative {}
extension SigmoidLike: CellNative {}
extension GELU: CellNative {}
extension Identity: CellNative {}
extension Abs: CellNative {}
extension Sign: CellNative {}
extension Gaussian: CellNative {}
extension LeakyReLU: CellNative {}
extension PiecewiseLinear: CellNative {}
extension Sin: CellNative {}
extension Cos: CellNative {}
extension Exponential: CellNative {}
extension Monomial: CellNative {}
extension RectifiedMonomial: CellNative {}
extension Polynomial: CellNative {}
extension Parameterization: CellNative {}
extension Initializer: CellNative {}
extension Fan: CellNative {}
extension Model: CellNative {}
extension DenseParameters: CellNative {}
extension Parameters: CellNative {}

// AnalyticKernels
extension KernelKind: CellNative {}
extension Ridge: CellNative {}
extension Predictor: CellNative {}

// EmpiricalKernels
extension KernelMethod: CellNative {}

// Datasets
extension TeacherActivation: CellNative {}
extension LabelEncoding: CellNative {}
extension DataPart: CellNative {}
extension StandardDataset: CellNative {}
extension ImageLayout: CellNative {}
extension TableHeader: CellNative {}
extension PixelScaling: CellNative {}

// Experiments
extension Sweep: CellNative {}
extension SweepTable: CellNative {}
extension SweepGrid: CellNative {}
extension FitWeighting: CellNative {}
extension PowerLaw: CellNative {}
extension Claim: CellNative {}

// Plotting
extension Figure: CellNative {}
extension AxisScale: CellNative {}
extension Scales: CellNative {}
extension Legend: CellNative {}
extension LinePattern: CellNative {}
extension MarkerShape: CellNative {}
extension HistogramNormalization: CellNative {}
extension ColorScale: CellNative {}
extension FigureColor: CellNative {}
extension BandStatistic: CellNative {}
extension Line: CellNative {}
extension Curve: CellNative {}
extension Points: CellNative {}
extension ErrorBars: CellNative {}
extension Band: CellNative {}
extension SlopeGuide: CellNative {}
extension HorizontalRule: CellNative {}
extension VerticalRule: CellNative {}
extension Histogram: CellNative {}
extension HeatMap: CellNative {}

// Dynamics
extension Optimizer: CellNative {}
extension Loss: CellNative {}
extension Probe: CellNative {}
extension TrainingRun: CellNative {}
extension LinearizedTrainingRun: CellNative {}
extension Series: CellNative {}
extension LinearizedModel: CellNative {}
extension LinearizedPath: CellNative {}
extension LossHessian: CellNative {}
