/// What a running cell may do to the world: print, show, and ask whether to go on.
public struct CellContext: Sendable {
  /// Receives what `print` writes, line end included; called by one thread at a time.
  public var print: @Sendable (String) -> Void
  /// Receives the displays of the cell, in order.
  public var show: @Sendable (Display) -> Void
  /// Asked when a value makes its display; called with the number of the display in the cell.
  public var displayContext: @Sendable (Int) -> DisplayContext
  /// Called every few thousand steps of evaluation, on any thread; an error thrown here ends the cell.
  public var poll: @Sendable () throws -> Void
  /// The deepest nesting of calls, 10,000 by default.
  public var callDepth: Int
  /// The most elements that a collection or characters that a string may have, 2^28 by default.
  public var elementLimit: Int

  /// Makes a context.
  public init(
    print: @escaping @Sendable (String) -> Void = { _ in },
    show: @escaping @Sendable (Display) -> Void = { _ in },
    displayContext: @escaping @Sendable (Int) -> DisplayContext = {
      DisplayContext(identifier: "output-\($0)")
    },
    poll: @escaping @Sendable () throws -> Void = {},
    callDepth: Int = 10_000,
    elementLimit: Int = 1 << 28
  ) {
    self.print = print
    self.show = show
    self.displayContext = displayContext
    self.poll = poll
    self.callDepth = callDepth
    self.elementLimit = elementLimit
  }
}
