/// The `d` of a path in tenths of a unit: absolute starts, then relative steps, so that rounding
/// never adds up.
struct PathData: Sendable {
  private(set) var text = ""
  private var x = 0
  private var y = 0
  private var lastCommand: Character = " "
  private(set) var pointCount = 0

  var isEmpty: Bool { text.isEmpty }

  mutating func move(_ x: Double, _ y: Double) {
    self.x = NumberText.roundedTenths(x)
    self.y = NumberText.roundedTenths(y)
    text += "M"
    lastCommand = "M"
    append(self.x)
    append(self.y)
    pointCount += 1
  }

  mutating func line(_ x: Double, _ y: Double) {
    let (newX, newY) = (NumberText.roundedTenths(x), NumberText.roundedTenths(y))
    let (dx, dy) = (newX - self.x, newY - self.y)
    guard dx != 0 || dy != 0 else { return }
    if dy == 0 {
      step("h", [dx])
    } else if dx == 0 {
      step("v", [dy])
    } else {
      step("l", [dx, dy])
    }
    (self.x, self.y) = (newX, newY)
    pointCount += 1
  }

  /// A dot for a round line cap.
  mutating func dot(_ x: Double, _ y: Double) {
    move(x, y)
    text += "h0"
    lastCommand = " "
  }

  mutating func close() {
    text += "z"
    lastCommand = " "
  }

  mutating func rectangle(_ box: Box) {
    move(box.minX, box.minY)
    line(box.maxX, box.minY)
    line(box.maxX, box.maxY)
    line(box.minX, box.maxY)
    close()
  }

  private mutating func step(_ command: Character, _ numbers: [Int]) {
    if command != lastCommand {
      text.append(command)
      lastCommand = command
    }
    for number in numbers { append(number) }
  }

  /// A number, with a space before it only where the path would be misread without.
  private mutating func append(_ tenths: Int) {
    let number = NumberText.tenths(tenths)
    if let last = text.last, last.isNumber, !number.hasPrefix("-") { text += " " }
    text += number
  }
}

extension PathData {
  /// The two paths one after the other.
  func appending(_ other: PathData) -> PathData {
    var sum = other
    sum.text = text + other.text
    sum.pointCount = pointCount + other.pointCount
    return sum
  }
}
