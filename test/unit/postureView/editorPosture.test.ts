import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  latestReport,
  newSigningKey,
  publicHalf,
  renderReport,
  runPosture,
  verifyEvidence,
  type EditorRun,
} from "../../../src/adapters/node/posture/editorPosture.ts";

suite("posture for an editor", function () {
  this.timeout(60_000);
  const key = newSigningKey();
  let folder = "";
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), "picket-posture-"));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  const request = (more: Partial<EditorRun> = {}): EditorRun => ({
    network: false,
    workspaces: [],
    folder: join(folder, "reports"),
    key,
    version: "0.1.0",
    hookProgram: join(folder, "hook.js"),
    signal: new AbortController().signal,
    onStep: () => undefined,
    allowlist: { stateFolder: folder },
    findSecrets: async () => [],
    ...more,
  });

  test("a run is kept, found again and rendered byte for byte", async () => {
    const steps: string[] = [];
    const run = await runPosture(request({ onStep: (step) => steps.push(step) }));
    assert.equal(run.problem, undefined);
    assert.ok(steps.length > 5);
    const latest = await latestReport(join(folder, "reports"), key);
    assert.ok(latest && "body" in latest);
    assert.deepEqual(latest.body, run.body);
    for (const format of ["json", "csv", "html"] as const) {
      const path = (run.path ?? "").replace(/json$/, format);
      assert.equal(await renderReport(latest, format), readFileSync(path, "utf8"));
    }
    const { isIntact, lines } = await verifyEvidence(run.path ?? "", key);
    assert.ok(isIntact, lines.join("\n"));
    assert.match(lines.join(" "), new RegExp(publicHalf(key).id));
  });

  test("a changed report, and one of another key, is not shown", async () => {
    const { path = "" } = await runPosture(request());
    const other = await latestReport(join(folder, "reports"), newSigningKey());
    assert.ok(other && "problem" in other && /another key/.test(other.problem));
    writeFileSync(path, readFileSync(path, "utf8").replace('"FAIL"', '"PASS"'));
    const changed = await latestReport(join(folder, "reports"), key);
    assert.ok(changed && "problem" in changed);
    const { isIntact } = await verifyEvidence(path, key);
    assert.equal(isIntact, false);
  });

  test("evidence of another machine's key is told apart from this one's", async () => {
    const { path = "" } = await runPosture(request({ key: newSigningKey() }));
    const { isIntact, lines } = await verifyEvidence(path, key);
    assert.ok(isIntact);
    assert.match(lines.join(" "), /not the one of this editor/);
  });

  test("what cannot be kept is shown all the same, and says why", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const run = await runPosture(request({ folder: file }));
    assert.ok(run.problem);
    assert.equal(run.path, undefined);
    assert.match(await renderReport(run, "html"), /<!doctype html>/);
    assert.deepEqual(readdirSync(folder), ["file"]);
  });

  test("an account that cannot be asked is unknown, and what is asked of it is not a pass", async () => {
    const asked: (string | undefined)[] = [];
    const run = await runPosture(
      request({
        account: async (role) => {
          asked.push(role);
          throw new Error("no credentials");
        },
      }),
    );
    assert.equal(asked.length, 1);
    assert.deepEqual(run.body.subjects, ["workstation", "account"]);
    const results = run.body.results.filter(({ id }) => id.startsWith("PA-"));
    assert.ok(results.length > 0);
    assert.ok(results.every(({ status }) => status === "UNKNOWN" || status === "NOT_APPLICABLE"));
  });

  test("a run ends with its signal, and keeps nothing", async () => {
    const abort = new AbortController();
    const run = runPosture(
      request({ signal: abort.signal, onStep: () => abort.abort(new Error("cancelled")) }),
    );
    await assert.rejects(run, /cancelled/);
    assert.deepEqual(readdirSync(folder), []);
  });

  test("without the network nothing of it is asked", async () => {
    const { body } = await runPosture(request());
    const network = body.results.filter(({ area }) => area === "Network");
    assert.ok(network.length > 0 && network.every(({ status }) => status === "UNKNOWN"));
  });
});
