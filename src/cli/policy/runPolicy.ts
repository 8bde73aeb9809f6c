import type { Io } from "../io.ts";
import { didYouMean, UsageError } from "../usageError.ts";

/** Loaded when they run, as commands are. */
const commands: Readonly<Record<string, (argv: readonly string[], io: Io) => Promise<0 | 1 | 2>>> = {
  starter: async (argv, io) => (await import("./starter.ts")).runStarter(argv, io),
  monitoring: async (argv, io) => (await import("./monitoring.ts")).runMonitoring(argv, io),
};

/** `picket policy COMMAND`: writes policies and templates to standard output. */
export async function runPolicy(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const [name, ...rest] = argv;
  const known = Object.keys(commands);
  if (name === undefined) throw new UsageError(`say what to write: ${known.join(" or ")}`, "policy");
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    throw new UsageError(`unknown command ${JSON.stringify(name)}${didYouMean(name, known)}`, "policy");
  return command(rest, io);
}
