import Tensors
import Testing

@testable import Differentiation

/// The executor and plain loops add in different orders: a few rounding errors of numbers near 10.
private let tolerance = 1e-11
private let singleTolerance = 2e-4

@Suite("Execution")
struct ExecutionTests {
  /// A program of random steps on random shapes, kept near 1 in size.
  static func randomProgram(seed: UInt64, steps: Int, scale: Int = 1) -> Program {
    var stream = RandomStream(seed: seed, "program")
    func pick(_ count: Int) -> Int { Int(stream.nextUInt64() % UInt64(count)) }
    let lengths = [2 * scale, 3 * scale, 4]
    let shapes = (0..<3).map { _ in [lengths[pick(3)], lengths[pick(3)]] }
    return Program(inputs: shapes) { inputs in
      var values = inputs
      let functions: [ElementwiseFunction] = [
        .tanh, .relu, .erf, .sin(), .gaussian, .sigmoid, .square.composed(with: .tanh),
      ]
      for _ in 0..<steps {
        let x = values[pick(values.count)]
        let same = values.filter { $0.shape == x.shape }
        let y = same[pick(same.count)]
        switch pick(12) {
        case 0: values.append(x + y)
        case 1: values.append(x * y)
        case 2: values.append(x * 0.5 + y * 0.25)
        case 3: values.append(x.applying(functions[pick(functions.count)]))
        case 4 where x.rank == 2: values.append(x.matmul(y, transposingRight: true) * 0.2)
        case 5 where x.rank == 2: values.append(x.matmul(y, transposingLeft: true) * 0.2)
        case 6 where x.rank == 2: values.append(x.sum(axis: pick(2)) * 0.3)
        case 7 where x.rank == 1:
          let wide = values.filter { $0.rank == 2 && $0.shape[1] == x.shape[0] }
          if let first = wide.last { values.append(first + x) }
        case 8 where x.rank == 1:
          let tall = values.filter { $0.rank == 2 && $0.shape[0] == x.shape[0] }
          if let first = tall.last { values.append(first * x.reshaped(to: x.shape + [1])) }
        case 9: values.append(x.reshaped(to: x.shape.reversed()) - 0.1)
        case 10 where x.rank == 2: values.append(x.softmax())
        case 11 where x.rank == 2: values.append(x.transposed().applying(.tanh))
        default: values.append(1 - x)
        }
      }
      return [values.suffix(8).map { $0.sum() }.reduce(values[0].sum() * 0.01) { $0 + $1 * 0.3 }]
    }
  }

  private func inputs(_ program: Program, seed: UInt64) -> [Tensor] {
    program.inputShapes.enumerated().map {
      Tensor.normal($1, stream: RandomStream(seed: seed).substream($0)) * 0.7
    }
  }

  @Test("random programs, their gradients and Hessian products run as plain loops do")
  func randomPrograms() {
    for seed in 0..<60 as Range<UInt64> {
      let program = Self.randomProgram(seed: seed, steps: 14)
      let inputs = inputs(program, seed: seed)
      let directions = self.inputs(program, seed: seed + 1000)
      for (transformed, values) in [
        (program, inputs), (program.valueAndGradient(), inputs),
        (program.hessianVectorProduct(), inputs + directions),
      ] {
        let found = transformed.evaluate(values)
        let expected = ReferenceInterpreter.evaluate(transformed, values)
        for (found, expected) in zip(found, expected) {
          let error = zip(found.scalars, expected.elements).map { abs($0 - $1) }.max() ?? 0
          let size = expected.elements.map { abs($0) }.max() ?? 0
          #expect(error < tolerance * max(1, size), "seed \(seed)")
        }
      }
    }
  }

  @Test("single precision agrees with double precision")
  func singlePrecision() {
    for seed in 0..<20 as Range<UInt64> {
      let program = Self.randomProgram(seed: seed, steps: 10).valueAndGradient()
      let inputs = inputs(program, seed: seed)
      let double = program.evaluate(inputs)
      let single = program.evaluate(inputs.map { $0.converted(to: .float32) })
      for (single, double) in zip(single, double) {
        #expect(single.dtype == .float32)
        let difference = single.converted(to: .float64) - double
        #expect(difference.norm < singleTolerance * max(1, double.norm), "seed \(seed)")
      }
    }
  }

  @Test("large programs give the same bits on one and several threads")
  func threads() {
    for seed in 0..<6 as Range<UInt64> {
      let program = Self.randomProgram(seed: seed, steps: 12, scale: 128).valueAndGradient()
      let inputs = inputs(program, seed: seed)
      let one = Parallelism.$threads.withValue(1) { program.evaluate(inputs) }
      let two = Parallelism.$threads.withValue(2) { program.evaluate(inputs) }
      let five = Parallelism.$threads.withValue(5) { program.evaluate(inputs) }
      #expect(one == two)
      #expect(one == five)
    }
  }

  /// A step of descent with momentum as a program of parameters, velocity and data.
  private static let step: Program = {
    let loss = Program(inputs: [[3, 2], [2], [5, 3]]) { v in
      [(v[2].matmul(v[0]) + v[1]).applying(.tanh).applying(.square).mean()]
    }
    let gradient = loss.valueAndGradient(withRespectTo: [0, 1])
    return Program(inputs: [[3, 2], [2], [3, 2], [2], [5, 3]]) { v in
      let results = v[0].builder.inline(gradient, [v[0], v[1], v[4]])
      let velocity = [v[2] * 0.9 + results[1], v[3] * 0.9 + results[2]]
      return [results[0], v[0] - velocity[0] * 0.1, v[1] - velocity[1] * 0.1] + velocity
    }
  }()

  @Test("a session that updates its inputs goes the way of repeated evaluation")
  func updates() throws {
    let updates = [(output: 1, input: 0), (2, 1), (3, 2), (4, 3)]
    let session = try ProgramSession(checked: Self.step, updates: updates)
    var state = inputs(Self.step, seed: 3)
    for (index, value) in state.enumerated() { try session.checkedSet(value, input: index) }
    for _ in 0..<10 {
      let results = Self.step.evaluate(state)
      try session.run()
      #expect(abs(try session.checkedOutput(0).scalar - results[0].scalar) < tolerance)
      state.replaceSubrange(0..<4, with: results.dropFirst())
      for (output, input) in updates {
        #expect((try session.checkedInput(input) - state[input]).norm < tolerance)
        #expect(try session.checkedOutput(output) == session.checkedInput(input))
      }
    }
  }

  @Test("plain descent accumulates into the parameters in place")
  func accumulation() throws {
    let loss = Program(inputs: [[3, 2], [5, 3]]) { v in
      [v[1].matmul(v[0]).applying(.tanh).matmul(v[0], transposingRight: true).sum()]
    }
    let gradient = loss.valueAndGradient(withRespectTo: [0])
    let step = Program(inputs: loss.inputShapes) { v in
      let results = v[0].builder.inline(gradient, v)
      return [results[0], v[0] - results[1] * 0.1]
    }
    let session = try ProgramSession(checked: step, updates: [(1, 0)])
    var state = inputs(step, seed: 4)
    for (index, value) in state.enumerated() { try session.checkedSet(value, input: index) }
    for _ in 0..<5 {
      state[0] = step.evaluate(state)[1]
      try session.run()
      #expect((try session.checkedInput(0) - state[0]).norm < tolerance)
    }
  }

  @Test("an output may be fed to an input without a copy")
  func feed() throws {
    let program = Program(inputs: [[3], [3]]) { [$0[0] * $0[1]] }
    let session = try ProgramSession(checked: program)
    try session.checkedSet(Tensor([1, 2, 3]), input: 0)
    try session.checkedSet(Tensor([2, 2, 0.5]), input: 1)
    for _ in 0..<3 {
      try session.run()
      try session.checkedFeed(output: 0, toInput: 0)
    }
    #expect(try session.checkedInput(0) == Tensor([8, 16, 0.375]))
  }

  @Test("outputs may be inputs, constants, views, fills, and the same value twice")
  func plainOutputs() {
    let x = Tensor([[1, 2], [3, 4]])
    let program = Program(inputs: [[2, 2]]) { v in
      let constant = v[0].builder.constant(Tensor([5, 6]))
      let sum = v[0] + 1
      return [
        v[0], v[0].reshaped(to: [4]), constant, v[0].builder.fill(7, shape: [3]), sum, sum,
        sum.reshaped(to: [4]), constant.broadcast(to: [2, 2], axes: [1]),
      ]
    }
    let found = program.evaluate([x])
    #expect(found[0] == x)
    #expect(found[1] == Tensor([1, 2, 3, 4]))
    #expect(found[2] == Tensor([5, 6]))
    #expect(found[3] == Tensor([7, 7, 7]))
    #expect(found[4] == x + 1)
    #expect(found[5] == x + 1)
    #expect(found[6] == Tensor([2, 3, 4, 5]))
    #expect(found[7] == Tensor([[5, 6], [5, 6]]))
  }

  @Test("empty batches, empty products and programs without inputs have their values")
  func degenerate() throws {
    let program = Program(inputs: [[0, 3], [3, 2]]) { v in
      [v[0].matmul(v[1]).applying(.tanh), v[0].sum(axis: 0), v[0].sum()]
    }
    let found = program.evaluate([
      Tensor.zeros([0, 3]), Tensor.ones([3, 2]),
    ])
    #expect(found[0].shape == [0, 2])
    #expect(found[1] == Tensor([0, 0, 0]))
    #expect(found[2].scalar == 0)
    let product = Program(inputs: [[2, 0], [0, 2]]) { [$0[0].matmul($0[1])] }
    #expect(product.evaluate([.zeros([2, 0]), .zeros([0, 2])])[0] == .zeros([2, 2]))
    let constant = try Program(checkedInputs: []) { builder, _ in
      [builder.constant(Tensor([1, 2])) * 3]
    }
    #expect(constant.evaluate([])[0] == Tensor([3, 6]))
  }

  @Test("NaN and infinity pass through every elementwise function")
  func nonFinite() {
    let x = Tensor([.nan, .infinity, -.infinity])
    for (name, function, _) in PrimitiveSample.functions where name != "step" {
      #expect(function(x)[0].scalar.isNaN, "\(name)")
    }
    let rows = Program(inputs: [[2, 2]]) { [$0[0].logSumExp(), $0[0].softmax()] }
    let found = rows.evaluate([Tensor([[.nan, 1], [800, 800]])])
    #expect(found[0][0].scalar.isNaN)
    #expect(abs(found[0][1].scalar - 800.693_147_180_559_9) < 1e-12)
    #expect(found[1][1] == Tensor([0.5, 0.5]))
  }

  @Test("the error function and the Gaussian in single precision keep all but two last bits")
  func singlePrecisionFunctions() {
    let x = Tensor.linspace(from: -11, to: 11, count: 40_001, dtype: .float32)
    for (function, isNormal) in [
      (ElementwiseFunction.erf, { (_: Double) in true }), (.gaussian, { $0 > 1.25e-38 }),
    ] {
      var worst = 0.0
      for (x, found) in zip(x.scalars, function(x).scalars) {
        let expected = function(x)
        if isNormal(expected), expected != 0 { worst = max(worst, abs(found / expected - 1)) }
        if !isNormal(expected) { #expect(abs(found) < 1.3e-38) }
      }
      #expect(worst < 2 * 1.2e-7)
      let special = function(
        Tensor([.nan, .infinity, -.infinity, 0, -1e30, 1e-40], dtype: .float32)
      )
      let expected = [.infinity, -.infinity, 0, -1e30].map { function($0) }
      #expect(special.scalars[0].isNaN)
      #expect(Array(special.scalars[1...4]) == expected)
    }
  }

  @Test("an interruption stops a run with its error")
  func interruption() throws {
    struct Stopped: Error {}
    let session = try ProgramSession(checked: Program(inputs: [[1]]) { [$0[0] + 1] })
    try session.checkedSet(Tensor([1]), input: 0)
    #expect(throws: Stopped.self) {
      try Interruption.$check.withValue(.init { throw Stopped() }) { try session.run() }
    }
  }
}
