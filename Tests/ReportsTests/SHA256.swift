/// SHA-256 as FIPS 180-4 describes it, to check the digests of the library by a second path.
func sha256(_ message: [UInt8]) -> [UInt8] {
  let primes = firstPrimes(64)
  let k = primes.map { fraction(of: cubeRoot(Double($0))) }
  var h = primes.prefix(8).map { fraction(of: Double($0).squareRoot()) }
  var bytes = message + [0x80]
  while bytes.count % 64 != 56 { bytes.append(0) }
  bytes += (0..<8).map { UInt8(truncatingIfNeeded: (message.count * 8) >> (56 - 8 * $0)) }
  for block in stride(from: 0, to: bytes.count, by: 64) {
    var w = (0..<16).map { word in
      (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[block + 4 * word + $1]) }
    }
    for t in 16..<64 {
      let s0 = turn(w[t - 15], 7) ^ turn(w[t - 15], 18) ^ w[t - 15] >> 3
      let s1 = turn(w[t - 2], 17) ^ turn(w[t - 2], 19) ^ w[t - 2] >> 10
      w.append(w[t - 16] &+ s0 &+ w[t - 7] &+ s1)
    }
    var v = h
    for t in 0..<64 {
      let s1 = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)
      let first = v[7] &+ s1 &+ (v[4] & v[5] ^ ~v[4] & v[6]) &+ k[t] &+ w[t]
      let s0 = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)
      let second = s0 &+ (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2])
      v = [first &+ second, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    h = zip(h, v).map { $0 &+ $1 }
  }
  return h.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
}

private func turn(_ x: UInt32, _ count: UInt32) -> UInt32 { x >> count | x << (32 - count) }

private func firstPrimes(_ count: Int) -> [Int] {
  var primes: [Int] = []
  var candidate = 2
  while primes.count < count {
    if !primes.contains(where: { candidate % $0 == 0 }) { primes.append(candidate) }
    candidate += 1
  }
  return primes
}

/// The first 32 bits after the point.
private func fraction(of x: Double) -> UInt32 { UInt32((x - x.rounded(.down)) * 4_294_967_296) }

private func cubeRoot(_ x: Double) -> Double {
  var root = x.squareRoot()
  for _ in 0..<60 { root = (2 * root + x / (root * root)) / 3 }
  return root
}
