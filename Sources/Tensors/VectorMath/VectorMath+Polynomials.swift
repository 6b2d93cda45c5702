// Coefficients by Chebyshev interpolation in 60 digits, whose error is within a factor of two or three
// of the best possible; even and odd powers apart, so that two chains run side by side.

extension VectorMath {
  /// (exp(r) - 1 - r) / r² for |r| ≤ ln 2 / 2.
  ///
  /// The error is 1e-16 in double precision and 7e-8 in single.
  @inlinable @inline(__always)
  package static func exponentialPolynomial(_ r: Wide, _ accuracy: Accuracy) -> Wide {
    switch accuracy {
    case .double:
      let square = r * r
      let even = Wide(repeating: 2.7620088445409746e-07)
        .horner(square, 2.4801521295954376e-05)
        .horner(square, 0.0013888888917213717)
        .horner(square, 0.04166666666662413)
        .horner(square, 0.5000000000000001)
      let odd = Wide(repeating: 2.510038549551032e-08)
        .horner(square, 2.7557268459997064e-06)
        .horner(square, 0.00019841269863053618)
        .horner(square, 0.008333333333330062)
        .horner(square, 0.16666666666666669)
      return even.addingProduct(odd, r)
    case .single:
      let square = r * r
      let even = Wide(repeating: 0.0013926183587713494)
        .horner(square, 0.041666554617204574)
        .horner(square, 0.5)
      let odd = Wide(repeating: 0.008363179052722578)
        .horner(square, 0.16666576989698775)
      return even.addingProduct(odd, r)
    }
  }

  /// (2 artanh(s) / s - 2) / s² in z = s² for |s| ≤ 0.1718.
  ///
  /// The error is 4e-16 in double precision and 2e-7 in single.
  @inlinable @inline(__always)
  package static func logarithmPolynomial(_ z: Wide, _ accuracy: Accuracy) -> Wide {
    switch accuracy {
    case .double:
      let square = z * z
      let even = Wide(repeating: 0.1461916613488797)
        .horner(square, 0.18182895750119193)
        .horner(square, 0.2857142862653362)
        .horner(square, 0.666666666666667)
      let odd = Wide(repeating: 0.1533150161114533)
        .horner(square, 0.22222211043776857)
        .horner(square, 0.3999999999989827)
      return even.addingProduct(odd, z)
    case .single:
      return Wide(repeating: 0.2958202356203656)
        .horner(z, 0.39988734820244165)
        .horner(z, 0.6666668515145278)
    }
  }

  /// (sin(r) / r - 1) / r² in z = r² for |r| ≤ π / 4.
  ///
  /// The error is 3e-17 in double precision and 2e-8 in single.
  @inlinable @inline(__always)
  package static func sinePolynomial(_ z: Wide, _ accuracy: Accuracy) -> Wide {
    switch accuracy {
    case .double:
      let square = z * z
      let even = Wide(repeating: -2.5051131455427946e-08)
        .horner(square, -0.0001984126983675497)
        .horner(square, -0.16666666666666666)
      let odd = Wide(repeating: 1.591810123027412e-10)
        .horner(square, 2.755731610068303e-06)
        .horner(square, 0.008333333333330946)
      return even.addingProduct(odd, z)
    case .single:
      return Wide(repeating: -0.00019587840521305324)
        .horner(z, 0.008332748037517147)
        .horner(z, -0.16666664661114838)
    }
  }

  /// (cos(r) - 1 + r² / 2) / r⁴ in z = r² for |r| ≤ π / 4.
  ///
  /// The error is 2e-18 in double precision and 3e-9 in single.
  @inlinable @inline(__always)
  package static func cosinePolynomial(_ z: Wide, _ accuracy: Accuracy) -> Wide {
    switch accuracy {
    case .double:
      let square = z * z
      let even = Wide(repeating: 2.0876146024689747e-09)
        .horner(square, 2.4801587298763433e-05)
        .horner(square, 0.041666666666666664)
      let odd = Wide(repeating: -1.1382614868556325e-11)
        .horner(square, -2.7557317270560326e-07)
        .horner(square, -0.0013888888888887395)
      return even.addingProduct(odd, z)
    case .single:
      return Wide(repeating: 2.454789161981386e-05)
        .horner(z, -0.0013888302802309161)
        .horner(z, 0.04166666465830042)
    }
  }

  /// (asin(s) / s - 1) / s² in z = s² for |s| ≤ 1 / 2.
  ///
  /// The error is 2e-17 in double precision and 5e-9 in single.
  @inlinable @inline(__always)
  package static func arcSinePolynomial(_ z: Wide, _ accuracy: Accuracy) -> Wide {
    switch accuracy {
    case .double:
      let square = z * z
      let even = Wide(repeating: 0.028757851367421566)
        .horner(square, 0.01740087944269402)
        .horner(square, 0.01032281435018578)
        .horner(square, 0.013971212973552933)
        .horner(square, 0.02237217294214989)
        .horner(square, 0.04464285714635543)
        .horner(square, 0.16666666666666669)
      let odd = Wide(repeating: -0.014851887071247204)
        .horner(square, 0.005457506718640358)
        .horner(square, 0.011479177415184906)
        .horner(square, 0.017352392720869973)
        .horner(square, 0.030381944138531247)
        .horner(square, 0.07499999999998433)
      return even.addingProduct(odd, z)
    case .single:
      let square = z * z
      let even = Wide(repeating: 0.017149238357677253)
        .horner(square, 0.04459940152851218)
        .horner(square, 0.16666666337430908)
      let odd = Wide(repeating: 0.03369084720283012)
        .horner(square, 0.03110066273549457)
        .horner(square, 0.07500094543497424)
      return even.addingProduct(odd, z)
    }
  }
}
