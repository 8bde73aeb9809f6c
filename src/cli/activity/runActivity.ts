import type { Io } from "../io.ts";
import { didYouMean, UsageError } from "../usageError.ts";

/** Loaded when they run, as commands are. */
const commands: Readonly<Record<string, (argv: readonly string[], io: Io) => Promise<0 | 1 | 2>>> = {
  list: async (argv, io) => (await import("./list.ts")).runActivityList(argv, io),
  "least-privilege": async (argv, io) => (await import("./leastPrivilege.ts")).runLeastPrivilege(argv, io),
  classify: async (argv, io) => (await import("./classify.ts")).runClassify(argv, io),
};

/** `picket activity COMMAND`: what a role does in AWS, by the records of CloudTrail. */
export async function runActivity(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const [name, ...rest] = argv;
  const known = Object.keys(commands);
  if (name === undefined) throw new UsageError(`say what to do: ${known.join(", ")}`, "activity");
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    throw new UsageError(`unknown command ${JSON.stringify(name)}${didYouMean(name, known)}`, "activity");
  return command(rest, io);
}
