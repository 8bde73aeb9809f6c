import assert from "node:assert/strict";
import { appendFileSync, chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeHash } from "../../../src/adapters/node/hash.ts";
import { PostureError } from "../../../src/adapters/node/posture/reportError.ts";
import {
  createKeyFile,
  readPublicKey,
  readSigner,
  reportSigner,
} from "../../../src/adapters/node/posture/reportKey.ts";
import { storeReport } from "../../../src/adapters/node/posture/reportStore.ts";
import { chainFact, verifyFile } from "../../../src/adapters/node/posture/reportVerify.ts";
import { renderedReport } from "../../../src/core/posture/report/renderedReport.ts";
import { reportCsv } from "../../../src/core/posture/report/reportCsv.ts";
import { tempFolder, type TempFolder } from "../cli/cliProcess.ts";
import { hour, newKey, noon, sampleBody } from "./postureSamples.ts";

suite("posture report folder", () => {
  const { pem, signer } = newKey();
  let folder: TempFolder;
  setup(() => (folder = tempFolder()));
  teardown(() => folder.remove());

  const options = { now: noon + 3 * hour, key: signer.publicKey };
  const chainFile = (): string => join(folder.path, "posture-chain.jsonl");
  const fill = (count = 3): readonly string[] =>
    Array.from(
      { length: count },
      (_, run) => storeReport({ folder: folder.path, body: sampleBody(noon + run * hour), signer }).files,
    ).flat();
  const codes = (path: string): readonly string[] =>
    verifyFile(path, options).problems.map(({ code }) => code);

  test("reports and their chain verify, in every form, and nothing is left over", () => {
    const files = fill();
    assert.equal(files.length, 9);
    for (const path of [...files, chainFile()])
      assert.deepEqual(verifyFile(path, options).problems, [], path);
    assert.equal(readdirSync(folder.path).length, 11);
    const fact = chainFact(folder.path, options);
    assert.ok(fact.state === "known" && fact.value.isIntact && fact.value.entries === 3);
    assert.equal(fact.value.lastRunAt, noon + 2 * hour);
  });

  test("each changed line of each report is noticed", () => {
    for (const path of fill(1)) {
      const text = readFileSync(path, "utf8");
      const lines = text.split("\n");
      const step = Math.max(1, Math.floor(lines.length / 25));
      for (let index = 0; index < lines.length - 1; index += step) {
        const line = lines[index] ?? "";
        const mutants = [
          lines.filter((_, at) => at !== index),
          lines.map((one, at) => (at === index ? `${one} ` : one)),
          lines.map((one, at) =>
            at === index ? one.replace(/[a-z]/, (letter) => (letter === "q" ? "z" : "q")) : one,
          ),
        ];
        for (const mutant of mutants) {
          const changed = mutant.join("\n");
          if (changed === text) continue;
          writeFileSync(path, changed);
          assert.notDeepEqual(codes(path), [], `${path}:${index + 1}: ${line}`);
        }
      }
      writeFileSync(path, text);
      assert.deepEqual(codes(path), []);
    }
  });

  test("a report whose members change places is noticed, and one that turns a failure into a pass", () => {
    const path = fill(1)[0] ?? assert.fail();
    const text = readFileSync(path, "utf8");
    const report: Record<string, unknown> = JSON.parse(text);
    const { kind, ...rest } = report;
    writeFileSync(path, `${JSON.stringify({ kind, ...rest }, undefined, 2)}\n`);
    assert.ok(codes(path).includes("content"));
    writeFileSync(path, text.replace('"status": "PASS"', '"status": "FAIL"'));
    assert.ok(codes(path).includes("content"));
  });

  test("a report of another folder is not in the chain", () => {
    fill(2);
    const other = tempFolder();
    try {
      const [path = ""] = storeReport({ folder: other.path, body: sampleBody(noon + hour), signer }).files;
      const name = join(folder.path, "posture-000001-20261120T130000Z.json");
      writeFileSync(name, readFileSync(path));
      assert.ok(codes(name).includes("not-in-chain"));
      assert.ok(codes(chainFile()).includes("content"));
    } finally {
      other.remove();
    }
  });

  test("a chain that is cut with its end is told by the reports that lie there", () => {
    fill(1);
    const before = new Map(
      ["posture-chain.jsonl", "posture-chain.head.json"].map((name) => [
        name,
        readFileSync(join(folder.path, name)),
      ]),
    );
    storeReport({ folder: folder.path, body: sampleBody(noon + hour), signer });
    for (const [name, bytes] of before) writeFileSync(join(folder.path, name), bytes);
    assert.deepEqual(codes(chainFile()), ["head"]);
  });

  test("nothing is added to a chain that was changed", () => {
    fill(2);
    const text = readFileSync(chainFile(), "utf8");
    writeFileSync(chainFile(), text.replace('"seq":0', '"seq":1'));
    assert.throws(
      () => fill(1),
      (error) => error instanceof PostureError && /does not hold \(line 1/.test(error.message),
    );
    assert.equal(readFileSync(chainFile(), "utf8").split("\n").length, 3);
    writeFileSync(chainFile(), "");
    assert.throws(() => fill(1), /does not hold/);
    rmSync(chainFile());
    assert.throws(() => fill(1), /does not hold/);
  });

  test("a half line of a run that was stopped is told, not repaired in silence", () => {
    fill(1);
    appendFileSync(chainFile(), '{"v":1');
    assert.throws(() => fill(1), /was cut/);
  });

  test("a clock that went back is written down and told for good", () => {
    storeReport({ folder: folder.path, body: sampleBody(noon + hour), signer });
    const { warnings, entry } = storeReport({ folder: folder.path, body: sampleBody(noon), signer });
    assert.equal(warnings.length, 1);
    assert.equal(entry.clock, "back");
    assert.deepEqual(codes(chainFile()), ["clock-back"]);
    storeReport({ folder: folder.path, body: sampleBody(noon + 2 * hour), signer });
    assert.deepEqual(codes(chainFile()), ["clock-back"]);
  });

  test("a signed chain takes no report without its key, nor of another one", () => {
    fill(1);
    assert.throws(() => storeReport({ folder: folder.path, body: sampleBody(noon + hour) }), /name its key/);
    const other = newKey().signer;
    assert.throws(
      () => storeReport({ folder: folder.path, body: sampleBody(noon + hour), signer: other }),
      /another key/,
    );
  });

  test("another run's lock stops the run and stays", () => {
    folder.write("posture-chain.lock", "");
    assert.throws(() => fill(1), /another run writes/);
    assert.ok(readdirSync(folder.path).includes("posture-chain.lock"));
  });

  test("a folder that is a file, and one that cannot be written to, are told", function () {
    const path = folder.write("file", "");
    assert.throws(() => storeReport({ folder: path, body: sampleBody() }), PostureError);
    assert.equal(chainFact(undefined, options).state, "unknown");
    assert.throws(() => verifyFile(join(folder.path, "none.json"), options), /does not exist/);
  });

  test("a report without a chain proves itself; without a proof it does not", () => {
    const path = fill(1)[0] ?? assert.fail();
    for (const name of ["posture-chain.jsonl", "posture-chain.head.json"]) rmSync(join(folder.path, name));
    const away = tempFolder();
    try {
      const alone = away.write("report.json", readFileSync(path));
      assert.deepEqual(verifyFile(alone, options).problems, []);
      const bare = away.write("bare.json", renderedReport(sampleBody(), undefined, nodeHash).json);
      assert.deepEqual(
        verifyFile(bare, options).problems.map(({ code }) => code),
        ["unsigned"],
      );
    } finally {
      away.remove();
    }
  });

  test("keys: made for their owner alone, read back, refused when others may read or of another kind", function () {
    const path = join(folder.path, "key.pem");
    const shown = createKeyFile(path);
    assert.throws(() => createKeyFile(path), /exists/);
    const made = readSigner(path);
    assert.equal(readPublicKey(path), made.publicKey);
    assert.equal(readPublicKey(folder.write("key.pub", shown)), made.publicKey);
    assert.throws(() => reportSigner("no key"), /no private key/);
    assert.throws(() => readPublicKey(folder.write("other", "no key")), /no Ed25519 key/);
    assert.equal(reportSigner(pem).publicKey, signer.publicKey);
    if (process.platform === "win32") return this.skip();
    chmodSync(path, 0o644);
    assert.throws(() => readSigner(path), /chmod 600/);
    return undefined;
  });

  test("pages hold no script and no text that was not escaped; CSV holds no formula", () => {
    const [first, ...others] = sampleBody().results;
    assert.ok(first);
    const reason = '=HYPERLINK("x") <script>alert(1)</script> & "quoted"\r\n';
    const body = sampleBody(noon, {
      results: [{ ...first, status: "FAIL", reason, evidence: ['<img src=x onerror="1">', "@x"] }, ...others],
    });
    const { html } = renderedReport(body, undefined, nodeHash);
    assert.ok(!/<(?:script|img|a|link|iframe|object)[\s>]|url\(/i.test(html));
    assert.ok(html.includes("&lt;script&gt;alert(1)&lt;/script&gt;"));
    const line = reportCsv(body).split("\r\n")[1] ?? "";
    assert.ok(line.includes(`"'=HYPERLINK(""x"")`));
    assert.ok(line.includes("\\x0d\\x0a"));
  });
});
