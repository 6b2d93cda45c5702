import NotebookModel
import Reports

/// A notebook with something of everything, and made-up results for it.
enum Sample {
  static let text = """
    ---
    title: Kernels of width $n$ & more
    subtitle: A sample
    author: [A. Researcher, B. Student]
    date: 2026-11-21
    abstract: Everything at once.
    tangent: {seed: 2021}
    format: {html: {number-sections: true}}
    ---
    ## Setting {#sec-setting}

    The kernel $\\hat\\Theta_n$ tends to $\\Theta$, see @eq-rate, @fig-rate, @tbl-ends, @claim-rate and
    @sec-setting.[^n] A *word*, a **word**, `code`, a [link](https://example.org/?a=1&b=2 "T"), a
    [bad one](javascript:alert(1)), <b>raw</b> and ![image](plot.png).

    $$
    x < y
    $$ {#eq-rate}

    ```swift
    //| label: setup
    let x = "a < b" // comment
    ```

    | width | error |
    |------:|:-----:|
    | 64 | `{swift} rate` |

    : Errors {#tbl-ends}

    ### Results

    ```swift
    //| label: fig-rate
    //| fig-cap: "Slope `{swift} slope`."
    //| code-fold: show
    Figure(x: "n") { Line(run) }
    ```

    ```swift
    //| label: claim-rate
    Claim("rate", rate, near: -0.5, within: 0.1)
    ```

    ```swift
    //| label: broken
    network(wdth: 1)
    ```

    ```swift
    broken
    ```

    ```swift
    //| echo: false
    table
    ```

    ```swift .noeval
    let shown = 1
    ```

    > [!TIP]
    > Advice.

    > Quoted.

    1. one
       - [x] done
    2. two

    ```bash
    tangent render sample.md
    ```

    <div onclick="x()">raw</div>

    ---

    The end is `{swift} broken.value`.

    [^n]: A footnote with $m$.
    """

  static let notebook = Notebook(parsing: text, path: "notebooks/sample.md")

  static let drawing = """
    <svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" viewBox="0 0 640 400">\
    <title>T</title><desc>D</desc><g class="s1"><path d="M0 0L10 10" stroke="currentColor"/></g></svg>
    """

  static let record = RunRecord(
    seed: 2021,
    precision: "float64",
    threads: 2,
    parameters: [.init(name: "widths", text: "[64, 128]")],
    tangentVersion: "0.1.0",
    swiftVersion: "6.3.1",
    host: "x86_64 Linux, 2 cores",
    started: "2026-11-21T07:00:00Z",
    duration: 83.4,
    sourceDigest: "00ff",
    command: "tangent render notebooks/sample.md"
  )

  static var results: NotebookResults {
    var results = NotebookResults(record: record)
    let failure = notebook.diagnostic(
      .error,
      "incorrect argument label (have 'wdth:', expected 'width:')",
      at: notebook.cells[3].linePositions[0],
      length: 7,
      notes: ["did you mean 'width:'?"]
    )
    results.cells = [
      0: CellResult(
        outputs: [.text("a\n"), .text("b <i>\n"), .value("Network")],
        status: .succeeded,
        duration: 0.2
      ),
      1: CellResult(
        outputs: [
          .figure(
            FigureOutput(svg: drawing, title: "T", description: "D", csv: "n,error\n64,0.5\n")
          )
        ],
        status: .succeeded,
        duration: 2
      ),
      2: CellResult(
        outputs: [
          .claim(
            ClaimOutput(
              statement: "the rate is $n^{-1/2}$",
              measured: "-0.51",
              expected: "-0.5",
              tolerance: "± 0.1",
              margin: "0.09",
              holds: true
            )
          ),
          .claim(
            ClaimOutput(
              statement: "it is <fast>",
              measured: "3",
              expected: "at most 2",
              margin: "-1",
              holds: false
            )
          ),
        ],
        status: .succeeded
      ),
      3: CellResult(outputs: [.text("before\n")], status: .failed(failure)),
      4: CellResult(status: .skipped(dependsOn: ["broken"])),
      5: CellResult(
        outputs: [
          .table(
            TableOutput(
              columns: ["a", "b,c"],
              rows: [["1", "-2"], ["x \"y\"", "<3>"]],
              alignments: [.left, .right]
            )
          )
        ],
        status: .succeeded
      ),
      6: CellResult(status: .displayOnly),
    ]
    results.inlineValues = [0: .text("-0.51"), 1: .text("0.5 < 1"), 2: .skipped]
    return results
  }

  static let style = ".plot{display:block;width:100%}"

  static func report(_ options: ReportOptions = ReportOptions(figureStyle: style)) -> HTMLReport {
    HTMLReport(notebook: notebook, results: results, options: options)
  }
}
