import { spawn } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canaries, canarySecret, type Canary } from "../../core/kiro/hookFiles/canaries.ts";
import { definitionOf, hookFileState, installedCommand } from "../../core/kiro/hookFiles/hookFile.ts";
import { hookFileName, type HookKind } from "../../core/kiro/hookFiles/hookKinds.ts";
import { hookCommand, launcherName, launcherText } from "../../core/kiro/hookFiles/launcher.ts";
import { nodeHash } from "./hash.ts";
import { hookText, readOwnFile, type HookSetup } from "./hookInstall.ts";

/** How one test of a hook went. */
export interface HookTestRow {
  readonly hook: HookKind;
  readonly test: string;
  readonly ok: boolean;
  /** What was seen, and what to do when it is not well. */
  readonly detail: string;
}

/** In ms: more than a hook allows itself. */
const limitMs = 40_000;

/** What a run of a hook's command gave. */
interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Tests the hooks as they stand on the disk: the files first, then every canary through the very command of the file, in
 * a shell, as Kiro runs it.
 * @param cwd working folder of the commands
 */
export async function testHooks(
  setup: HookSetup,
  kinds: readonly HookKind[],
  cwd: string,
): Promise<readonly HookTestRow[]> {
  const rows: HookTestRow[] = [];
  for (const hook of kinds) {
    const { row, runs } = inspect(setup, hook);
    rows.push(row);
    if (!runs) continue;
    const bench = createBench(setup, hook, cwd);
    try {
      const own = canaries().filter(({ kind }) => kind === hook);
      // A few at a time: a busy machine must not make a hook look slow.
      for (let at = 0; at < own.length; at += 3)
        rows.push(...(await Promise.all(own.slice(at, at + 3).map((canary) => release(canary, bench)))));
    } finally {
      bench.remove();
    }
  }
  return rows;
}

/**
 * What the file of a hook is. Only the command that Picket would write now is ever run: the mark of a file can be forged,
 * and a folder that is merely tested must not choose what runs.
 */
function inspect(setup: HookSetup, hook: HookKind): { readonly row: HookTestRow; readonly runs: boolean } {
  const bad = (detail: string) => ({ row: { hook, test: "the file", ok: false, detail }, runs: false });
  const found = readOwnFile(join(setup.hooksFolder, hookFileName(hook)));
  if (found === undefined) return bad("not installed: picket hook install");
  if ("reason" in found) return bad(found.reason);
  const state = hookFileState(found.text, hookText(setup, hook), nodeHash);
  if (state === "foreign") return bad("not Picket's file: nothing of it was run");
  if (installedCommand(found.text)?.enabled === false) return bad("disabled: Kiro does not run it");
  if (state === "modified") return bad("changed since it was written: remove it and install again");
  if (state === "older")
    return bad("of another version or for another place: picket hook install updates it");
  const loose = othersMayWrite(setup);
  if (loose !== undefined) return { ...bad(loose), runs: true };
  return { row: { hook, test: "the file", ok: true, detail: "installed and as it was written" }, runs: true };
}

/** Whoever may write the launcher may switch the guard off. Windows' own rules are not looked at. */
function othersMayWrite({ launcher }: HookSetup): string | undefined {
  if (launcher.platform === "windows") return undefined;
  for (const path of [launcher.folder, join(launcher.folder, launcherName("posix"))]) {
    const mode = lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0;
    if ((mode & 0o022) !== 0) return `others may write ${path}: chmod go-w`;
  }
  return undefined;
}

interface Bench {
  readonly cwd: string;
  readonly file: string;
  run(canary: Canary): Promise<CommandResult>;
  remove(): void;
}

/** A temporary folder with what canaries need: a file with a secret, broken launchers, a broken policy. */
function createBench({ launcher, target }: HookSetup, hook: HookKind, cwd: string): Bench {
  const { event } = definitionOf(hook);
  const command = hookCommand(launcher, event);
  const elsewhere = (folder: string): string => hookCommand({ ...launcher, folder }, event);
  const folder = mkdtempSync(join(tmpdir(), "picket-hook-test-"));
  const file = join(folder, "canary.ts");
  writeFileSync(file, `const id = "${canarySecret()}";\n`);
  const noNode = join(folder, "no-node");
  mkdirSync(noNode);
  const text = launcherText(launcher.platform, { ...target, node: join(folder, "nothing-here") });
  writeFileSync(join(noNode, launcherName(launcher.platform)), text);
  const home = join(folder, "home");
  mkdirSync(join(home, ".kiro", "picket"), { recursive: true });
  writeFileSync(join(home, ".kiro", "picket", "guard.json"), "{");
  chmodSync(folder, 0o700);
  const folders = { launcher: join(folder, "no-launcher"), node: noNode } as const;
  return {
    cwd,
    file,
    run: ({ broken, input }) => {
      const line = broken === "launcher" || broken === "node" ? elsewhere(folders[broken]) : command;
      const env = broken === "policy" ? { ...process.env, HOME: home, USERPROFILE: home } : process.env;
      return runAsKiro(
        line.replaceAll("${WORKSPACE_ROOT}", () => cwd),
        input({ cwd, file }),
        { cwd, env },
      );
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function release(canary: Canary, bench: Bench): Promise<HookTestRow> {
  const { status, stdout, stderr } = await bench.run(canary);
  const said = (stdout + stderr).trim();
  const lines = said === "" ? 0 : said.split("\n").length;
  const { kind: hook, title: test, outcome } = canary;
  const row = (ok: boolean, detail: string): HookTestRow => ({ hook, test, ok, detail });
  const ended = status === null ? "did not end by itself" : `ended with ${status}`;
  if (said.includes(canarySecret())) return row(false, "it printed the secret");
  if (outcome === "pass")
    return row(status === 0 && lines === 0, status === 0 ? "passes" : `${ended}, must pass`);
  if (outcome === "advice")
    return row(lines > 0 && status !== null, lines > 0 ? "says so" : `${ended} and says nothing`);
  if (status !== 2) return row(false, `${ended}: Kiro blocks on 2 alone`);
  return row(lines > 0, lines > 0 ? "blocks" : "blocks without a reason");
}

/** Runs a command line as Kiro does: in the system's shell, with the whole environment, input to its end. */
function runAsKiro(
  command: string,
  input: string | Uint8Array,
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      cwd,
      env,
      timeout: limitMs,
      killSignal: "SIGKILL",
      windowsHide: true,
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    // A launcher that is not there reads nothing.
    child.stdin.on("error", () => undefined);
    child.on("error", () => resolve({ status: null, stdout, stderr }));
    child.on("close", (status) => resolve({ status, stdout, stderr }));
    child.stdin.end(input);
  });
}
