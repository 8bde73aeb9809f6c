import { hookDefinitions } from "../../core/kiro/hookFiles/hookKinds.ts";
import type { CommandHelp } from "../commandHelp.ts";
import { hookInstallSpecs, hookTestSpecs, hookUninstallSpecs } from "./hookOptions.ts";

/** Help of `picket hook` by its commands. */
export const hookCommands: Readonly<Record<string, CommandHelp>> = {
  "hook install": {
    usage: "picket hook install [options]",
    about: "Writes Kiro's hooks that ask Picket before an agent writes, runs or installs something.",
    specs: hookInstallSpecs,
    notes: `A file of somebody else is never replaced, and then nothing is written at all. A launcher in
~/.kiro/picket finds node and Picket; when it cannot, guards block.

Exit status: 0 everything stands, 1 something is refused, 2 error.`,
  },
  "hook uninstall": {
    usage: "picket hook uninstall [options]",
    about: "Removes Picket's hooks, and the launcher with the last of them.",
    specs: hookUninstallSpecs,
    notes: "Exit status: 0 nothing of Picket is left there, 1 something is refused, 2 error.",
  },
  "hook run": {
    usage: "picket hook run EVENT",
    about: "Answers one event of Kiro: reads the hook's JSON on standard input.",
    specs: {},
    notes: `EVENT is one of ${hookDefinitions.map(({ event }) => event).join(", ")}, or Kiro's own name.

Exit status: 0 goes on (or asks, by JSON on standard output), 2 blocks, 1 advice that could not be given.
A guard that cannot judge blocks.`,
  },
  "hook test": {
    usage: "picket hook test [options]",
    about:
      "Runs the installed hooks as Kiro would, with inputs that they must block and failures of every kind.",
    specs: hookTestSpecs,
    notes: "Exit status: 0 every hook does what it must, 1 one does not, 2 error.",
  },
};
