import type { Io } from "../io.ts";
import { didYouMean, UsageError } from "../usageError.ts";

/** Loaded when they run, as commands are. */
const commands: Readonly<Record<string, (argv: readonly string[], io: Io) => Promise<0 | 1 | 2>>> = {
  install: async (argv, io) => (await import("./install.ts")).runInstall(argv, io),
  uninstall: async (argv, io) => (await import("./install.ts")).runUninstall(argv, io),
  run: async (argv, io) => {
    const { runHookEvent } = await import("./runEvent.ts");
    const { exitCode, stdout, stderr } = await runHookEvent(argv[0] ?? "", () => io.stdin(), io);
    if (stdout !== "") await io.stdout(stdout);
    if (stderr !== "") io.stderr(stderr);
    return exitCode;
  },
  test: async (argv, io) => (await import("./test.ts")).runHookTest(argv, io),
};

/** `picket hook COMMAND`: guards that Kiro calls. */
export async function runHook(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const [name, ...rest] = argv;
  const known = Object.keys(commands);
  if (name === undefined) throw new UsageError(`say what to do: ${known.join(", ")}`, "hook");
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    throw new UsageError(`unknown command ${JSON.stringify(name)}${didYouMean(name, known)}`, "hook");
  return command(rest, io);
}
