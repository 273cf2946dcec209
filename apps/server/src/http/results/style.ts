/** How the results site looks, on screens and on paper (A4 across, one page for a contest), and the policy that lets browsers apply just this. */
import { createHash } from 'node:crypto';
import { html, Html } from './html.ts';

const css = `
@font-face{font-family:Numerals;src:url(/results/numerals.woff2) format("woff2");font-weight:600;font-display:swap}
:root{--paper:#fdfcfa;--wash:#f1f0ec;--line:#dcdad3;--line-2:#b9b7af;--ink:#17191b;--ink-2:#41464a;--zhu:#bc2c19;--yu:#0b5644;
--sans:"PingFang SC","HarmonyOS Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;--song:"Noto Serif CJK SC","Songti SC",STSong,serif}
*{box-sizing:border-box;margin:0}
html{font-size:16px;-webkit-text-size-adjust:100%;text-size-adjust:100%}
html.large{font-size:20px}
html:lang(en){font-variant-east-asian:proportional-width}
body{padding:1.1rem 3rem 1.5rem;font:400 1rem/1.5 var(--sans);font-variant-numeric:tabular-nums;color:var(--ink);background:var(--paper)}
ul{padding:0;list-style:none}
a{color:inherit}
h2{font-size:1.06rem}
i,em{font-style:normal}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
.n{font-family:Numerals,var(--sans);font-weight:600}
header{display:flex;align-items:center;gap:1.25rem;padding-bottom:.9rem;border-bottom:4px solid var(--zhu);position:relative}
header::after{content:"";position:absolute;left:0;right:0;bottom:-8px;border-bottom:1px solid var(--zhu)}
.brand{display:flex;min-height:2.75rem;align-items:center;gap:1.1rem;text-decoration:none;white-space:nowrap}
.brand svg{width:3rem;height:3rem;fill:none;stroke:#fff;stroke-width:2}
.brand rect{fill:var(--zhu);stroke:none}
.brand .top{fill:#fff;stroke:none}
.brand b{font:700 2.25rem/1.2 var(--song)}
header p{padding-left:1.1rem;border-left:1px solid var(--line-2);line-height:2.6rem;color:var(--ink-2)}
.tools{display:flex;gap:.6rem;margin-left:auto}
.tools a,.data a{display:inline-flex;align-items:center;justify-content:center;min-height:2.75rem;min-width:5rem;padding:0 1rem;border:1.5px solid var(--line-2);border-radius:4px;font-weight:700;text-decoration:none;white-space:nowrap}
.body{display:grid;grid-template-columns:12.5rem minmax(0,1fr) 14rem;gap:2rem;padding-top:2.4rem}
nav a{display:flex;align-items:center;gap:.9rem;min-height:2.75rem;padding:.25rem .75rem;border-bottom:1px solid var(--line);text-decoration:none}
nav a i{width:1rem}
nav a>span:nth-child(2){flex:1}
nav a[aria-current]{background:var(--ink);color:#fdfcfa;font-weight:700}
.pending,.done{font-size:.94rem;color:var(--ink-2);white-space:nowrap}
.done{display:inline-flex;align-items:center;gap:.35rem;font-weight:700;color:var(--yu)}
.done svg{width:1.15rem;height:1.15rem;fill:none;stroke:currentColor;stroke-width:1.6}
nav a[aria-current] :is(.pending,.done){color:inherit}
body>.all{display:block;max-width:48rem}.all .wait{padding:0 0 1.2rem}
.body:not(.all) nav em{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.title{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem 1.1rem;margin-bottom:.5rem;color:var(--ink-2)}
h1{font:700 1.7rem/1.4 var(--song);color:var(--ink)}
.title .done,.title .pending{margin-left:auto;align-self:center;font-size:1.06rem}
.columns.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:2rem;align-items:start}
@media screen{.columns.two.wide{display:block}.columns.two.wide table+table thead{display:none}}
@media screen and (max-width:1700px){.columns.two{display:block}.columns.two table+table thead{display:none}}
table{width:100%;border-collapse:collapse}
th,td{padding:.35rem .3rem;text-align:left;font-weight:400;vertical-align:middle}
thead th{border-bottom:1.5px solid var(--ink);color:var(--ink-2);vertical-align:bottom;line-height:1.3}
tbody tr{border-bottom:1px solid var(--line);height:3rem;break-inside:avoid}
tbody th{font-size:1.06rem;font-weight:700;line-height:1.3;overflow-wrap:anywhere;min-width:6.5rem}
thead th:first-child{white-space:nowrap}
.points,td.part,td.total{width:4.2rem}.wide :is(.points,td.part,td.total){width:6.5rem}
small{display:block;font-size:.94rem;font-weight:400;color:var(--ink-2)}
td.n,.points{text-align:right}
.rank{width:3rem;font-size:1.4rem}
td.rank{text-align:left}
.parted td{padding:.2rem .3rem;font-size:.94rem;color:var(--ink-2)}tbody .parted{height:auto;break-after:avoid}
.total{font-size:1.4rem;line-height:1.1}
.out{text-align:right}
.award{width:7.4rem;white-space:nowrap;font-weight:700;padding-left:.9rem}
.bare :is(.award,.prize){display:none}
@media screen and (min-width:761px){.wide .bare :is(.award,.prize){display:table-cell}}
@media screen and (min-width:761px) and (max-width:1700px){.bare :is(.award,.prize){display:table-cell}}
.award i{display:inline-block;width:.5rem;height:1.15rem;margin-right:.45rem;vertical-align:-.2rem;background:#b9b7af}
.award .a0{background:#a67c1e}.award .a1{background:#727d86}.award .a2{background:#96592f}
.notes{padding-top:1rem;color:var(--ink-2)}
.wait{padding:3rem 0;font-size:1.06rem;color:var(--ink-2)}
aside section{padding:.8rem 0 1rem;border-top:1px solid var(--ink)}
aside p{color:var(--ink-2)}
aside .span{font-size:2rem;line-height:1.3;color:var(--ink);white-space:nowrap}
aside .span:lang(en){font-size:1.75rem}
.check{display:flex;align-items:center;gap:.9rem}
.check b{display:block;color:var(--ink)}
.checked{margin-bottom:.6rem;padding:.5rem .7rem;background:var(--wash);font-weight:700;color:var(--ink)}
.qr{flex:none;width:6.5rem;height:6.5rem;border:1px solid var(--line-2);background:#fff;shape-rendering:crispEdges}
.data p{display:flex;gap:.6rem}
@media(max-width:1180px){.body{grid-template-columns:minmax(0,1fr) minmax(0,14rem)}nav{grid-column:1/-1;order:1}}
@media screen{.large .body{grid-template-columns:minmax(0,1fr) 14rem}.large nav{grid-column:1/-1;order:1}}
@media(max-width:760px){body{padding:1rem}header{flex-wrap:wrap}header p{order:1;width:100%;padding:0;border:0;line-height:1.5}.brand b{font-size:1.6rem}.brand svg{width:2.4rem;height:2.4rem}
.body{display:flex;flex-direction:column}}
@media screen and (max-width:760px){table,thead,tbody{display:block}tr{display:grid;grid-template-columns:2.6rem minmax(0,1fr) auto;align-items:baseline;padding:.3rem 0}tbody tr{height:auto}thead .part,thead .prize{display:none}thead .points,.wide :is(.points,td.part,td.total){width:auto}
thead tr{border-bottom:1.5px solid var(--ink)}thead th{border:0}.rank{width:auto}td.total{grid-area:1/3}td.part,td.award,td.out{grid-column:2/-1;width:auto;padding:.1rem .3rem}td.part{display:flex;justify-content:space-between;gap:1rem}td.part::before{content:attr(data-part);font:400 1rem/1.5 var(--sans);color:var(--ink-2)}td.award{order:1}td.out{text-align:left}.parted td{grid-column:2/-1}}
@page{size:A4 landscape;margin:9mm 11mm}
@media print{html,html.large{font-size:9.5pt}.parted{display:none}body{padding:0;background:none}.body:not(.all) nav,.tools,.data,.checked{display:none}
.body{grid-template-columns:minmax(0,1fr) 46mm;gap:7mm;padding-top:6mm}.columns.two{display:grid;gap:6mm}
.brand svg{width:2.4rem;height:2.4rem}.brand b{font-size:1.8rem}header{-webkit-print-color-adjust:exact;print-color-adjust:exact;padding-bottom:.5rem}
tbody tr{height:auto}th,td{padding:.06rem .25rem}tbody th small:not(.corrected){display:inline;margin-left:.6em}.rank,.total{font-size:1.15rem}
.many .columns.two{display:block}.many :is(.points,td.part,td.total){width:6rem}tr{break-inside:avoid}.award i,.brand rect{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.notes{padding-top:.4rem;font-size:.9rem}aside section{padding:.5rem 0 .6rem}.qr{width:24mm;height:24mm}.check{display:block}}
`;

export const style: Html = html`<style>${new Html(css)}</style>`;

const hash = createHash('sha256').update(css).digest('base64');
export const policy = `default-src 'none'; style-src 'sha256-${hash}'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
