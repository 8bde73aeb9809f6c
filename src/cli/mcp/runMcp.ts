import type { Io } from "../io.ts";
import { didYouMean, UsageError } from "../usageError.ts";

/** Loaded when they run, as commands are. */
const commands: Readonly<Record<string, (argv: readonly string[], io: Io) => Promise<0 | 1 | 2>>> = {
  list: async (argv, io) => (await import("./list.ts")).runList(argv, io),
  check: async (argv, io) => (await import("./check.ts")).runCheck(argv, io),
  registry: async (argv, io) => (await import("./registry.ts")).runRegistry(argv, io),
  export: async (argv, io) => (await import("./exportPolicy.ts")).runExport(argv, io),
};

/** `picket mcp COMMAND`: what MCP servers there are, and whether the policy lets them be. No server is ever started. */
export async function runMcp(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const [name, ...rest] = argv;
  const known = Object.keys(commands);
  if (name === undefined) throw new UsageError(`say what to do: ${known.join(", ")}`, "mcp");
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    throw new UsageError(`unknown command ${JSON.stringify(name)}${didYouMean(name, known)}`, "mcp");
  return command(rest, io);
}
