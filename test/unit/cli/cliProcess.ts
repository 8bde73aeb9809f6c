import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Io } from "../../../src/cli/io.ts";
import { runProgram } from "../../../src/cli/program.ts";

const program = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));

/** How a run of the command line ended. */
interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface CliOptions {
  readonly cwd: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command line in this process: the same program, without the second that a process costs on a busy machine. */
export async function runCli(args: readonly string[], { cwd, input, env }: CliOptions): Promise<CliResult> {
  let stdout = "";
  let stderr = "";
  const io: Io = {
    cwd,
    env: { ...env },
    colour: false,
    interactive: false,
    stdout: async (chunk) => void (stdout += chunk),
    stderr: (text) => void (stderr += text),
    stdin: async () => Buffer.from(input ?? ""),
  };
  return { status: await runProgram(args, io), stdout, stderr };
}

/** Runs `picket` as a process of its own, from source, as a user would. */
export function spawnCli(args: readonly string[], { cwd, input, env }: CliOptions): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...process.env, ...env } });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.stdin.on("error", () => undefined);
    child.on("error", reject);
    child.on("close", (status) =>
      resolve({
        status,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8"),
      }),
    );
    child.stdin.end(input ?? "");
  });
}

/** Runs `picket` as a user whom permissions bind: root, who runs tests in containers, may read everything. */
export function spawnAsOrdinaryUser(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Pick<CliResult, "status" | "stdout">> {
  const asRoot = process.getuid?.() === 0;
  const nobody = 65_534;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
      ...(asRoot && { uid: nobody, gid: nobody }),
    });
    let stdout = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout }));
  });
}

/** A temporary folder with files; names may hold folders. `remove` it when the test is over. */
export interface TempFolder {
  readonly path: string;
  write(name: string, content: string | Buffer): string;
  remove(): void;
}

export function tempFolder(files: Readonly<Record<string, string | Buffer>> = {}): TempFolder {
  const path = mkdtempSync(join(tmpdir(), "picket-cli-"));
  const write = (name: string, content: string | Buffer): string => {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return { path, write, remove: () => rmSync(path, { recursive: true, force: true }) };
}
