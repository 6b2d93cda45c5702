/// The functions that are evaluated a vector at a time.
package enum VectorFunction: String, CaseIterable, Sendable {
  case exp, expMinusOne, log, logOnePlus, squareRoot, reciprocal
  case tanh, sigmoid, erf, erfc, normalCDF, normalPDF
  case sin, cos, asin, acos
  case square, abs, negate, relu, step
}
