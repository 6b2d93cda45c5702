/// The seed of the notebook, from which sweeps derive those of their points.
public enum RootSeed {
  /// The seed; a scoped setting, 0 by default.
  @TaskLocal public static var value: UInt64 = 0
}
