import assert from "node:assert/strict";
import { accuracyOf, type CorpusRow, type Report } from "../../perf/accuracy.ts";

function row(text: string, more: Partial<CorpusRow> = {}): CorpusRow {
  return { id: "", rule: "", text, label: "secret", tier: "core", source: "handmade", ...more };
}

/** Reports each `#` run of the text as an error, each `+` run as a warning, each `-` run as information. */
const severities = { "#": "error", "+": "warning", "-": "info" } as const;

async function scanner(text: string): Promise<Report[]> {
  return [...text.matchAll(/#+|\++|-+/g)].map((match) => ({
    span: { start: match.index, end: match.index + match[0].length },
    severity: severities[match[0][0] as "#" | "+" | "-"],
  }));
}

suite("accuracy figures", () => {
  test("a secret is found at warning or above, where its value stands", async () => {
    const rows = [
      row("a ++ b"),
      row("a -- b"),
      row("a ++ XY", { value: "XY" }),
      row("a +XY", { value: "+X" }),
    ];
    const { recall, recallAtInfo } = await accuracyOf(rows, scanner);
    assert.deepEqual(recall, { hits: 2, total: 4 });
    assert.deepEqual(recallAtInfo, { hits: 3, total: 4 });
  });

  test("rows marked as filler count only where said", async () => {
    const rows = [row("++"), row("--", { filler: true })];
    const { recall, recallWithFiller } = await accuracyOf(rows, scanner);
    assert.deepEqual(recall, { hits: 1, total: 1 });
    assert.deepEqual(recallWithFiller, { hits: 1, total: 2 });
  });

  test("a span is exact when one report covers just the value", async () => {
    const rows = [row("a ++ b", { value: "++" }), row("a +++ b", { value: "++" })];
    assert.deepEqual((await accuracyOf(rows, scanner)).spansExact, { hits: 1, total: 2 });
  });

  test("benign rows count by tier and severity", async () => {
    const benign = { label: "benign" } as const;
    const rows = [
      row("++", benign),
      row("--", benign),
      row("##", { ...benign, tier: "rule-negative" }),
      row("++", { ...benign, tier: "rule-negative" }),
      row("++", { ...benign, tier: "near-miss" }),
    ];
    const accuracy = await accuracyOf(rows, scanner);
    assert.deepEqual(accuracy.benignCoreFlagged, { hits: 1, total: 2 });
    assert.deepEqual(accuracy.ruleNegativeAtError, { hits: 1, total: 2 });
    assert.deepEqual(accuracy.nearMissAtError, { hits: 0, total: 1 });
  });

  test("recall is told by source, foreign sources apart", async () => {
    const rows = [row("++", { source: "gitleaks" }), row("--", { source: "betterleaks" }), row("++")];
    const accuracy = await accuracyOf(rows, scanner);
    assert.deepEqual(accuracy.recallForeign, { hits: 1, total: 1 });
    assert.deepEqual(Object.keys(accuracy.recallBySource), ["betterleaks", "gitleaks", "handmade"]);
  });
});
