import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { runCli, spawnCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { awsPair, characters, githubToken } from "./tokens.ts";

suite("no output holds a secret", () => {
  const { id, secret } = awsPair(71);
  const password = `${characters(9, 72)}!x`;
  const values = [githubToken(70), id, secret, password, characters(40, 73), githubToken(74)];
  const [token = "", , , , inline = "", suppressed = ""] = values;
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder({
      "a.ts": `const t = "${token}"; fetch("https://x/?again=${token}"); // ${token}\n`,
      "b.env": `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n`,
      "c.yaml": `database:\n  url: postgres://app:${password}@db.internal:5432/app\n`,
      "d.json": `{"headers": {"Authorization": "Bearer ${inline}"}, "token": "${token}"}\n`,
      "e.ts": `const a = "${suppressed}"; // gitleaks:allow\nconst b = "${token}";\n`,
      "f.py": `api_key = "${inline}"\n`,
    });
  });
  teardown(() => folder.remove());

  const check = (label: string, output: string): void => {
    for (const [index, value] of values.entries()) {
      assert.ok(!output.includes(value), `${label} holds value ${index}`);
      assert.ok(!output.includes(value.slice(4, 20)), `${label} holds a part of value ${index}`);
    }
  };
  const run = async (args: readonly string[], input?: string): Promise<void> => {
    const { stdout, stderr } = await runCli(args, {
      cwd: folder.path,
      ...(input !== undefined && { input }),
    });
    check(args.join(" "), stdout + stderr);
  };

  for (const format of ["text", "json", "sarif", "github"]) {
    test(`scan --format ${format}`, async () => {
      await run(["scan", "--format", format]);
      await run(["scan", "--format", format, "--stdin"], `x = "${token}"\npassword = "${inline}"\n`);
      await run(["scan", "--format", format, "--jobs", "2"]);
      await run(["scan", "--format", format, "--debug"]);
    });
  }

  test("fix, dry and written, in both formats and for every target", async () => {
    const files = ["a.ts", "b.env", "c.yaml", "d.json", "e.ts", "f.py"];
    for (const to of ["secrets-manager", "parameter-store", "env"]) {
      await run(["fix", ...files, "--to", to]);
      await run(["fix", ...files, "--to", to, "--format", "json"]);
    }
    chmodSync(`${folder.path}/a.ts`, 0o444);
    await run(["fix", "a.ts", "b.env", "--write", "--debug"]);
  });

  test("a baseline and its update", async () => {
    await run(["scan", "--update-baseline", "--debug"]);
    await run(["scan", ".picket-baseline.json", "--no-ignore"]);
  });

  test("errors of a real process, with stacks", async () => {
    folder.write("picket.json", `{"failOn": "${token}"}`);
    folder.write("broken.json", `{"entries": "${token}"`);
    for (const args of [
      ["scan", "--debug"],
      ["scan", "--config", "b.env", "--debug"],
      ["scan", "--config", "a.ts", "--debug"],
      ["scan", "--config", "broken.json", "--debug"],
    ]) {
      const { status, stdout, stderr } = await runCli(args, { cwd: folder.path });
      assert.equal(status, 2);
      check(args.join(" "), stdout + stderr);
    }
    const { status, stdout, stderr } = await spawnCli(["scan", "--debug"], { cwd: folder.path });
    assert.equal(status, 2);
    check("the process", stdout + stderr);
  }).timeout(30_000);
});
