import Tensors

// The fused loop. Buffers and scratch blocks begin at multiples of 128 bytes and are padded to
// whole vectors, so every loop runs over whole vectors of 16 elements.
extension PointwiseKernel {
  /// About how many nanoseconds all tiles take on one core.
  var cost: Double {
    steps.reduce(0) { total, step in
      if case .apply = step.operation { total + Double(count) } else { total + Double(count) / 8 }
    }
  }

  func run(tile: Int, _ memory: Memory, scratch: UnsafeMutableRawPointer) {
    switch memory.dtype {
    case .float32: run(tile: tile, memory, scratch, of: Float.self)
    case .float64: run(tile: tile, memory, scratch, of: Double.self)
    }
  }

  private func run<T: TensorScalar>(
    tile: Int,
    _ memory: Memory,
    _ scratch: UnsafeMutableRawPointer,
    of type: T.Type
  ) {
    let registers = scratch.assumingMemoryBound(to: T.self)
    let end = min(count, (tile + 1) * Self.tile)
    func place(_ location: Location, at start: Int) -> UnsafeMutablePointer<T> {
      switch location {
      case .register(let index): registers + index * Self.block
      case .buffer(let index): memory.pointer(index, of: T.self) + start
      }
    }
    steps.withUnsafeBufferPointer { steps in
      var start = tile * Self.tile
      while start < end {
        let length = min(Self.block, end - start)
        for step in steps {
          let d = place(step.destination, at: start)
          if case .load(let pattern) = step.operation {
            guard case .buffer(let index) = step.first else { continue }
            load(memory.pointer(index, of: T.self), pattern, start: start, into: d, length)
          } else {
            let a = place(step.first, at: start)
            let b = place(step.second, at: start)
            evaluate(step.operation, UnsafePointer(a), UnsafePointer(b), d, length)
          }
        }
        start += length
      }
    }
  }
}

/// Applies a function to whole vectors.
@inline(__always)
private func map<T: TensorScalar>(
  _ a: UnsafePointer<T>,
  _ d: UnsafeMutablePointer<T>,
  _ count: Int,
  _ body: (SIMD16<T>) -> SIMD16<T>
) {
  let a = UnsafeRawPointer(a).assumingMemoryBound(to: SIMD16<T>.self)
  let d = UnsafeMutableRawPointer(d).assumingMemoryBound(to: SIMD16<T>.self)
  for i in 0..<((count + 15) / 16) { d[i] = body(a[i]) }
}

/// Applies a function of two operands to whole vectors.
@inline(__always)
private func zip<T: TensorScalar>(
  _ a: UnsafePointer<T>,
  _ b: UnsafePointer<T>,
  _ d: UnsafeMutablePointer<T>,
  _ count: Int,
  _ body: (SIMD16<T>, SIMD16<T>) -> SIMD16<T>
) {
  let a = UnsafeRawPointer(a).assumingMemoryBound(to: SIMD16<T>.self)
  let b = UnsafeRawPointer(b).assumingMemoryBound(to: SIMD16<T>.self)
  let d = UnsafeMutableRawPointer(d).assumingMemoryBound(to: SIMD16<T>.self)
  for i in 0..<((count + 15) / 16) { d[i] = body(a[i], b[i]) }
}

@inline(__always)
private func evaluate<T: TensorScalar>(
  _ operation: PointwiseKernel.Operation,
  _ a: UnsafePointer<T>,
  _ b: UnsafePointer<T>,
  _ d: UnsafeMutablePointer<T>,
  _ count: Int
) {
  switch operation {
  case .add: zip(a, b, d, count) { $0 + $1 }
  case .multiply: zip(a, b, d, count) { $0 * $1 }
  case .addScaled(let factor):
    let factor = SIMD16<T>(repeating: T(factor))
    zip(a, b, d, count) { $0 + factor * $1 }
  case .addConstant(let value):
    let value = SIMD16<T>(repeating: T(value))
    map(a, d, count) { $0 + value }
  case .scale(let factor):
    let factor = SIMD16<T>(repeating: T(factor))
    map(a, d, count) { $0 * factor }
  case .fill(let value):
    let value = SIMD16<T>(repeating: T(value))
    map(a, d, count) { _ in value }
  case .copy: map(a, d, count) { $0 }
  case .load: break
  case .apply(let atom): apply(atom, a, d, count)
  }
}

private func apply<T: TensorScalar>(
  _ atom: ElementwiseFunction.Atom,
  _ a: UnsafePointer<T>,
  _ d: UnsafeMutablePointer<T>,
  _ count: Int
) {
  if T.self == Float.self {
    let source = UnsafeRawPointer(a).assumingMemoryBound(to: Float.self)
    let destination = UnsafeMutableRawPointer(d).assumingMemoryBound(to: Float.self)
    if SinglePrecision.evaluate(atom, source, destination, count) { return }
  }
  switch atom {
  // The comparisons are arranged so that NaN stays NaN.
  case .relu: choose(a, d, count) { $0 <= 0 ? 0 : $0 }
  case .step: choose(a, d, count) { $0 > 0 ? 1 : $0 <= 0 ? 0 : $0 }
  case .sign: choose(a, d, count) { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }
  case .abs: choose(a, d, count) { $0 < 0 ? -$0 : $0 }
  case .sqrt: map(a, d, count) { $0.squareRoot() }
  case .reciprocal: map(a, d, count) { SIMD16<T>(repeating: 1) / $0 }
  case .exp: T.evaluate(.exp, a, d, count)
  case .log: T.evaluate(.log, a, d, count)
  case .tanh: T.evaluate(.tanh, a, d, count)
  case .sigmoid: T.evaluate(.sigmoid, a, d, count)
  case .erf: T.evaluate(.erf, a, d, count)
  case .normalCDF: T.evaluate(.normalCDF, a, d, count)
  case .sin: T.evaluate(.sin, a, d, count)
  case .cos: T.evaluate(.cos, a, d, count)
  case .gaussian:
    map(a, d, count) { -$0 * $0 }
    T.evaluate(.exp, d, d, count)
  case .polynomial(let coefficients):
    map(a, d, count) { x in
      var value = SIMD16<T>(repeating: 0)
      for coefficient in coefficients.reversed() {
        value = value * x + SIMD16<T>(repeating: T(coefficient))
      }
      return value
    }
  case .rectifiedMonomial(let degree):
    choose(a, d, count) { x in
      let base = x <= 0 ? 0 : x
      var value = base
      for _ in 1..<max(degree, 1) { value *= base }
      return value
    }
  }
}

/// Applies a function that chooses between values.
///
/// Comparisons of generic vectors are slow, but plain loops become vectors if source and result are
/// seen to be apart or the same.
@inline(__always)
private func choose<T: TensorScalar>(
  _ a: UnsafePointer<T>,
  _ d: UnsafeMutablePointer<T>,
  _ count: Int,
  _ body: (T) -> T
) {
  if UnsafePointer(d) == a {
    for i in 0..<count { d[i] = body(d[i]) }
  } else {
    for i in 0..<count { d[i] = body(a[i]) }
  }
}

/// Copies elements of a smaller operand to their places in a block.
private func load<T: TensorScalar>(
  _ source: UnsafeMutablePointer<T>,
  _ pattern: BroadcastPattern,
  start: Int,
  into d: UnsafeMutablePointer<T>,
  _ count: Int
) {
  if pattern.modulus == 1 {
    d.update(repeating: source[0], count: count)
    return
  }
  var done = 0
  if pattern.repeats == 1 {
    var position = start % pattern.modulus
    while done < count {
      let length = min(count - done, pattern.modulus - position)
      (d + done).update(from: source + position, count: length)
      done += length
      position = 0
    }
    return
  }
  var position = start / pattern.repeats % pattern.modulus
  var left = pattern.repeats - start % pattern.repeats
  while done < count {
    let length = min(count - done, left)
    (d + done).update(repeating: source[position], count: length)
    done += length
    left = pattern.repeats
    position = position + 1 == pattern.modulus ? 0 : position + 1
  }
}
