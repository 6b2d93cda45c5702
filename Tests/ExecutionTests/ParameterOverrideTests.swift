import NotebookModel
import Testing

@testable import Execution

@Suite("Parameters from the command line")
struct ParameterOverrideTests {
  static let values: [(String, NotebookModel.ParameterValue)] = [
    ("width", .int(4)), ("rate", .double(0.5)), ("name", .string("a")), ("deep", .bool(false)),
    ("widths", .array([.int(1), .int(2)])), ("rates", .array([.double(0.1)])),
  ]
  let declared = values.map {
    NotebookModel.Parameter(name: $0.0, value: $0.1, position: SourcePosition(line: 2, column: 1))
  }

  @Test(
    "a text becomes a value of the declared type",
    arguments: [
      ("width=8", "width", ParameterValue.int(8)),
      ("width:8", "width", .int(8)),
      ("rate=1", "rate", .double(1)),
      ("rate=1e-3", "rate", .double(0.001)),
      ("name=x=y", "name", .string("x=y")),
      ("deep=true", "deep", .bool(true)),
      ("widths=64,128", "widths", .array([.int(64), .int(128)])),
      ("widths=[64, 128]", "widths", .array([.int(64), .int(128)])),
      ("rates=1,2.5", "rates", .array([.double(1), .double(2.5)])),
    ]
  )
  func accepts(text: String, name: String, expected: ParameterValue) throws {
    let result = try ParameterOverride.apply([text], to: declared)
    #expect(result.first { $0.name == name }?.value == expected)
    #expect(
      result.filter { $0.name != name }.map(\.value)
        == declared.filter { $0.name != name }.map(\.value)
    )
  }

  @Test(
    "a text of another type is refused",
    arguments: [
      "width=8.5", "width=", "rate=fast", "rate=nan", "deep=1", "widths=1,x", "widths=1,,2",
      "widths=",
    ]
  )
  func refuses(text: String) {
    do throws(ParameterError) {
      let result = try ParameterOverride.apply([text], to: declared)
      Issue.record("accepted as \(result.map(\.value))")
    } catch {
      guard case .wrongType = error else {
        Issue.record("refused for another reason: \(error)")
        return
      }
    }
  }

  @Test("each error says what was found and what to do")
  func sentences() {
    #expect(
      ParameterError.malformed("width").description == "-P width: a parameter is written name=value"
    )
    #expect(
      ParameterError.unknown("widht", suggestion: "width", declared: ["width", "rate"]).description
        == "-P widht: the notebook declares no such parameter (it has width, rate); did you mean width?"
    )
    #expect(
      ParameterError.unknown("a", suggestion: nil, declared: []).description
        == "-P a: the notebook declares no such parameter (it has none)"
    )
    #expect(
      ParameterError.wrongType(name: "width", text: "x", expected: "Int").description
        == "-P width=x: the notebook declares width as Int"
    )
  }
}
