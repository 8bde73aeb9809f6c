import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createWorkerPool, WorkerError } from "../../../src/adapters/node/workerPool.ts";
import { createWorkerScanner, type WorkerScanner } from "../../../src/adapters/node/workerScanner.ts";
import { tempFolder } from "../cli/cliProcess.ts";
import { githubToken } from "../cli/tokens.ts";

const workerPath = fileURLToPath(new URL("../../../src/adapters/node/scanWorker.ts", import.meta.url));

suite("worker scanner", () => {
  let scanner: WorkerScanner | undefined;
  teardown(async () => {
    await scanner?.dispose();
    scanner = undefined;
  });
  const start = (maxQueue?: number): WorkerScanner =>
    (scanner = createWorkerScanner(workerPath, {
      size: 1,
      keepAlive: true,
      ...(maxQueue !== undefined && { maxQueue }),
    }));
  const withCode = (code: string) => (error: unknown) => error instanceof WorkerError && error.code === code;

  test("finds what the engine finds", async () => {
    const token = githubToken(7);
    const findings = await start().scan(`const a = "${token}";`, { path: "a.ts" });
    assert.deepEqual(
      findings.map(({ ruleId, span }) => [ruleId, span]),
      [["secrets/github-token", { start: 11, end: 11 + token.length }]],
    );
  });

  test("takes many requests and answers each with its own result", async () => {
    const scanning = start();
    const counts = await Promise.all(
      [0, 1, 2, 3].map(async (count) => {
        const text = Array.from({ length: count }, (_, seed) => `x = "${githubToken(seed + 20)}"`).join("\n");
        return (await scanning.scan(text, { path: "a.ts" })).length;
      }),
    );
    assert.deepEqual(counts, [0, 1, 2, 3]);
  });

  test("rejects at once with the reason of an aborted signal, under way and waiting", async () => {
    const scanning = start();
    const large = "const value = 1;\n".repeat(400_000);
    const controller = new AbortController();
    const reason = new Error("closed");
    const outcomes = [1, 2].map(() => scanning.scan(large, { path: "a.ts", signal: controller.signal }));
    controller.abort(reason);
    for (const outcome of outcomes) await assert.rejects(outcome, reason);
    await assert.rejects(scanning.scan("x", { path: "a.ts", signal: controller.signal }), reason);
    assert.deepEqual(await scanning.scan("nothing here", { path: "a.ts" }), []);
  });

  test("refuses more than the queue holds", async () => {
    const scanning = start(1);
    const accepted = [1, 2].map(() => scanning.scan("text", { path: "a.ts" }));
    await assert.rejects(scanning.scan("text", { path: "a.ts" }), withCode("busy"));
    assert.equal((await Promise.all(accepted)).length, 2);
  });

  test("rejects what is under way when it is disposed, and everything after", async () => {
    const scanning = start();
    const outcome = assert.rejects(scanning.scan("text", { path: "a.ts" }), withCode("disposed"));
    await scanning.dispose();
    await outcome;
    await assert.rejects(scanning.scan("text", { path: "a.ts" }), withCode("disposed"));
  });

  test("gives up a thread that never answers, and goes on with another", async function () {
    this.timeout(30_000);
    const folder = tempFolder({
      "busy.cjs":
        "const { parentPort } = require('node:worker_threads');" +
        "parentPort.on('message', ({ id, text }) => { while (text === 'hang'); parentPort.postMessage({ id, findings: [] }); });",
    });
    scanner = createWorkerScanner(join(folder.path, "busy.cjs"), {
      size: 1,
      keepAlive: true,
      limitMs: 2_000,
    });
    const [hanging, waiting] = ["hang", "text"].map((text) => scanner?.scan(text, { path: "a.ts" }));
    await assert.rejects(hanging ?? Promise.resolve(), withCode("crashed"));
    assert.deepEqual(await waiting, []);
    folder.remove();
  });

  test("reports a thread that dies, and starts another for the next request", async () => {
    const folder = tempFolder({
      "worker.mjs": `import { parentPort } from "node:worker_threads";
parentPort.on("message", ({ id, text }) => {
  if (text === "die") throw new Error("the text was " + text);
  parentPort.postMessage({ id, findings: [] });
});`,
    });
    const pool = createWorkerPool(`${folder.path}/worker.mjs`, { size: 1, keepAlive: true });
    try {
      const task = (text: string) => ({ kind: "scan", text, context: { path: "" } }) as const;
      const outcomes = [pool.run(task("die")), pool.run(task("live"))];
      await assert.rejects(outcomes[0] ?? Promise.resolve(), (error) => {
        assert.ok(error instanceof WorkerError);
        assert.equal(error.code, "crashed");
        assert.ok(!error.message.includes("text was"));
        return true;
      });
      assert.deepEqual(await outcomes[1], { id: 2, findings: [] });
    } finally {
      await pool.dispose();
      folder.remove();
    }
  });
});
