import SwiftSyntax

/// A stretch of source: which source, where, how long, in UTF-8 bytes.
struct Place: Hashable, Sendable {
  /// The position of the source among the notebook's cells and inline values.
  var source: Int32
  var offset: Int32
  var length: Int32
  static let nowhere = Place(source: -1, offset: 0, length: 0)
}

/// An expression whose type has been found, or will have been when its statement is checked.
final class Expression {
  indirect enum Kind {
    case integer(UInt64, negative: Bool)
    case floating(Double)
    case boolean(Bool)
    case string([StringPart])
    case nilLiteral
    case variable(Variable)
    case tuple([Expression])
    case array([Expression])
    case dictionary([(key: Expression, value: Expression)])
    case tupleElement(Expression, Int)
    case field(Expression, Int)
    case call(FunctionDeclaration, [Expression], generics: [String: Type])
    case callBinding(BindingUse, [Expression])
    /// A mutating member: the first expression is the place that changes.
    case mutate(BindingUse, Expression, [Expression])
    case callValue(Expression, [Expression])
    case closure(FunctionContext)
    case functionValue(FunctionDeclaration, generics: [String: Type])
    case arithmetic(ArithmeticOperator, Expression, Expression)
    case comparison(ComparisonOperator, Expression, Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    case not(Expression)
    case negate(Expression)
    case complement(Expression)
    case conditional(Expression, Expression, Expression)
    /// The expression as the type of this one: wrapped, erased or described.
    case convert(Expression)
    case forceUnwrap(Expression)
    case coalesce(Expression, Expression)
    /// `base?.body`: the variable holds the unwrapped base while the body is evaluated.
    case optionalChain(Expression, Variable, Expression)
    case element(Expression, Expression)
    case slice(Expression, Expression)
    case lookup(Expression, Expression, otherwise: Expression?)
    case assign(Expression, Expression)
    case update(ArithmeticOperator, Expression, Expression)
    /// A registered operator applied in place: the place, then the value that it gets.
    case updateByCall(Expression, Variable, Expression)
    case inoutArgument(Expression)
    /// Statements that set a variable, then its value: `if` and `switch` expressions.
    case statements([Statement], Variable)
    case makeStructure(StructureDeclaration, [Expression])
    case makeCase(EnumerationDeclaration, Int, [Expression])
    case attempt(Expression)
    case error
  }

  enum StringPart {
    case text(String)
    case value(Expression)
  }

  let kind: Kind
  var type: Type
  let place: Place

  init(_ kind: Kind, _ type: Type, _ place: Place) {
    (self.kind, self.type, self.place) = (kind, type, place)
  }
}

/// A registered declaration as used at one place.
struct BindingUse {
  let binding: Binding
  /// The types that stand for the owner's and the function's generic parameters.
  var generics: [String: Type]
  /// What the member belongs to, if its receiver is the first argument.
  var receiver: Type?
}

enum ArithmeticOperator: String {
  case add = "+", subtract = "-", multiply = "*", divide = "/", remainder = "%"
  case wrappingAdd = "&+", wrappingSubtract = "&-", wrappingMultiply = "&*"
  case and = "&", or = "|", xor = "^", shiftLeft = "<<", shiftRight = ">>"

  /// Whether it is for integers only.
  var isIntegral: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide: false
    default: true
    }
  }
}

enum ComparisonOperator: String {
  case equal = "==", unequal = "!=", less = "<", lessEqual = "<=", greater = ">", greaterEqual =
    ">="
  var isEquality: Bool { self == .equal || self == .unequal }
}

/// A variable, constant or parameter.
final class Variable: Hashable {
  let name: String
  var type: Type
  let isMutable: Bool
  let place: Place
  /// The function that it is local to; nil for the variables of the notebook.
  let owner: FunctionContext?
  /// Its place among the notebook's variables.
  var globalIndex: Int?
  /// Whether some closure or local function uses it from outside its owner.
  var isCaptured = false
  var isInout = false

  init(
    _ name: String,
    _ type: Type,
    isMutable: Bool,
    place: Place,
    owner: FunctionContext?,
    globalIndex: Int? = nil
  ) {
    (self.name, self.type, self.isMutable, self.place) = (name, type, isMutable, place)
    (self.owner, self.globalIndex) = (owner, globalIndex)
  }

  static func == (a: Variable, b: Variable) -> Bool { a === b }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// The inside of a function, closure or cell while and after it is checked.
final class FunctionContext {
  enum Kind { case cell, function, closure }
  let kind: Kind
  let name: String
  let parent: FunctionContext?
  var parameters: [Variable] = []
  var result: Type = .void
  var body: [Statement] = []
  var isSendable = false
  /// The accumulator of a result builder and the type of its elements.
  var collector: (variable: Variable, element: Type)?
  /// Variables of the enclosing functions that are used inside, in order of first use.
  var captures: [Variable] = []
  /// Local functions that are called or named inside.
  var localFunctions: [FunctionDeclaration] = []
  var place: Place = .nowhere
  /// Whether the context may throw to its caller without `try` being wrong.
  var sawReturn = false

  init(_ kind: Kind, _ name: String, parent: FunctionContext?) {
    (self.kind, self.name, self.parent) = (kind, name, parent)
  }

  func capture(_ variable: Variable) {
    if !captures.contains(variable) { captures.append(variable) }
  }
}

/// A function that a cell declares.
final class FunctionDeclaration {
  let name: String
  let signature: Signature
  let place: Place
  let context: FunctionContext
  /// The expressions of left-out arguments.
  var defaults: [Expression?] = []
  /// The `self` of a method.
  var receiver: Variable?
  /// The type that a method belongs to.
  var owner: String?
  let cell: Int
  var isChecked = false

  init(
    name: String,
    signature: Signature,
    place: Place,
    context: FunctionContext,
    cell: Int
  ) {
    (self.name, self.signature, self.place) = (name, signature, place)
    (self.context, self.cell) = (context, cell)
  }

  /// Whether it is declared inside another function.
  var isLocal: Bool { context.parent.map { $0.kind != .cell } ?? false }
}

/// A structure that a cell declares.
final class StructureDeclaration {
  struct Field {
    let name: String
    let type: Type
    let isMutable: Bool
    var defaultValue: Expression?
  }
  let name: String
  var fields: [Field] = []
  init(name: String) { self.name = name }
}

/// An enumeration that a cell declares.
final class EnumerationDeclaration {
  struct Case {
    let name: String
    let labels: [String?]
    let types: [Type]
    var rawValue: Value?
  }
  let name: String
  var cases: [Case] = []
  var rawType: Type?
  init(name: String) { self.name = name }
}

/// A loop or switch that `break` and `continue` may name.
final class Loop {
  let label: String?
  let isSwitch: Bool
  init(label: String?, isSwitch: Bool = false) { (self.label, self.isSwitch) = (label, isSwitch) }
}

indirect enum Statement {
  case expression(Expression, shows: Bool)
  case declare(Pattern, Expression)
  /// A variable that is given its value later.
  case declareEmpty(Variable)
  case function(FunctionDeclaration)
  case ifElse([Condition], [Statement], [Statement])
  case guardElse([Condition], [Statement])
  case whileLoop(Loop, [Condition], [Statement])
  case repeatLoop(Loop, [Statement], Expression)
  case forIn(Loop, Pattern, Expression, element: Type, filter: Expression?, [Statement])
  case switchOn(Loop, Variable, Expression, [SwitchCase])
  case returnValue(Expression?)
  case breakLoop(Loop)
  case continueLoop(Loop)
  case fallThrough
  case deferred([Statement])
  case block(Loop?, [Statement])
  /// An element of a result builder; the flag tells an array to be flattened.
  case collect(Expression, isArray: Bool)
  case throwing(Expression, Place)
  case attempt([Statement], [CatchClause])
}

struct SwitchCase {
  var items: [(pattern: Pattern, filter: Expression?)]
  var isDefault: Bool
  var body: [Statement]
}

struct CatchClause {
  var variable: Variable?
  var pattern: Pattern?
  var filter: Expression?
  var body: [Statement]
}

enum Condition {
  case boolean(Expression)
  /// `let pattern = optional`.
  case unwrap(Pattern, Expression)
  /// `case pattern = subject`.
  case match(Pattern, Variable, Expression)
}

/// What a value is taken apart or tested by.
indirect enum Pattern {
  case wildcard
  case bind(Variable)
  case tuple([Pattern])
  /// A test of the subject, which stands in the variable while the expression is evaluated.
  case test(Variable, Expression)
  /// A value that is not nil.
  case some(Pattern)
  case isNil
  case enumerationCase(Int, [Pattern])
}
