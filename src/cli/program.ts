import { GitError } from "../adapters/node/git.ts";
import { GrammarError } from "../adapters/node/grammars.ts";
import { PostureError } from "../adapters/node/posture/reportError.ts";
import { MissingPathError } from "../adapters/node/walk.ts";
import { visible } from "../core/model/visible.ts";
import { BaselineError } from "../core/secrets/baseline.ts";
import { StoreError } from "../core/fixes/storeError.ts";
import { findVersion } from "./installation.ts";
import type { Io } from "./io.ts";
import { didYouMean, UsageError } from "./usageError.ts";

/** Exit statuses of `design/cli.md`: 0 clean, 1 findings or something not judged, 2 usage or internal error. */
export type ExitStatus = 0 | 1 | 2;

/** Commands are loaded when they run: asking for the version must not cost what an engine costs. */
type Command = (argv: readonly string[], io: Io) => Promise<ExitStatus>;

const commands: Readonly<Record<string, Command>> = {
  scan: async (argv, io) => (await import("./scan/runScan.ts")).runScan(argv, io),
  fix: async (argv, io) => (await import("./fix/runFix.ts")).runFix(argv, io),
  mcp: async (argv, io) => (await import("./mcp/runMcp.ts")).runMcp(argv, io),
  activity: async (argv, io) => (await import("./activity/runActivity.ts")).runActivity(argv, io),
  hook: async (argv, io) => (await import("./hook/runHook.ts")).runHook(argv, io),
  posture: async (argv, io) => (await import("./posture/runPosture.ts")).runPosture(argv, io),
  policy: async (argv, io) => (await import("./policy/runPolicy.ts")).runPolicy(argv, io),
};

/** Runs one command line; `argv` is without the program's own path. Never rejects. */
export async function runProgram(argv: readonly string[], io: Io): Promise<ExitStatus> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    io.stderr(describe(error, argv.includes("--debug")));
    return 2;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<ExitStatus> {
  const [name, ...rest] = argv;
  const plain = rest.includes("--") ? rest.slice(0, rest.indexOf("--")) : rest;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const { commandHelp, programHelp } = await import("./help.ts");
    await io.stdout(rest[0] === undefined ? programHelp() : commandHelp(rest[0], rest[1]));
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-V" || name === "version") {
    await io.stdout(`${findVersion()}\n`);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const what = name.startsWith("-") ? "option" : "command";
    throw new UsageError(`unknown ${what} ${JSON.stringify(name)}${didYouMean(name, Object.keys(commands))}`);
  }
  if (plain.includes("--help") || plain.includes("-h")) {
    await io.stdout((await import("./help.ts")).commandHelp(name, rest[0]));
    return 0;
  }
  return command(rest, io);
}

/** Errors whose messages are written for a person and hold nothing of a scanned text. */
const madeForPeople = [GrammarError, MissingPathError, GitError, StoreError, BaselineError, PostureError];

/**
 * What went wrong, in one line. Only errors made for people are quoted; the message of any other could hold a part of
 * a scanned text, so its kind alone is shown, and with `debug` the stack without the message.
 */
function describe(error: unknown, debug: boolean): string {
  const line = `picket: ${visible(messageOf(error))}\n`;
  return debug && error instanceof Error ? `${line}${framesOf(error)}` : line;
}

/** The frames of the stack alone. A message of several lines could look like frames, so it is cut off by its length. */
function framesOf({ name, message, stack = "" }: Error): string {
  const head = message === "" ? name : `${name}: ${message}`;
  const frames = stack.startsWith(head) ? stack.slice(head.length).match(/^ {4}at .*$/gm) : null;
  return frames ? `${frames.join("\n")}\n` : "";
}

function messageOf(error: unknown): string {
  if (error instanceof UsageError) {
    return `${error.message} (see picket ${error.command ? `${error.command} ` : ""}--help)`;
  }
  if (!(error instanceof Error)) return `internal error (${typeof error})`;
  if (madeForPeople.some((kind) => error instanceof kind)) return error.message;
  return `internal error (${error.name}); --debug shows where`;
}
