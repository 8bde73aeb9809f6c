import assert from "node:assert/strict";
import { reportBody } from "../../../src/core/posture/report/reportBody.ts";
import { detailsPage } from "../../../src/features/posture/detailsPage.ts";
import type { PostureRun } from "../../../src/features/posture/environment.ts";
import { evidencePaths } from "../../../src/features/posture/evidencePaths.ts";
import { isDue } from "../../../src/features/posture/schedule.ts";
import { isStale, summaryLines } from "../../../src/features/posture/summary.ts";
import { result, untranslated as t } from "../../support/postureResults.ts";

const hour = 3_600_000;
const at = Date.parse("2026-11-20T08:00:00.000Z");

function run(more: Partial<PostureRun> = {}): PostureRun {
  const body = reportBody({
    tool: { name: "picket", version: "0.1.0" },
    time: new Date(at).toISOString(),
    host: "0123456789abcdef",
    os: "linux",
    subjects: ["workstation"],
    network: false,
    configuration: { kind: "defaults" },
    results: [result(), result({ id: "PK-002", status: "UNKNOWN" })],
  });
  return { body, everyHours: 24, ...more };
}

suite("what is said of a posture run", () => {
  test("counts, age and what was looked at", () => {
    assert.deepEqual(summaryLines(run(), at + 90 * 60_000, t), [
      "1 FAIL · 1 UNKNOWN",
      "Checked 1 h ago: this machine.",
    ]);
  });

  test("a run that is too old, or of the future, is marked", () => {
    assert.equal(isStale(run(), at + 24 * hour), false);
    assert.equal(isStale(run(), at + 24 * hour + 1), true);
    assert.equal(isStale(run(), at - hour), true);
    const [, , mark] = summaryLines(run(), at + 30 * hour, t);
    assert.match(mark ?? "", /^Out of date/);
  });

  test("a report that could not be kept is said to be", () => {
    const lines = summaryLines(run({ problem: "the folder cannot be written to" }), at, t);
    assert.equal(lines.at(-1), "the folder cannot be written to");
  });

  test("a schedule is due a day after the last run, or when the clock went back", () => {
    assert.equal(isDue("off", undefined, at), false);
    assert.equal(isDue("daily", undefined, at), true);
    assert.equal(isDue("daily", at, at + 24 * hour - 1), false);
    assert.equal(isDue("daily", at, at + 24 * hour), true);
    assert.equal(isDue("daily", at, at - hour), true);
  });

  test("nothing of the machine becomes a link, an image or HTML of the page", () => {
    const page = detailsPage(
      result({ reason: "![x](http://a/b) <b>bold</b>", evidence: ["[run](command:workbench.action.quit)"] }),
      "2026-11-20T08:00:00.000Z",
      t,
    );
    assert.doesNotMatch(page, /[^\\]\]\(|<b>|[^\\]!\[/);
    assert.match(page, /^# FAIL \(critical\): Kiro admin policy/);
  });

  test("files are found in evidence, with blanks, lines and drives; addresses are none", () => {
    const evidence = [
      "/Library/Application Support/Kiro/mcp.json: owner 0:root",
      "C:\\ProgramData\\Kiro\\mcp.json",
      "guard: missing, /home/dev/.kiro/hooks/picket-guard.json",
      "/home/dev/.kiro/settings/mcp.json:12: secrets/github-token",
      "https://open-vsx.org/vscode/gallery",
      "owner 0:root",
    ];
    assert.deepEqual(evidencePaths({ reason: "/etc/kiro/mcp.json is not there", evidence }), [
      "/etc/kiro/mcp.json",
      "/Library/Application Support/Kiro/mcp.json",
      "C:\\ProgramData\\Kiro\\mcp.json",
      "/home/dev/.kiro/hooks/picket-guard.json",
      "/home/dev/.kiro/settings/mcp.json",
    ]);
  });
});
