import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runPosture } from "../../../src/cli/posture/runPosture.ts";
import type { PostureHost } from "../../../src/cli/posture/postureHost.ts";
import type { Io } from "../../../src/cli/io.ts";
import { known } from "../../../src/core/posture/fact.ts";
import type { CollectOptions } from "../../../src/core/posture/ports.ts";
import { goodAccount, goodWorkstation, hour, noon } from "../posture/postureSamples.ts";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

suite("picket posture", () => {
  let folder: TempFolder;
  const seen: CollectOptions[] = [];
  setup(() => {
    folder = tempFolder({
      "posture.json":
        '{"services":{"dlp":["dlpd"],"edr":["edrd"]},"privateHosts":["q.us-east-1.amazonaws.com"]}',
    });
    seen.length = 0;
  });
  teardown(() => folder.remove());

  const host = (change: Partial<PostureHost> = {}): PostureHost => ({
    now: noon,
    managedConfig: join(folder.path, "none.json"),
    collectors: {
      workstation: async (options) => {
        seen.push(options);
        return goodWorkstation();
      },
      account: async () => goodAccount(),
    },
    ...change,
  });

  async function run(args: readonly string[], given: PostureHost = host()): Promise<Run> {
    let stdout = "";
    let stderr = "";
    const io: Io = {
      cwd: folder.path,
      env: {},
      colour: false,
      interactive: false,
      stdout: async (chunk) => void (stdout += chunk),
      stderr: (text) => void (stderr += text),
      stdin: async () => Buffer.alloc(0),
    };
    return { status: await runPosture(args, io, given), stdout, stderr };
  }

  const config = ["--config", "posture.json"];
  // The first report of a chain cannot show an earlier one.
  const chainLess = ["--only", "PK-001,PK-005,PK-019"];

  test("status 0 when all passes, 1 for a failure, and 1 for what is not known", async () => {
    assert.equal((await run([...config, ...chainLess])).status, 0);
    assert.equal((await run([...config, "--only", "pk-028"])).status, 1, "no report folder: UNKNOWN");
    const admin = host({
      collectors: {
        workstation: async () => goodWorkstation({ admin: known({ through: ["sudo"] }) }),
        account: async () => goodAccount(),
      },
    });
    const failed = await run([...config, ...chainLess], admin);
    assert.equal(failed.status, 1);
    assert.match(failed.stdout, /FAIL {4}PK-019 .*\n.*sudo/);
    assert.match(failed.stdout, /1 failed, 0 unknown, 2 passed/);
  });

  test("the network is not asked unless it is said, and the reason names the option", async () => {
    const { stdout } = await run([...config, "--only", "PK-020"]);
    assert.equal(seen[0]?.network, false);
    assert.match(stdout, /UNKNOWN PK-020[\s\S]*--network/);
    assert.equal((await run([...config, "--only", "PK-020", "--network"])).status, 0);
    assert.equal(seen[1]?.network, true);
  });

  test("the account is a part of its own", async () => {
    const { stdout, status } = await run([...config, "--aws", "--only", "PA-001", "--format", "json"]);
    assert.equal(status, 0);
    const report: { subjects: unknown; account: unknown } = JSON.parse(stdout);
    assert.deepEqual(report.subjects, ["account"]);
    assert.deepEqual(report.account, { id: "123456789012", region: "us-east-1" });
    assert.equal(seen.length, 0);
    await assert.rejects(run(["--only", "PA-001"]), /PA-001 needs --aws/);
    await assert.rejects(run(["--profile", "p"]), /--profile needs --aws/);
  });

  test("wrong use is told", async () => {
    await assert.rejects(run(["--only", "PK-999"]), /there is no check "PK-999"/);
    await assert.rejects(run(["verfy"]), /did you mean verify/);
    await assert.rejects(run(["--workspace", "none"]), /none/);
    await assert.rejects(run(["--config", "none.json"]), /does not exist/);
    folder.write("bad.json", '{"gallery":1}');
    await assert.rejects(run(["--config", "bad.json"]), /gallery must be/);
    assert.equal((await runCli(["posture", "--format", "xml"], { cwd: folder.path })).status, 2);
    assert.match((await runCli(["posture", "--help"], { cwd: folder.path })).stdout, /--report-dir/);
    assert.match(
      (await runCli(["help", "posture", "verify"], { cwd: folder.path })).stdout,
      /--allow-unsigned/,
    );
  });

  test("a managed configuration that is broken judges nothing, and is told", async () => {
    const managedConfig = folder.write("managed.json", "{");
    const { status, stdout, stderr } = await run(["--format", "json"], host({ managedConfig }));
    assert.equal(status, 1);
    assert.match(stderr, /nothing is judged/);
    const report: { summary: { pass: number; unknown: number }; configuration: { kind: string } } =
      JSON.parse(stdout);
    assert.equal(report.summary.pass, 0);
    assert.ok(report.summary.unknown > 25);
    assert.equal(report.configuration.kind, "broken");
  });

  test("reports are kept, signed and verified; what is shown is what is kept", async () => {
    assert.match((await run(["key", "key.pem"])).stdout, /BEGIN PUBLIC KEY/);
    const keep = [...config, "--report-dir", "reports", "--key", "key.pem", "--network"];
    const first = await run([...keep, "--format", "json"]);
    assert.equal(first.status, 1, "the first of a chain");
    const second = await run([...keep, "--format", "html"], host({ now: noon + hour }));
    assert.equal(second.status, 0, second.stderr);
    const names = readdirSync(join(folder.path, "reports"));
    const [json = "", ,] = names.filter(
      (name) => name.endsWith(".json") && name.startsWith("posture-000000"),
    );
    assert.equal(readFileSync(join(folder.path, "reports", json), "utf8"), first.stdout);
    const html = names.filter((name) => name.endsWith(".html"))[1] ?? "";
    assert.equal(readFileSync(join(folder.path, "reports", html), "utf8"), second.stdout);

    const chain = "reports/posture-chain.jsonl";
    const verify = ["verify", chain, `reports/${json}`, `reports/${html}`];
    const later = host({ now: noon + 2 * hour });
    const good = await run([...verify, "--key", "key.pem"], later);
    assert.equal(good.status, 0, good.stdout);
    assert.equal(good.stdout.match(/: intact/g)?.length, 3);
    assert.match((await run(verify, later)).stdout, /compared with none/);

    writeFileSync(join(folder.path, "reports", json), first.stdout.replace('"UNKNOWN"', '"PASS"'));
    const bad = await run([...verify, "--key", "key.pem", "--format", "json"], later);
    assert.equal(bad.status, 1);
    const told: { files: { intact: boolean }[] } = JSON.parse(bad.stdout);
    assert.deepEqual(
      told.files.map(({ intact }) => intact),
      [false, false, false],
    );

    await run(["key", "other.pem"]);
    const stranger = await run(["verify", chain, "--key", "other.pem"], later);
    assert.match(stranger.stdout, /another key/);
    assert.equal(stranger.status, 1);
  });

  test("a report that cannot be kept is shown all the same, with status 2", async () => {
    folder.write("reports", "a file");
    const { status, stdout, stderr } = await run([...config, ...chainLess, "--report-dir", "reports"]);
    assert.equal(status, 2);
    assert.match(stdout, /3 passed/);
    assert.match(stderr, /^picket: .*reports/);
  });

  test("the configuration's key is the only one", async () => {
    await run(["key", "key.pem"]);
    const other = (await run(["key", "other.pem"])).stdout;
    folder.write("keyed.json", JSON.stringify({ reportKey: other }));
    await assert.rejects(
      run(["--config", "keyed.json", "--key", "key.pem", ...chainLess]),
      /not the one that the posture configuration names/,
    );
    await assert.rejects(run(["--key", "none.pem"]), /cannot be read/);
    assert.ok(!existsSync(join(folder.path, "reports")));
  });

  test("CSV and HTML come without a report folder too", async () => {
    const csv = (await run([...config, ...chainLess, "--format", "csv"])).stdout;
    assert.equal(csv.split("\r\n").length, 5);
    const html = (await run([...config, ...chainLess, "--format", "html"])).stdout;
    assert.match(html, /^<!doctype html>[\s\S]*It stands in no chain/);
  });
});
