import { iamFixIds } from "../core/iam/fixes/iamFix.ts";
import type { OptionSpecs } from "./arguments.ts";
import { fixSpecs } from "./fix/fixOptions.ts";
import { scanSpecs } from "./scan/scanOptions.ts";

interface CommandHelp {
  readonly usage: string;
  readonly about: string;
  readonly specs: OptionSpecs;
  readonly notes: string;
}

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
    usage: "picket fix FILE… [options]",
    about:
      "Replaces secrets by a lookup, or with --iam fixes policies. Dry by default: prints the change as a diff with the values masked.",
    specs: fixSpecs,
    notes: `With --iam, FIX is one of
${wrapped(iamFixIds)}
Each is applied wherever it applies, until nothing changes, and only where it is proved that the policy then
allows the same or less; add-describe-secret, which allows one more action, and corrections of what could not
work are the exceptions.

Exit status: 0 every finding fixed, 1 some skipped, 2 error.`,
  },
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
  return `Picket finds secrets in code and configuration and moves them to a secret store.
No network unless the command says so.

${list.join("\n")}
  picket COMMAND --help · picket --version
`;
}

/** What `picket COMMAND --help` prints. */
export function commandHelp(name: string): string {
  const help = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!help) return programHelp();
  const rows = Object.entries(help.specs).map(([option, spec]): [string, string] => [
    `  --${option}${spec.placeholder ? ` ${spec.placeholder}` : ""}`,
    spec.help,
  ]);
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  const options = rows.map(([left, right]) => `${left.padEnd(width)}${right}`).join("\n");
  return `${help.about}\n\nUsage: ${help.usage}\n\n${options}\n\n${help.notes}\n`;
}
