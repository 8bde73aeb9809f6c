import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { githubToken } from "./tokens.ts";

suite("picket scan with a baseline", () => {
  const tokens = [1, 2, 3].map(githubToken);
  const lineOf = (index: number): string => `const t = "${tokens[index] ?? ""}";\n`;
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder({ "a.ts": lineOf(0), "sub/b.ts": lineOf(1) });
  });
  teardown(() => folder.remove());
  const scan = (args: readonly string[] = [], cwd = folder.path) => runCli(["scan", ...args], { cwd });
  const read = (name: string): string => readFileSync(join(folder.path, name), "utf8");

  test("--update-baseline writes salted hashes, and then nothing is reported", async () => {
    const update = await scan(["--update-baseline"]);
    assert.deepEqual([update.status, update.stderr], [0, "picket: .picket-baseline.json knows 2 now\n"]);
    const text = read(".picket-baseline.json");
    assert.deepEqual(
      JSON.parse(text).entries.map((entry: { path: string }) => entry.path),
      ["a.ts", "sub/b.ts"],
    );
    for (const token of tokens) assert.ok(!text.includes(token));
    const after = await scan();
    assert.equal(after.status, 0);
    assert.equal(after.stdout, "No findings, 2 more in the baseline; 2 files scanned\n");
  });

  test("a known value may move, a new one is reported", async () => {
    await scan(["--update-baseline"]);
    folder.write("a.ts", `\n\n${lineOf(0)}`);
    assert.equal((await scan()).status, 0);
    folder.write("a.ts", lineOf(2));
    const { status, stdout } = await scan(["--quiet"]);
    assert.equal(status, 1);
    assert.match(stdout, /^a\.ts:1:12: error/);
  });

  test("an update keeps the salt and what it did not scan, and forgets what is fixed or gone", async () => {
    await scan(["--update-baseline"]);
    const before = JSON.parse(read(".picket-baseline.json"));
    folder.write("a.ts", "clean\n");
    await scan(["a.ts", "--update-baseline"]);
    const after = JSON.parse(read(".picket-baseline.json"));
    assert.equal(after.salt, before.salt);
    assert.deepEqual(after.entries, before.entries.slice(1));
    assert.equal((await scan(["--update-baseline"])).status, 0);
    assert.deepEqual(JSON.parse(read(".picket-baseline.json")), after);
  });

  test("--baseline names another file, and its paths hold from any folder", async () => {
    await scan(["--update-baseline", "--baseline", "sub/known.json"]);
    assert.equal((await scan(["--baseline", "sub/known.json"])).status, 0);
    assert.equal(
      (await scan(["--baseline", "known.json", ".", "../a.ts"], join(folder.path, "sub"))).status,
      0,
    );
    assert.equal((await scan()).status, 1);
  });

  test("a broken baseline is refused by name", async () => {
    for (const [content, message] of [
      ["{", /not valid JSON/],
      [`{"version":1,"salt":"${tokens[0] ?? ""}","entries":[]}`, /no valid salt/],
      ['{"version":9}', /version/],
      ["[]", /version/],
    ] as const) {
      folder.write(".picket-baseline.json", content);
      const { status, stdout, stderr } = await scan();
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, /^picket: \.picket-baseline\.json: /);
      assert.match(stderr, message);
      assert.ok(!stderr.includes(tokens[0] ?? "-"));
    }
  });
});
