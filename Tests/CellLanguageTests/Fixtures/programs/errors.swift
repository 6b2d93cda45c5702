enum Failure: Error { case bad(Int), worse }
func risky(_ n: Int) throws -> Int {
  if n < 0 { throw Failure.bad(n) }
  if n > 100 { throw Failure.worse }
  return n * 2
}
do {
  print(try risky(4))
  print(try risky(-1))
  print("not here")
} catch {
  print("caught", error)
}
print((try? risky(5)) as Any, (try? risky(-5)) as Any, (try? risky(500)) ?? -1)
func wrapped(_ n: Int) -> String {
  do { return "ok \(try risky(n))" } catch { return "failed \(error)" }
}
print(wrapped(1), wrapped(101))
func cleanup() throws { defer { print("cleanup") }; throw Failure.worse }
do { try cleanup() } catch { print(error) }
print([1, -1, 3].map { (try? risky($0)) ?? 0 })
