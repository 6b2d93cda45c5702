/// The expectations of a polynomial and its derivatives over one Gaussian variable.
///
/// For u of variance k, m_j(k) = E φ⁽ʲ⁾(u) = Σ_i a_{j+2i} (j+2i)!/(2ⁱ i!) kⁱ, and then
/// C = Σ_j m_j(k₁) m_j(k₂) k₃ʲ/j! and Ċ = Σ_j m_{j+1}(k₁) m_{j+1}(k₂) k₃ʲ/j!.
struct HermiteMoments: Sendable, Hashable {
  /// `rows[j][i]` is the coefficient of kⁱ in m_j.
  let rows: [[Double]]
  /// `1/j!`.
  let inverseFactorials: [Double]

  init(coefficients: [Double]) {
    let degree = coefficients.count - 1
    rows = (0...max(degree, 0)).map { j in
      stride(from: j, through: degree, by: 2).map { m in
        let i = (m - j) / 2
        // m!/(2ⁱ i!) as a product that stays in range: (i+1)…m divided by 2 i times.
        let factorials = (0..<m - i).reduce(1.0) { $0 * Double(i + 1 + $1) }
        return coefficients[m] * factorials * scale(i)
      }
    }
    inverseFactorials = (0...max(degree, 0)).map { j in
      1 / (0..<j).reduce(1.0) { $0 * Double($1 + 1) }
    }
  }

  /// m_j(k).
  func moment(_ j: Int, variance: Double) -> Double {
    guard j < rows.count else { return 0 }
    return rows[j].reversed().reduce(0) { $0 * variance + $1 }
  }
}

/// 2⁻ⁱ.
private func scale(_ i: Int) -> Double { Double(sign: .plus, exponent: -i, significand: 1) }
