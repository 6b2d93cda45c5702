extension Double {
  /// Evaluates a function for `count` elements; the two may be the same memory.
  package static func evaluate(
    _ function: VectorFunction,
    _ source: UnsafePointer<Double>,
    _ destination: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    let run = Run(source: source, destination: destination, count: count)
    switch function {
    case .exp: run.map { VectorMath.exp($0) }
    case .expMinusOne: run.map { VectorMath.expMinusOne($0) }
    case .log: run.map { VectorMath.log($0) }
    case .logOnePlus: run.map { VectorMath.logOnePlus($0) }
    case .tanh: run.map { VectorMath.tanh($0) }
    case .sigmoid: run.map { VectorMath.sigmoid($0) }
    case .erf: run.map { VectorMath.erf($0) }
    case .erfc: run.map { VectorMath.erfc($0) }
    case .normalCDF: run.map { VectorMath.normalCDF($0) }
    case .normalPDF: run.map { VectorMath.normalPDF($0) }
    case .sin: run.map { VectorMath.sin($0) }
    case .cos: run.map { VectorMath.cos($0) }
    case .asin: run.map { VectorMath.asin($0) }
    case .acos: run.map { VectorMath.acos($0) }
    case .squareRoot, .reciprocal, .square, .abs, .negate, .relu, .step:
      function.evaluateSimple(source, destination, count)
    }
  }
}

extension Float {
  /// Evaluates a function for `count` elements; the two may be the same memory.
  package static func evaluate(
    _ function: VectorFunction,
    _ source: UnsafePointer<Float>,
    _ destination: UnsafeMutablePointer<Float>,
    _ count: Int
  ) {
    let run = Run(source: source, destination: destination, count: count)
    switch function {
    case .exp: run.map { VectorMath.exp($0, to: .single) }
    case .expMinusOne: run.map { VectorMath.expMinusOne($0, to: .single) }
    case .log: run.map { VectorMath.log($0, to: .single) }
    case .logOnePlus: run.map { VectorMath.logOnePlus($0, to: .single) }
    case .tanh: run.map { VectorMath.tanh($0, to: .single) }
    case .sigmoid: run.map { VectorMath.sigmoid($0, to: .single) }
    case .erf: run.map { VectorMath.erf($0, to: .single) }
    case .erfc: run.map { VectorMath.erfc($0, to: .single) }
    case .normalCDF: run.map { VectorMath.normalCDF($0, to: .single) }
    case .normalPDF: run.map { VectorMath.normalPDF($0, to: .single) }
    case .sin: run.map { VectorMath.sin($0, to: .single) }
    case .cos: run.map { VectorMath.cos($0, to: .single) }
    case .asin: run.map { VectorMath.asin($0, to: .single) }
    case .acos: run.map { VectorMath.acos($0, to: .single) }
    case .squareRoot, .reciprocal, .square, .abs, .negate, .relu, .step:
      function.evaluateSimple(source, destination, count)
    }
  }
}

/// Memory to read and memory to write.
private struct Run<T: TensorScalar> {
  let source: UnsafePointer<T>
  let destination: UnsafeMutablePointer<T>
  let count: Int
}

extension Run<Double> {
  /// Applies a function to eight elements at a time; the last ones are padded with ones.
  @inline(__always)
  func map(_ function: (Wide) -> Wide) {
    var i = 0
    while i &+ 8 <= count {
      let x = UnsafeRawPointer(source + i).loadUnaligned(as: Wide.self)
      UnsafeMutableRawPointer(destination + i).storeBytes(of: function(x), as: Wide.self)
      i &+= 8
    }
    guard i < count else { return }
    var rest = Wide(repeating: 1)
    for lane in 0..<count &- i { rest[lane] = source[i &+ lane] }
    rest = function(rest)
    for lane in 0..<count &- i { destination[i &+ lane] = rest[lane] }
  }
}

extension Run<Float> {
  /// Applies a function to eight elements at a time; the last ones are padded with ones.
  @inline(__always)
  func map(_ function: (Wide) -> Wide) {
    var i = 0
    while i &+ 8 <= count {
      let x = UnsafeRawPointer(source + i).loadUnaligned(as: SIMD8<Float>.self)
      UnsafeMutableRawPointer(destination + i)
        .storeBytes(of: SIMD8<Float>(function(Wide(x))), as: SIMD8<Float>.self)
      i &+= 8
    }
    guard i < count else { return }
    var rest = SIMD8<Float>(repeating: 1)
    for lane in 0..<count &- i { rest[lane] = source[i &+ lane] }
    rest = SIMD8<Float>(function(Wide(rest)))
    for lane in 0..<count &- i { destination[i &+ lane] = rest[lane] }
  }
}

extension VectorFunction {
  /// The functions that are a few instructions of the processor.
  @inline(__always)
  fileprivate func evaluateSimple<T: TensorScalar>(
    _ source: UnsafePointer<T>,
    _ destination: UnsafeMutablePointer<T>,
    _ count: Int
  ) {
    switch self {
    case .squareRoot: for i in 0..<count { destination[i] = source[i].squareRoot() }
    case .reciprocal: for i in 0..<count { destination[i] = 1 / source[i] }
    case .square: for i in 0..<count { destination[i] = source[i] * source[i] }
    case .abs: for i in 0..<count { destination[i] = source[i].magnitude }
    case .negate: for i in 0..<count { destination[i] = -source[i] }
    case .relu: for i in 0..<count { destination[i] = source[i] <= 0 ? 0 : source[i] }
    case .step:
      for i in 0..<count {
        let x = source[i]
        destination[i] = x > 0 ? 1 : (x <= 0 ? 0 : x)
      }
    case .exp, .expMinusOne, .log, .logOnePlus, .tanh, .sigmoid, .erf, .erfc, .normalCDF,
      .normalPDF, .sin, .cos, .asin, .acos:
      break
    }
  }
}
