// Coefficients by Chebyshev interpolation in 60 digits, whose error is within a factor of two or three
// of the best possible; even and odd powers apart, so that two chains run side by side.

extension VectorMath {
  /// erf(a) / a in z = a² for |a| ≤ 1.
  ///
  /// The error is 8e-18 in double precision and 2e-9 in single.
  @inlinable @inline(__always)
  package static func errorPolynomial(_ z: Wide, _ accuracy: Accuracy) -> Wide {
    switch accuracy {
    case .double:
      let square = z * z
      let even = Wide(repeating: 1.3720064546777686e-08)
        .horner(square, 1.6447424703317362e-06)
        .horner(square, 0.00012055294904839707)
        .horner(square, 0.0052239776071164225)
        .horner(square, 0.11283791670945006)
        .horner(square, 1.1283791670955126)
      let odd = Wide(repeating: -7.795898827002142e-10)
        .horner(square, -1.6208483801871705e-07)
        .horner(square, -1.492473690741966e-05)
        .horner(square, -0.0008548325975389692)
        .horner(square, -0.02686617064323777)
        .horner(square, -0.37612638903183543)
      return even.addingProduct(odd, z)
    case .single:
      let square = z * z
      let even = Wide(repeating: 7.875875062685488e-05)
        .horner(square, 0.005189087423433974)
        .horner(square, 0.11283594715160218)
        .horner(square, 1.1283791658483509)
      let odd = Wide(repeating: -0.000801686428716587)
        .horner(square, -0.026854212010626412)
        .horner(square, -0.37612626666720334)
      return even.addingProduct(odd, z)
    }
  }

  /// (a + 3.5) exp(a²) erfc(a) in t = (a - 3.5) / (a + 3.5) for 1 ≤ a ≤ 6 (4 in single precision).
  ///
  /// The error is 5e-16 in double precision and 8e-9 in single.
  @inlinable @inline(__always)
  package static func errorTailPolynomial(_ t: Wide, _ accuracy: Accuracy) -> Wide {
    switch accuracy {
    case .double:
      let square = t * t
      let even = Wide(repeating: 1.9867728171438655e-05)
        .horner(square, -4.23424868257561e-05)
        .horner(square, -0.0013053370504049564)
        .horner(square, 0.02651861952136209)
        .horner(square, 0.22573862164667155)
        .horner(square, 0.6941136466347041)
        .horner(square, 1.08705558926226)
      let odd = Wide(repeating: 1.0723899535537673e-05)
        .horner(square, -7.501939187766435e-05)
        .horner(square, 0.0007144929069222036)
        .horner(square, -0.0031770455112205467)
        .horner(square, -0.0923187068254189)
        .horner(square, -0.4352560267141125)
        .horner(square, -0.9377997245671237)
      return even.addingProduct(odd, t)
    case .single:
      let square = t * t
      let even = Wide(repeating: 0.02842759899738677)
        .horner(square, 0.2257150993172493)
        .horner(square, 0.6941133864211947)
        .horner(square, 1.0870555893273914)
      let odd = Wide(repeating: -0.09195376831037738)
        .horner(square, -0.4352677076163902)
        .horner(square, -0.9377996709469577)
      return even.addingProduct(odd, t)
    }
  }

  /// (a + 3.5) exp(a²) erfc(a) in t = (a - 3.5) / (a + 3.5) for 0.75 ≤ a ≤ 28 (14 in single precision).
  ///
  /// The error is 2e-18 in double precision and 9e-10 in single.
  @inlinable @inline(__always)
  package static func complementPolynomial(_ t: Wide, _ accuracy: Accuracy) -> Wide {
    switch accuracy {
    case .double:
      let square = t * t
      let even = Wide(repeating: 1.1743499873662796e-08)
        .horner(square, -8.946950526913036e-08)
        .horner(square, 5.561762925006215e-07)
        .horner(square, -3.395034522922747e-06)
        .horner(square, 1.864817755421254e-05)
        .horner(square, -4.206237031805055e-05)
        .horner(square, -0.0013053546649639549)
        .horner(square, 0.02651861987958001)
        .horner(square, 0.22573862164749606)
        .horner(square, 0.694113646634643)
        .horner(square, 1.08705558926226)
      let odd = Wide(repeating: -1.416358833592406e-08)
        .horner(square, 1.0846790538832857e-07)
        .horner(square, -7.919321452584218e-07)
        .horner(square, 7.242537689252997e-06)
        .horner(square, -7.477670391344692e-05)
        .horner(square, 0.0007145316270812649)
        .horner(square, -0.003177050337347023)
        .horner(square, -0.09231870663873537)
        .horner(square, -0.4352560267168843)
        .horner(square, -0.937799724567112)
      return even.addingProduct(odd, t)
    case .single:
      let square = t * t
      let even = Wide(repeating: -0.0013323923026685933)
        .horner(square, 0.02652560753293891)
        .horner(square, 0.2257378706673588)
        .horner(square, 0.6941136743328273)
        .horner(square, 1.087055589106203)
      let odd = Wide(repeating: 0.0006494258068178262)
        .horner(square, -0.0031565672878999143)
        .horner(square, -0.09232130696846597)
        .horner(square, -0.43525592017941456)
        .horner(square, -0.937799724728178)
      return even.addingProduct(odd, t)
    }
  }
}
