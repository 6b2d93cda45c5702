/// Functions of single precision numbers in single precision, for the loops of wide networks.
///
/// `VectorMath` goes through double precision, which takes three times as long; these stay within
/// two units in the last place. All are free of branches, so that loops become vectors.
enum SinglePrecision {
  /// `e^x` for x from -87.3 to 88; 0 below, NaN for NaN.
  @inline(__always)
  static func exp(_ x: Float) -> Float {
    // x = n ln 2 + r; adding and taking away 1.5 · 2²³ rounds to n, which stays in the last bits.
    let shifted = Float(12_582_912).addingProduct(x, 1.442_695_04)
    let n = shifted - 12_582_912
    let high = x.addingProduct(n, -0.693_145_752)
    let r = high.addingProduct(n, -1.428_606_77e-6)
    var p: Float = 1.378_059_15e-3
    p = Float(8.373_124_19e-3).addingProduct(p, r)
    p = Float(4.166_953_64e-2).addingProduct(p, r)
    p = Float(0.166_664_720).addingProduct(p, r)
    p = Float(0.499_999_851).addingProduct(p, r)
    p = Float(1).addingProduct(p, r)
    p = Float(1).addingProduct(p, r)
    let power = Float(bitPattern: (shifted.bitPattern &<< 23) &+ 0x3F80_0000)
    return x < -87.3 ? 0 : p * power
  }

  /// `e^(-x²)`.
  @inline(__always)
  static func gaussian(_ x: Float) -> Float {
    // The part of the square that rounding loses counts where the square is large.
    let square = x * x
    let lost = (-square).addingProduct(x, x)
    let value = exp(-square)
    return square > 87.3 ? 0 : value.addingProduct(value, -lost)
  }

  /// The error function: a polynomial below 0.93, one minus the exponential of one beyond.
  @inline(__always)
  static func erf(_ x: Float) -> Float {
    let magnitude = Swift.abs(x)
    let square = x * x
    var small: Float = -5.967_617_03e-4
    small = Float(4.991_194_23e-3).addingProduct(small, square)
    small = Float(-2.676_813_49e-2).addingProduct(small, square)
    small = Float(1.128_199_25e-1).addingProduct(small, square)
    small = Float(-3.761_253_36e-1).addingProduct(small, square)
    small = Float(1.283_791_66e-1).addingProduct(small, square)
    small = x.addingProduct(small, x)
    let t = magnitude > 4 ? 4 : magnitude
    var large = Float(3.831_971_26e-4).addingProduct(-1.728_534_70e-5, t)
    let middle = Float(2.425_462_19e-2).addingProduct(-3.883_964_38e-3, t)
    large = middle.addingProduct(large, t * t)
    large = Float(-1.067_778_77e-1).addingProduct(large, t)
    large = Float(-6.348_466_87e-1).addingProduct(large, t)
    large = Float(-1.287_175_12e-1).addingProduct(large, t)
    large = (-t).addingProduct(large, t)
    large = 1 - exp(large)
    let signed = x < 0 ? -large : large
    return magnitude > 0.927_734_375 ? signed : small
  }

  /// Evaluates a function for each element; the two may be the same memory.
  ///
  /// - Returns: Whether there is such a function here.
  static func evaluate(
    _ atom: ElementwiseFunction.Atom,
    _ a: UnsafePointer<Float>,
    _ d: UnsafeMutablePointer<Float>,
    _ count: Int
  ) -> Bool {
    switch atom {
    case .erf: loop(a, d, count, erf)
    case .gaussian: loop(a, d, count, gaussian)
    case .relu, .step, .sign, .abs, .exp, .log, .sqrt, .reciprocal, .tanh, .sigmoid, .normalCDF,
      .sin, .cos, .polynomial, .rectifiedMonomial:
      return false
    }
    return true
  }

  /// A plain loop, on memory that is seen to be the same or apart.
  @inline(__always)
  private static func loop(
    _ a: UnsafePointer<Float>,
    _ d: UnsafeMutablePointer<Float>,
    _ count: Int,
    _ body: (Float) -> Float
  ) {
    if UnsafePointer(d) == a {
      for i in 0..<count { d[i] = body(d[i]) }
    } else {
      for i in 0..<count { d[i] = body(a[i]) }
    }
  }
}
