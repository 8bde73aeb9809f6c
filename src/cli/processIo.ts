import { errorCode } from "../adapters/node/skipReason.ts";
import type { Io } from "./io.ts";

/**
 * The real process. A reader of standard output that goes away early (`| head`) ends the output, not the command. Any
 * other failure to write is an internal error: exit status 2.
 */
export function processIo(argv: readonly string[]): Io {
  let closed = false;
  process.stdout.on("error", (error) => {
    closed = true;
    if (errorCode(error) === "EPIPE") return;
    process.stderr.write("picket: standard output cannot be written\n");
    process.on("exit", () => (process.exitCode = 2));
  });
  process.stderr.on("error", () => undefined);
  return {
    cwd: process.cwd(),
    env: process.env,
    colour: wantsColour(process.env, process.stdout.isTTY),
    interactive: process.stderr.isTTY && !argv.includes("--quiet"),
    stdout: (chunk) =>
      new Promise((resolve) => {
        if (closed) resolve();
        else process.stdout.write(chunk, () => resolve());
      }),
    stderr: (text) => void process.stderr.write(text),
    stdin: readStdin,
    stdinChunks: () => process.stdin,
  };
}

/** Colours on a terminal only, unless `NO_COLOR` (no-color.org) or a terminal without them says otherwise. */
export function wantsColour(env: Io["env"], isTerminal: boolean): boolean {
  return isTerminal && !env["NO_COLOR"] && env["TERM"] !== "dumb";
}

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
