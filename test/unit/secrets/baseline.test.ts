import assert from "node:assert/strict";
import type { Finding } from "../../../src/core/model/finding.ts";
import { nodeHash } from "../../../src/adapters/node/hash.ts";
import {
  addToBaseline,
  BaselineError,
  createBaseline,
  formatBaseline,
  knownFindings,
  parseBaseline,
  type BaselineFile,
} from "../../../src/core/secrets/baseline.ts";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { scan } from "../../../src/core/secrets/scan.ts";

const random = randomFrom("baseline");
const [first, second] = [`glpat-${random("base62", 20)}`, `glpat-${random("base62", 20)}`];
const salt = "0123456789abcdef".repeat(4);

async function fileOf(path: string, text: string): Promise<BaselineFile> {
  return { path, text, findings: await scan(text, { path }) };
}

suite("the baseline", () => {
  test("knows its findings after lines moved, and no others", async () => {
    const baseline = createBaseline(salt, [await fileOf("a.ts", `x = "${first}"`)], nodeHash);
    const moved = await fileOf("a.ts", `// new line\n\n  y = "${first}"\nz = "${second}"\n`);
    assert.deepEqual(knownFindings(baseline, moved, nodeHash), [true, false]);
    assert.deepEqual(knownFindings(baseline, await fileOf("b.ts", `x = "${first}"`), nodeHash), [false]);
  });

  test("round-trips, and holds no value and no plain hash of one", async () => {
    const files = [await fileOf("b.ts", `"${second}"`), await fileOf("a.ts", `"${first}" "${first}"`)];
    const baseline = createBaseline(salt, files, nodeHash);
    const json = formatBaseline(baseline);
    assert.deepEqual(parseBaseline(json), baseline);
    assert.deepEqual(
      baseline.entries.map(({ path }) => path),
      ["a.ts", "b.ts"],
      "ordered, each value once",
    );
    for (const value of [first, second]) {
      assert.ok(!json.includes(value));
      assert.ok(!json.includes(nodeHash.sha256(value)));
    }
  });

  test("is the same for the same findings in any order, and another with another salt", async () => {
    const files = [await fileOf("b.ts", `"${second}"`), await fileOf("a.ts", `"${first}"`)];
    const json = formatBaseline(createBaseline(salt, files, nodeHash));
    assert.equal(formatBaseline(createBaseline(salt, files.toReversed(), nodeHash)), json);
    assert.notEqual(formatBaseline(createBaseline("f".repeat(64), files, nodeHash)), json);
  });

  test("takes up the findings of one more file", async () => {
    const empty = createBaseline(salt, [], nodeHash);
    const file = await fileOf("a.ts", `"${first}"`);
    const grown = addToBaseline(empty, file, nodeHash);
    assert.deepEqual(knownFindings(grown, file, nodeHash), [true]);
    assert.deepEqual(addToBaseline(grown, file, nodeHash), grown);
  });

  test("tells equal tokens of policies apart by their place among them", () => {
    const text = `"*" and "*"`;
    const star = (start: number): Finding => ({
      ruleId: "iam/avoidable-resource-wildcard",
      severity: "warning",
      confidence: "medium",
      message: "",
      span: { start, end: start + 1 },
      related: [],
      data: {},
      docs: "",
    });
    const file = { path: "a.json", text, findings: [star(1), star(9)] };
    const second = addToBaseline(createBaseline(salt, [], nodeHash), file, nodeHash, file.findings.slice(1));
    assert.deepEqual(knownFindings(second, file, nodeHash), [false, true]);
  });

  const broken: Readonly<Record<string, string>> = {
    "no JSON": "{",
    "no object": "[]",
    null: "null",
    "another version": '{"version":2,"salt":"","entries":[]}',
    "no salt": '{"version":1,"entries":[]}',
    "a short salt": '{"version":1,"salt":"abc","entries":[]}',
    "no entries": `{"version":1,"salt":"${salt}"}`,
    "an entry without digest": `{"version":1,"salt":"${salt}","entries":[{"ruleId":"a","path":"b"}]}`,
  };
  for (const [name, json] of Object.entries(broken)) {
    test(`refuses ${name}`, () => {
      assert.throws(() => parseBaseline(json), BaselineError);
    });
  }

  test("refuses a salt that is none", () => {
    assert.throws(() => createBaseline("short", [], nodeHash), RangeError);
  });
});
