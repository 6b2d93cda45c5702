/// The style sheet of a report.
///
/// One grid: on a wide screen the contents stand beside the text column, which is as wide as a
/// figure; on a phone everything stands in one column and wide things scroll in their own box.
enum Stylesheet {
  /// The whole sheet: the page, the figures, the theme.
  static func text(figures: String, theme: String) -> String {
    // A sheet never holds "<": so nothing can end the element early.
    ([page, figures, print, theme].joined(separator: "\n")).filter { $0 != "<" }
  }

  private static let page = """
    :root{color-scheme:light dark;--ink:#1f2328;--muted:#59616d;--grid:#e3e6ea;--surface:#fff;\
    --panel:#f6f7f9;--rule:#d5d9df;--link:#0a5fa5;--good:#176639;--good-panel:#eaf6ee;\
    --bad:#b3261e;--bad-panel:#fdf0ee;--warn:#7a5200;--warn-panel:#fdf6e3;--note-panel:#eef4fb;\
    --k:#8a2be2;--str:#a3331a;--num:#0b5cad;--com:#5d6b5f;--typ:#0f6674;--fun:#6a4a00;\
    --mono:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;\
    --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;\
    --serif:"Iowan Old Style","Palatino Linotype",Palatino,"URW Palladio L",Georgia,"Liberation Serif",serif}
    @media screen and (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--muted:#a0a8b4;--grid:#31363e;\
    --surface:#16181d;--panel:#1e2127;--rule:#3a4049;--link:#7cbcf5;--good:#6fd39a;--good-panel:#16291e;\
    --bad:#ff9a8f;--bad-panel:#341c1a;--warn:#e9c46a;--warn-panel:#2d2715;--note-panel:#18242f;\
    --k:#cda5ff;--str:#ff9d7a;--num:#7fc0ff;--com:#97a598;--typ:#6fd2df;--fun:#e3c27a}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
    body{margin:0;background:var(--surface);color:var(--ink);font:1.0625rem/1.6 var(--serif);\
    display:grid;grid-template-columns:minmax(1.125rem,1fr) minmax(0,43rem) minmax(1.125rem,1fr);\
    overflow-wrap:break-word}
    body>*{grid-column:2;min-width:0}
    h1,h2,h3,h4,h5,h6,nav,summary,figcaption,table,.verdict,.links,.byline,.kind,.record,.claim,\
    .notice,.head{font-family:var(--sans)}
    h1{font-size:2rem;line-height:1.18;margin:3rem 0 .5rem;letter-spacing:-.015em;text-wrap:balance}
    h2{font-size:1.4rem;line-height:1.25;margin:2.6rem 0 .7rem;letter-spacing:-.01em;text-wrap:balance}
    h3{font-size:1.15rem;line-height:1.3;margin:2rem 0 .5rem}
    h4,h5,h6{font-size:1rem;margin:1.6rem 0 .4rem}
    p,ul,ol,blockquote,pre,dl{margin:0 0 1rem}
    p,li,dd{text-wrap:pretty;hyphens:auto}
    li>p{margin-bottom:.4rem}ul,ol{padding-left:1.5rem}li::marker{color:var(--muted)}
    :is(h1,h2,h3,h4,h5,h6,a) .math{color:inherit}li>ul,li>ol{margin-bottom:.3rem}li>p+ul,li>p+ol{margin-top:-.2rem}.tick{list-style:none;margin-left:-1.3rem}
    a{color:var(--link);text-decoration-thickness:.06em;text-underline-offset:.15em}
    a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px}
    hr{border:0;border-top:1px solid var(--rule);margin:2.2rem auto;width:30%}
    img{max-width:100%;height:auto}
    blockquote{margin-inline:0;padding-left:1rem;border-left:3px solid var(--rule);color:var(--muted)}
    code,pre{font-family:var(--mono);font-size:.855em;font-variant-ligatures:none}
    :not(pre)>code{background:var(--panel);padding:.1em .3em;border-radius:3px;overflow-wrap:anywhere}
    pre{line-height:1.5;font-size:.8125rem;padding:.75rem .9rem;background:var(--panel);border-radius:6px;\
    overflow-x:auto;tab-size:4;max-width:100%}pre code{font-size:inherit}
    .math{background:none;padding:0;font-family:var(--mono);font-size:.83em;color:var(--typ)}
    .equation{display:flex;align-items:center;gap:1rem;margin:0 0 1rem}
    .equation pre{flex:1;margin:0;padding:.55rem .8rem;min-width:0;white-space:pre-wrap;overflow-wrap:anywhere;text-align:left;background:none;border:1px solid var(--rule);color:var(--typ)}
    .equation>span{color:var(--muted);font-family:var(--sans);font-size:.9rem}
    .byline{color:var(--muted);margin:0 0 .9rem;font-size:.95rem}
    .subtitle{font-size:1.15rem;color:var(--muted);margin:0 0 .6rem;font-family:var(--sans)}
    .verdict{display:flex;flex-wrap:wrap;gap:.25rem .9rem;padding:.6rem .9rem;border-radius:6px;font-size:.925rem;\
    background:var(--panel);margin:0 0 1.4rem;border-left:4px solid var(--rule)}
    .verdict b{font-weight:650}.verdict span{color:var(--muted)}
    .verdict.good{border-color:var(--good);background:var(--good-panel)}.verdict.good b{color:var(--good)}
    .verdict.bad{border-color:var(--bad);background:var(--bad-panel)}.verdict.bad b{color:var(--bad)}
    .abstract{margin:0 0 1.6rem;padding-left:1rem;border-left:3px solid var(--rule)}
    .abstract p:last-child{margin:0}
    nav{font-size:.9rem;margin:0 0 1.5rem}
    nav ol{list-style:none;padding:0;margin:0}nav ol ol{padding-left:.9rem}
    nav a{display:block;padding:.18rem 0;color:var(--muted);text-decoration:none;line-height:1.35}
    nav a:hover{color:var(--link);text-decoration:underline}
    nav .kind{font-weight:650;margin:0 0 .3rem;font-size:.78rem;letter-spacing:.06em;text-transform:uppercase;color:var(--muted)}
    .number{color:var(--muted);font-weight:500;margin-right:.5em}
    .value{font-variant-numeric:tabular-nums}
    .failed-value{color:var(--bad);background:var(--bad-panel);padding:0 .25em;border-radius:3px;font-family:var(--sans);font-size:.85em}
    .scroll{overflow-x:auto;max-width:100%;background:linear-gradient(90deg,var(--surface) 40%,transparent) 0 0/2rem 100% no-repeat local,\
    linear-gradient(270deg,var(--surface) 40%,transparent) 100% 0/2rem 100% no-repeat local,\
    linear-gradient(90deg,var(--rule),transparent) 0 0/.6rem 100% no-repeat,\
    linear-gradient(270deg,var(--rule),transparent) 100% 0/.6rem 100% no-repeat}
    .cell{margin:0 0 1.1rem}.cell>:last-child{margin-bottom:0}
    details{margin:0 0 .8rem}
    summary{cursor:pointer;font-size:.82rem;color:var(--muted);padding:.15rem 0}
    summary:hover{color:var(--link)}summary code{background:none;padding:0}
    details>pre{margin:.35rem 0 0}
    .k{color:var(--k)}.s{color:var(--str)}.n{color:var(--num)}.c{color:var(--com);font-style:italic}\
    .t{color:var(--typ)}.f{color:var(--fun)}.a{color:var(--k)}
    pre.out{background:none;border:1px solid var(--rule)}
    figure{margin:1.2rem 0 1.6rem}
    figcaption{font-size:.9rem;line-height:1.45;color:var(--ink);margin:.5rem 0 .2rem}
    figcaption b{font-weight:650}
    .links{font-size:.8rem;color:var(--muted);margin:0;display:flex;gap:.8rem;flex-wrap:wrap}
    figure>details{margin:.2rem 0 0}
    table{border-collapse:collapse;font-size:.875rem;line-height:1.4;font-variant-numeric:tabular-nums lining-nums;\
    width:auto;min-width:min(100%,20rem);margin:0 0 .3rem}
    th,td{padding:.34rem .7rem;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--grid);overflow-wrap:normal;hyphens:manual}
    thead th{border-bottom:1.5px solid var(--muted);font-weight:650;white-space:nowrap}
    th:first-child,td:first-child{padding-left:.1rem}
    .right{text-align:right}.center{text-align:center}
    .claim{display:grid;grid-template-columns:1.5rem minmax(0,1fr);gap:.1rem .4rem;padding:.55rem .8rem;margin:0 0 .5rem;\
    border-radius:6px;background:var(--panel);font-size:.925rem;line-height:1.45;border-left:4px solid var(--rule)}
    .claim>*{grid-column:2;margin:0}.claim>.mark{grid-column:1;grid-row:1;font-weight:700}
    .claim .facts{color:var(--muted);font-size:.84rem;display:flex;flex-wrap:wrap;gap:0 1rem;font-variant-numeric:tabular-nums}
    .facts b{font-weight:600;color:var(--ink)}
    .claim.good{border-color:var(--good)}.good .mark{color:var(--good)}
    .claim.bad{border-color:var(--bad);background:var(--bad-panel)}.bad .mark{color:var(--bad)}
    .claims{width:100%}.claims td:nth-child(2){min-width:11rem}.claims td:nth-child(n+3){white-space:nowrap}.claims .mark{white-space:nowrap;font-weight:600}
    .notice{border-left:4px solid var(--bad);background:var(--bad-panel);border-radius:6px;padding:.7rem .9rem;margin:0 0 1rem;font-size:.925rem}
    .notice p{margin:0 0 .4rem}.notice>:last-child{margin-bottom:0}.notice .head{font-weight:650;color:var(--bad)}
    .notice pre{background:none;padding:.3rem 0;margin:0}.caret{color:var(--bad);font-weight:700}
    .notice.mild{border-color:var(--warn);background:var(--warn-panel)}.notice.mild .head,.mild .caret{color:var(--warn)}
    .callout{border-left:4px solid var(--link);background:var(--note-panel);border-radius:6px;padding:.7rem 1rem;margin:0 0 1rem}
    .callout>:last-child{margin-bottom:0}.callout .head{font-weight:650;color:var(--link);font-size:.925rem;margin:0 0 .3rem}
    .callout.tip{border-color:var(--good);background:var(--good-panel)}.tip>.head{color:var(--good)}
    .callout.warning,.callout.important{border-color:var(--warn);background:var(--warn-panel)}
    .warning>.head,.important>.head{color:var(--warn)}
    .callout.caution{border-color:var(--bad);background:var(--bad-panel)}.caution>.head{color:var(--bad)}
    .footnotes{font-size:.9rem;border-top:1px solid var(--rule);margin-top:2.5rem;padding-top:1rem}
    sup{line-height:0;font-size:.75em}sup a{text-decoration:none;padding:0 .1em}
    .record{display:grid;grid-template-columns:minmax(7rem,max-content) minmax(0,1fr);gap:.25rem 1.2rem;font-size:.875rem;line-height:1.45}
    .record dt{color:var(--muted)}.record dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
    .record code{background:none;padding:0}
    .end{height:3rem}
    :target{scroll-margin-top:1rem}figure:target,.claim:target{outline:2px solid var(--link);outline-offset:6px;border-radius:4px}
    @media (max-width:38rem){body{font-size:1rem;line-height:1.55}h1{font-size:1.6rem;margin-top:1.6rem}h2{font-size:1.25rem}\
    p,li,dd{hyphens:auto}\
    .record{grid-template-columns:minmax(0,1fr);gap:0}.record dd{margin-bottom:.5rem}}
    @media (min-width:75rem){body{grid-template-columns:minmax(1.5rem,1fr) 14rem 3rem minmax(0,43rem) minmax(1.5rem,1.6fr)}\
    body>*{grid-column:4}body>header{grid-row:1}body>main{grid-row:2}\
    body>nav{grid-column:2;grid-row:1/span 2;position:sticky;top:0;align-self:start;\
    max-height:100vh;overflow-y:auto;padding:3.5rem 0 2rem;margin:0}}
    """

  private static let print = """
    @page{margin:18mm 16mm}
    @media print{:root{color-scheme:light}body{display:block;font-size:10.5pt}nav{display:none}\
    figure,.claim,.callout,.notice,tr{break-inside:avoid}h1,h2,h3,h4{break-after:avoid}\
    details::details-content{content-visibility:visible;block-size:auto}\
    pre{white-space:pre-wrap;overflow-wrap:anywhere}.scroll{overflow:visible}table{width:auto}\
    a{color:inherit}main a[href^=http]::after{content:" (" attr(href) ")";font-size:.85em;overflow-wrap:anywhere}\
    .links{display:none}}
    """
}
