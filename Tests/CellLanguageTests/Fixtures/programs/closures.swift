func makeCounter() -> () -> Int {
  var n = 0
  return {
    n += 1; return n
  }
}
let c1 = makeCounter(), c2 = makeCounter()
print(c1(), c1(), c2())
func compose<A, B, C>(_ f: @escaping (A) -> B, _ g: @escaping (B) -> C) -> (A) -> C { { g(f($0)) } }
let h = compose({ (x: Int) in Double(x) / 2 }, { "<\($0)>" })
print(h(5))
func apply(_ n: Int, _ f: (Int) -> Int) -> Int { f(n) }
print(apply(3) { $0 * $0 }, apply(4, { x in x + 1 }), apply(5, { -$0 }))
let add: (Int, Int) -> Int = { $0 + $1 }
let ops: [String: (Int, Int) -> Int] = ["+": add, "*": { $0 * $1 }, "-": (-)]
print(ops["+"]!(2, 3), ops["*"]!(2, 3), ops["-"]!(2, 3))
func run(first: () -> Int, second: () -> Int) -> Int { first() * 10 + second() }
print(
  run {
    1
  } second: {
    2
  }
)
var total = 0
[1, 2, 3].forEach { total += $0 }
print(total)
func outer(_ n: Int) -> Int {
  func inner(_ k: Int) -> Int { k <= 0 ? 0 : k + inner(k - 1) + n }
  return inner(3)
}
print(outer(10))
func fact(_ n: Int) -> Int { n < 2 ? 1 : n * fact(n - 1) }
print(fact(15), [1, 2, 3].map(fact), ["a", "b"].map { $0 + "!" })
let fs = (1...3).map { i in { (x: Int) in x * i } }
print(fs.map { $0(10) })
func defaults(_ a: Int, b: Int = 2, c: Int = 3) -> [Int] { [a, b, c] }
print(defaults(1), defaults(1, c: 9), defaults(1, b: 8))
func variadic(_ xs: Double..., label: String = "s") -> String { "\(label)\(xs.reduce(0, +))" }
print(variadic(), variadic(1, 2.5), variadic(1, label: "t"))
func swapped(_ a: inout Int, _ b: inout Int) { (a, b) = (b, a) }
var p = 1, q = 2
swapped(&p, &q)
swap(&p, &q)
swapped(&p, &q)
print(p, q)
var list = [1, 2, 3]
func double(_ x: inout [Int]) { for i in x.indices { x[i] *= 2 } }
double(&list)
print(list, [3, 1, 2].sorted(by: <), [1, 2, 3].reduce(1, *))
func twice(_ f: (Double) -> Double, _ x: Double) -> Double { f(f(x)) }
print(
  twice({ $0 * 1.5 }, 2),
  twice(
    { x in
      let y = x + 1; return y * y
    },
    1
  )
)
func pick<T: Comparable>(_ a: T, _ b: T) -> T { a < b ? a : b }
print(pick(3, 2), pick("b", "a"), pick(1.5, 2))
func swapPair<T, U>(_ p: (T, U)) -> (U, T) { (p.1, p.0) }
print(swapPair((1, "x")))
let lazySum = { (xs: [Int]) -> Int in
  var s = 0; for x in xs { s += x }; return s
}
print(lazySum([1, 2, 3]))
