/** Style of the report: light and dark by the reader's choice, black on white in print. Contrast of text at least 4.5 to 1. */
export const reportStyle = `
:root { color-scheme: light dark; --text: #1c2430; --soft: #556070; --line: #d5dbe3; --card: #f5f7fa; --page: #ffffff;
  --pass: #146c3c; --fail: #b3131d; --unknown: #8a5300; --na: #556070; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e8ee; --soft: #a3adba; --line: #3a434f; --card: #1f262f; --page: #151a21;
    --pass: #58c98b; --fail: #ff8b8b; --unknown: #f0b45c; --na: #a3adba; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem 3rem; max-width: 82rem; background: var(--page); color: var(--text);
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
.about { color: var(--soft); margin: 0 0 1.25rem; }
.counts { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 1.25rem; padding: 0; list-style: none; }
.counts li { flex: 1 1 9rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.counts b { display: block; font-size: 1.7rem; line-height: 1.2; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
code { font: 12px/1.5 ui-monospace, "Cascadia Code", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; padding: .5rem .6rem; border-top: 1px solid var(--line); overflow-wrap: break-word; }
thead th { border-top: 0; color: var(--soft); font-weight: 600; font-size: 12px; }
tbody th { font-weight: 600; }
col.id { width: 5rem; } col.status { width: 8.5rem; } col.map { width: 7rem; }
.title { display: block; }
.reason { margin: .15rem 0 0; font-weight: 400; overflow-wrap: anywhere; }
.fix, .note { margin: .35rem 0 0; font-weight: 400; }
.note { color: var(--soft); }
.seen { margin: .35rem 0 0; padding-left: 1.1rem; font-weight: 400; color: var(--soft); }
.mark { font-weight: 700; white-space: nowrap; }
.weight { display: block; color: var(--soft); font-size: 12px; }
.PASS { color: var(--pass); } .FAIL { color: var(--fail); } .UNKNOWN { color: var(--unknown); } .NOT_APPLICABLE { color: var(--na); }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); }
@media screen and (max-width: 52rem) { .map { display: none; } body { padding: 1rem; } }
@media print {
  :root { color-scheme: light; --text: #000; --soft: #444; --line: #bbb; --card: #fff; --page: #fff;
    --pass: #0d5a30; --fail: #a00d16; --unknown: #744500; --na: #444; }
  @page { size: A4 landscape; margin: 12mm; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  thead { display: table-header-group; }
  tr, .counts li { break-inside: avoid; }
  h2 { break-after: avoid; }
  col.map { width: 6rem; }
}`;
