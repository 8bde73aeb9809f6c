/** `npm run lint`: every static check, each counted as one test. Exit 1 when one fails. */
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { root } from "./build/paths.ts";

interface Check {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
}

const checks: readonly Check[] = [
  { title: "types (tsc)", command: ["tsc", "--noEmit", "-p", "."] },
  { title: "types of the webviews (tsc)", command: ["tsc", "--noEmit", "-p", "src/webview"] },
  { title: "lint and layers (oxlint)", command: ["oxlint", "--type-aware", "--deny-warnings"] },
  { title: "format (prettier)", command: ["prettier", "--check", "--log-level", "warn", "."] },
  { title: "unused files, exports and dependencies (knip)", command: ["knip", "--no-progress"] },
  { title: "generated tables and rule pages are fresh", command: ["node", "scripts/docs.ts", "--check"] },
];

/** Runs one check; resolves to its output when it failed, undefined when it passed. */
function run(check: Check): Promise<string | undefined> {
  const [command, ...args] = check.command;
  const windows = process.platform === "win32";
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, shell: windows, stdio: ["ignore", "pipe", "pipe"] });
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) => resolve(code === 0 ? undefined : Buffer.concat(output).toString("utf8")));
  });
}

const failures: { title: string; message: string }[] = [];
for (const check of checks) {
  const problem = await run(check);
  process.stdout.write(`  ${problem === undefined ? "ok  " : "FAIL"} ${check.title}\n`);
  if (problem !== undefined) {
    process.stdout.write(`${problem.trimEnd()}\n`);
    failures.push({ title: check.title, message: problem });
  }
}
const report = process.env["PICKET_TEST_REPORT"];
if (report) {
  const passed = checks.length - failures.length;
  await writeFile(report, JSON.stringify({ passed, failed: failures.length, pending: 0, failures }));
}
process.exitCode = failures.length > 0 ? 1 : 0;
