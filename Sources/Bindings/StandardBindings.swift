public import CellLanguage

/// What notebook cells can call of the library: the one place that knows both.
///
/// Each file registers one area; a registration's text is the library's own declaration, so that
/// `tangent help` shows it and a test compiles it against the library.
public enum StandardBindings {
  /// The registry of everything.
  ///
  /// Cheap: signatures are parsed when a cell first uses their name.
  public static func registry() -> BindingRegistry {
    var registry = BindingRegistry()
    registry.registerTensors()
    registry.registerTensorFunctions()
    registry.registerRandomTensors()
    registry.registerKernels()
    registry.registerNetworks()
    registry.registerActivations()
    registry.registerInitializers()
    registry.registerModels()
    registry.registerPredictions()
    registry.registerTraining()
    registry.registerLinearized()
    registry.registerLossHessian()
    registry.registerDatasets()
    registry.registerReaders()
    registry.registerExperiments()
    registry.registerClaims()
    registry.registerFigures()
    registry.registerMarks()
    return registry
  }
}
