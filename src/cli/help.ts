import { iamFixIds } from "../core/iam/fixes/iamFix.ts";
import { activityCommands } from "./activity/activityHelp.ts";
import type { CommandHelp } from "./commandHelp.ts";
import { fixSpecs } from "./fix/fixOptions.ts";
import { hookCommands } from "./hook/hookHelp.ts";
import { mcpCommands } from "./mcp/mcpHelp.ts";
import { policyCommands } from "./policy/policyHelp.ts";
import { postureCommands } from "./posture/postureHelp.ts";
import { scanSpecs } from "./scan/scanOptions.ts";

const commands: Readonly<Record<string, CommandHelp>> = {
  scan: {
    usage: "picket scan [PATH…] [options]",
    about: "Finds secrets in files and folders (default: the current folder).",
    specs: scanSpecs,
    notes: `Folders are read recursively. .gitignore and .picketignore count; a file that you name is scanned even if
.gitignore leaves it out. Symbolic links on the way are not followed, binary files are skipped, and files
above 50 MB are reported as not judged.

Exit status: 0 nothing at or above --fail-on, 1 findings or something that could not be judged, 2 error.`,
  },
  fix: {
    usage: "picket fix PATH… [options]",
    about:
      "Replaces secrets by a lookup, or with --iam fixes policies. Dry by default: prints the change as a diff with the values masked.",
    specs: fixSpecs,
    notes: `Folders are read as scan reads them, and a value that stands in several files becomes one secret.

With --iam, FIX is one of
${wrapped(iamFixIds)}
Each is applied wherever it applies, until nothing changes, and only where it is proved that the policy then
allows the same or less; add-describe-secret, which allows one more action, and corrections of what could not
work are the exceptions.

Exit status: 0 every finding fixed, 1 some skipped, 2 error.`,
  },
  ...mcpCommands,
  ...activityCommands,
  ...hookCommands,
  ...postureCommands,
  ...policyCommands,
};

/** Names in lines of a page's width. */
function wrapped(names: readonly string[]): string {
  const lines = [""];
  for (const name of names) {
    const line = lines.at(-1) ?? "";
    if (line.length + name.length > 100) lines.push(`  ${name}`);
    else lines[lines.length - 1] = line === "" ? `  ${name}` : `${line}, ${name}`;
  }
  return lines.join(",\n");
}

/** What `picket --help` prints. */
export function programHelp(): string {
  const list = Object.values(commands).map(({ usage, about }) => `  ${usage}\n      ${about}\n`);
  return `Picket finds secrets, policies that grant too much and MCP servers that nobody approved, and helps to fix them.
No network unless the command says so.

${list.join("\n")}
  picket COMMAND --help · picket --version
`;
}

/** The help of a command that only has commands of its own; empty for any other. */
function commandsOf(name: string): string {
  const own = Object.entries(commands).filter(([key]) => key.startsWith(`${name} `));
  const list = own.map(([, { usage, about }]) => `  ${usage}\n      ${about}\n`).join("\n");
  return list === "" ? "" : `${list}\n  picket ${name} COMMAND --help\n`;
}

/** What `picket COMMAND --help` prints. @param next the word behind it: a command may have commands of its own */
export function commandHelp(name: string, next = ""): string {
  const both = `${name} ${next}`;
  const key = Object.hasOwn(commands, both) ? both : name;
  const help = Object.hasOwn(commands, key) ? commands[key] : undefined;
  if (!help && commandsOf(name) !== "") return commandsOf(name);
  if (!help) return programHelp();
  const rows = Object.entries(help.specs).map(([option, spec]): [string, string] => [
    `  --${option}${spec.placeholder ? ` ${spec.placeholder}` : ""}`,
    spec.help,
  ]);
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  const options = rows.map(([left, right]) => `${left.padEnd(width)}${right}`).join("\n");
  return `${help.about}\n\nUsage: ${help.usage}\n\n${options === "" ? "" : `${options}\n\n`}${help.notes}\n`;
}
