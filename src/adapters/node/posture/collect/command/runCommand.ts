import { spawn, type ChildProcess } from "node:child_process";
import { isAbsolute } from "node:path";
import { posix, win32 } from "node:path";
import type { OperatingSystem } from "../../../../../core/posture/facts.ts";
import type { CommandResult, CommandRunner } from "../../../../../core/posture/ports.ts";
import { errorCode } from "../../../skipReason.ts";
import { decodeOutput } from "./decodeOutput.ts";

/** Bounds of one program, and where Windows' own programs are. */
export interface CommandLimits {
  /** In ms. */
  readonly timeoutMs: number;
  /** Of each stream, in bytes. A program that writes more is ended, and has no exit code. */
  readonly mostBytes: number;
  /** `C:\Windows\System32`; needed on Windows alone. */
  readonly systemFolder?: string;
  /** Of the console, for what is not Unicode. */
  readonly codePage?: number;
}

/** Patient enough for a PowerShell that starts on a busy machine. */
export const usualLimits: CommandLimits = { timeoutMs: 15_000, mostBytes: 1_000_000 };

/**
 * Runs programs of this system: absolute paths alone, no shell, an environment of its own, nothing on standard input,
 * nothing elevated. Ends the whole family of a program that takes too long, writes too much or is no longer wanted.
 */
export function createCommandRunner(os: OperatingSystem, limits: CommandLimits = usualLimits): CommandRunner {
  return {
    os,
    async run(program, args, signal) {
      signal.throwIfAborted();
      if (!isAbsolute(program)) return { outcome: "missing", stdout: "", stderr: "" };
      return await new Promise((resolve, reject) => {
        const child = spawn(program, [...args], {
          env: environmentOf(os, limits.systemFolder),
          cwd: os === "win32" ? win32.parse(program).root : "/",
          shell: false,
          windowsHide: true,
          // A group of its own, so that all of it can be ended.
          detached: os !== "win32",
          stdio: ["ignore", "pipe", "pipe"],
        });
        watch(child, { os, limits, signal, resolve, reject });
      });
    },
  };
}

interface Watch {
  readonly os: OperatingSystem;
  readonly limits: CommandLimits;
  readonly signal: AbortSignal;
  readonly resolve: (result: CommandResult) => void;
  readonly reject: (reason: unknown) => void;
}

function watch(child: ChildProcess, { os, limits, signal, resolve, reject }: Watch): void {
  const output = { stdout: new Bounded(limits.mostBytes), stderr: new Bounded(limits.mostBytes) };
  let isLate = false;
  const end = (): void => endFamily(child, os, limits.systemFolder);
  const onAbort = (): void => {
    end();
    finish(() => reject(signal.reason));
  };
  const timer = setTimeout(() => {
    isLate = true;
    end();
    finish(() => resolve({ outcome: "timeout", stdout: "", stderr: "" }));
  }, limits.timeoutMs);
  const finish = (settle: () => void): void => {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
    child.stdout?.destroy();
    child.stderr?.destroy();
    settle();
  };
  signal.addEventListener("abort", onAbort, { once: true });
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.on("data", (chunk: Buffer) => {
      if (!output[name].add(chunk)) end();
    });
  child.once("error", (error) => {
    const code = errorCode(error);
    const outcome = code === "EACCES" || code === "EPERM" ? "denied" : "missing";
    finish(() => resolve({ outcome, stdout: "", stderr: "" }));
  });
  child.once("close", (code) => {
    if (isLate || signal.aborted) return;
    const isWhole = output.stdout.isWhole && output.stderr.isWhole;
    finish(() =>
      resolve({
        outcome: "done",
        ...(code !== null && isWhole && { code }),
        stdout: decodeOutput(output.stdout.bytes, limits.codePage),
        stderr: decodeOutput(output.stderr.bytes, limits.codePage),
      }),
    );
  });
}

/** Bytes up to a bound. */
class Bounded {
  readonly #chunks: Buffer[] = [];
  readonly #most: number;
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get isWhole(): boolean {
    return this.#size <= this.#most;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks).subarray(0, this.#most);
  }

  /** False when there is no room left. */
  add(chunk: Buffer): boolean {
    if (this.isWhole) this.#chunks.push(chunk);
    this.#size += chunk.length;
    return this.isWhole;
  }
}

/** Nothing of this process's environment: a search path, a library or a proxy of the person must not decide a check. */
function environmentOf(os: OperatingSystem, systemFolder: string | undefined): NodeJS.ProcessEnv {
  if (os !== "win32" || systemFolder === undefined)
    return { LC_ALL: "C", LANG: "C", PATH: "/usr/bin:/bin:/usr/sbin:/sbin" };
  const windows = win32.dirname(systemFolder);
  return {
    SystemRoot: windows,
    windir: windows,
    SystemDrive: win32.parse(windows).root.replace(/\\$/, ""),
    PATH: `${systemFolder};${windows}`,
    // Windows PowerShell loads Get-Acl and the like from here alone.
    PSModulePath: win32.join(systemFolder, "WindowsPowerShell", "v1.0", "Modules"),
  };
}

function endFamily(child: ChildProcess, os: OperatingSystem, systemFolder: string | undefined): void {
  if (child.pid === undefined) return;
  if (os === "win32" && systemFolder !== undefined) {
    const killer = spawn(win32.join(systemFolder, "taskkill.exe"), ["/PID", String(child.pid), "/T", "/F"], {
      shell: false,
      windowsHide: true,
      stdio: "ignore",
    });
    killer.once("error", () => child.kill("SIGKILL"));
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

/** The name of a program for a sentence. */
export function programName(program: string): string {
  return posix.basename(win32.basename(program));
}
