/// Small cells that use each part of the language, to be mutated.
enum SampleCells {
  static let all = numbers + collections + control + declarations + library

  static let numbers = [
    "let a = 7\nlet b = a * 3 - 2\nprint(a / b, a % b, -a, a << 2, a >> 1, a & b | 1 ^ 2)",
    "var x = 1.5\nx += 2\nprint(x.rounded(), Int(x), sqrt(x) + pow(x, 2), x < 3 ? 1 : 2)",
    "let u: UInt64 = 12\nprint(u &+ 5, u &* 7, UInt64(3) + u, Int(u), ~u)",
    "let f: Float = 2.5\nprint(f * 2, Double(f), min(1, 2, 3), max(2.0, 1), abs(-3))",
    "let t = (x: 1, y: 2.5)\nlet (p, q) = t\nprint(t.x, t.1, p, q, t == (x: 1, y: 2.5))",
    "let o: Int? = 3\nif let o, o > 2 { print(o) }\nprint(o ?? 0, o.map { $0 + 1 } as Any)",
    "let s = \"n = \\(1 + 2), \\([1, 2].map { \"\\($0)\" })\"\nprint(s.count, s.uppercased(), s + \"!\")",
    "let text = \"hello\"\nprint(text[text.index(text.startIndex, offsetBy: 2)], text.prefix(3))",
    "print(String(format: \"%.3f %5d %@\", 1.5, 42, \"x\"), String(255, radix: 16), Int(\"12\") ?? 0)",
  ]

  static let collections = [
    "var a = [3, 1, 2]\na.append(4)\na[0] += 1\na.sort()\nprint(a, a.count, a.first ?? 0, a[1...])",
    "let a = (1...10).filter { $0 % 2 == 0 }.map { $0 * $0 }.reduce(0, +)\nprint(a)",
    "var d = [\"a\": 1, \"b\": 2]\nd[\"c\", default: 0] += 5\nd[\"a\"] = nil\nprint(d, d.keys.sorted())",
    "var s: Set<Int> = [1, 2, 3]\ns.insert(4)\nprint(s.contains(2), s.union([9]).count)",
    "let grid = [[1, 2], [3, 4]]\nprint(grid.flatMap { $0 }, zip(grid[0], grid[1]).map { $0 * $1 })",
    "let words = \"a b c\".split(separator: \" \")\nprint(words.joined(separator: \"-\"), words.count)",
    "for (i, x) in [\"x\", \"y\"].enumerated() where i > 0 { print(i, x) }",
    "for x in stride(from: 0.0, through: 1.0, by: 0.25) { print(x) }",
    "var m = Array(repeating: [0.0], count: 3)\nm[1][0] = 2\nswap(&m[0], &m[1])\nprint(m)",
    "let sorted = [\"b\", \"a\"].sorted { $0 > $1 }\nprint(sorted, [1, 5].max()!, [1, 2].contains(3))",
    "let total = [1.0, 2.0].reduce(into: [:]) { d, x in d[Int(x)] = x }\nprint(total.count)",
    "var slice = [1, 2, 3, 4][1..<3]\nslice[1] = 9\nprint(slice.startIndex, slice, Array(slice))",
  ]

  static let control = [
    "var n = 0\nwhile n < 5 { n += 1; if n == 3 { continue }; if n == 4 { break } }\nprint(n)",
    "outer: for i in 0..<3 { for j in 0..<3 { if i * j == 2 { break outer }; print(i, j) } }",
    "var i = 0\nrepeat { i += 1 } while i < 3\nprint(i)",
    "let n = 4\nswitch n { case 0: print(\"0\"); case 1...3: print(\"few\"); case let x where x > 3: print(x); default: break }",
    "func f(_ n: Int?) -> Int { guard let n, n > 0 else { return 0 }; defer { print(\"end\") }; return n }\nprint(f(3))",
    "let kind = if 1 > 2 { \"a\" } else { \"b\" }\nlet size = switch kind { case \"a\": 1; default: 2 }\nprint(size)",
    "enum Bad: Error { case worse(Int), gone }\nfunc g(_ n: Int) throws -> Int { if n > 1 { throw Bad.worse(n) }; return n }\ndo { print(try g(5)) } catch { print(error) }\nprint((try? g(0)) ?? 9)",
  ]

  static let declarations = [
    "func fact(_ n: Int) -> Int { n < 2 ? 1 : n * fact(n - 1) }\nprint(fact(10))",
    "func apply<T>(_ x: T, times: Int = 2, _ f: (T) -> T) -> T { (0..<times).reduce(x) { y, _ in f(y) } }\nprint(apply(1) { $0 * 3 })",
    "struct P: Equatable { var x: Int; var y = 2; var sum: Int { x + y }; mutating func move(by d: Int) { x += d }; static let zero = P(x: 0, y: 0) }\nvar p = P(x: 1)\np.move(by: 3)\nprint(p, p.sum, p == P.zero)",
    "enum Shape { case circle(Double), square(side: Double), none; var area: Double { switch self { case .circle(let r): return 3 * r * r; case .square(let s): return s * s; case .none: return 0 } } }\nprint(Shape.circle(2).area, Shape.square(side: 3).area)",
    "enum Level: Int { case low = 1, high }\nprint([Level.low, .high].map { $0.rawValue })",
    "indirect enum Tree { case leaf, node(Tree, Int, Tree); func sum() -> Int { switch self { case .leaf: return 0; case .node(let l, let v, let r): return l.sum() + v + r.sum() } } }\nprint(Tree.node(.leaf, 3, .leaf).sum())",
    "func twice(_ x: inout Int, _ a: inout [Int]) { x *= 2; a.append(x) }\nvar v = 2\nvar list: [Int] = []\ntwice(&v, &list)\nprint(v, list)",
    "func counter() -> () -> Int { var n = 0; return { n += 1; return n } }\nlet next = counter()\nprint(next(), next())",
    "let compose: (@escaping (Int) -> Int, @escaping (Int) -> Int) -> (Int) -> Int = { f, g in { f(g($0)) } }\nprint(compose({ $0 + 1 }, { $0 * 2 })(5))",
    "struct M { var rows: [[Double]]; subscript(i: Int, j: Int) -> Double { rows[i][j] } }\nprint(M(rows: [[1, 2]])[0, 1])",
  ]

  static let library = [
    "let net = Network(weightVariance: 2) { Dense(4); for _ in 0..<2 { ReLU() }; if true { Dense(1) } }\nnet",
    "let t = Tensor([1, 2, 3])\nprint(t[0], (t * 2 + t).count)\nexp(t)",
    "let s = sweep(over: [1, 2, 3], repeats: 2) { n, seed in Double(n) + Double(seed) }\nClaim(\"slope\", s.powerLaw.exponent, near: 0, within: 5)",
    "let data = Dataset.sphere(count: 4, dimension: 2).labeled { x in sin(x[0]) }\nlet m = Network { Dense(1) }.initialized(for: data, seed: 7)\nlet run = m.trained(on: data, by: .gradientDescent(learningRate: 0.1), steps: 3) { Probe(\"k\") { $0.ntk(data.inputs).trace } }\nFigure(x: \"s\") { Line(run[\"k\"], label: \"k\").dashed(); SlopeGuide(-0.5) }",
  ]
}
