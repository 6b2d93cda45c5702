print(1 / 2, 7 / 2, -7 / 2, 7 % 3, -7 % 3)
print(Int.max, Int.min, UInt64.max)
let a = 5, b = 3
print(a + b * 2 - (a - b) / 2, a & b, a | b, a ^ b, ~a, a << 3, a >> 1)
print(Int.max &+ 1, Int.min &- 1, 3 &* 4)
let seed: UInt64 = 0x9E3779B97F4A7C15
print(seed, seed >> 32, seed &* 3, seed ^ (seed >> 30))
var state: UInt64 = 1
for _ in 0..<5 {
  state = state &* 6364136223846793005 &+ 1442695040888963407
  print(state >> 33, terminator: " ")
}
print()
print(Int(3.99), Int(-3.99), Int("42") ?? -1, Int("x") ?? -1, Int("ff", radix: 16) ?? 0)
print(String(255, radix: 16), String(255, radix: 2), 10.isMultiple(of: 5), (-5).signum(), abs(-4))
let (q, r) = 17.quotientAndRemainder(dividingBy: 5)
print(q, r, max(1, 5, 3), min(4, 2))
print(1_000_000, 0b1011, 0o17, 0xFF)
var gcd = (48, 36)
while gcd.1 != 0 { gcd = (gcd.1, gcd.0 % gcd.1) }
print(gcd.0)
print((1...10).reduce(1, *), (1...20).filter { $0 % 3 == 0 })
let big = UInt64(12), i = Int(big) + 1
print(i, UInt64(i) * big, Double(big) / 5)
print(5.description + "!", (3).nonzeroBitCount, 8.trailingZeroBitCount)
