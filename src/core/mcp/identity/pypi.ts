import type { McpIdentity } from "../model/verdict.ts";
import { type Launch, nothingToRun, variableDoubt } from "./launch.ts";
import type { Doubt } from "./normalizeCommand.ts";
import { type OptionTable, takeOptions } from "./options.ts";
import { shownSource } from "./shown.ts";
import { hasVariable } from "./variables.ts";

/** Options of uv and pipx without a value. Source: `uv tool run --help` (0.9), `pipx run --help` (1.8). */
const switches =
  "quiet verbose offline refresh isolated native-tls reinstall upgrade managed-python compile-bytecode " +
  "show-resolution system-certs lfs help version pypackages allow-python-downloads";

export const uvOptions: OptionTable = {
  switches: new Set([...switches.split(" ").map((name) => `--${name}`), "--no-cache", "-h", "-V", "-U"]),
  aliases: {
    "-q": "--quiet",
    "-v": "--verbose",
    "-n": "--no-cache",
    "-w": "--with",
    "-p": "--python",
    "-i": "--index-url",
    "-f": "--find-links",
    "-c": "--constraints",
    "-b": "--build-constraints",
    "-P": "--upgrade-package",
    "-C": "--config-setting",
  },
};

/** The words after which the package stands. */
const subcommands: ReadonlyMap<string, readonly string[]> = new Map([
  ["uvx", []],
  ["uv", ["tool", "run"]],
  ["pipx", ["run"]],
]);

/** What `uvx`, `uv tool run` and `pipx run` start; undefined when the program does something else. */
export function pypiLaunch(program: string, given: readonly string[]): Launch | undefined {
  const subcommand = subcommands.get(program);
  if (!subcommand) return undefined;
  const options: Launch["options"][number][] = [];
  let rest = given;
  for (const word of subcommand) {
    const read = takeOptions(rest, uvOptions);
    if (read.rest[0] !== word) return undefined;
    options.push(...read.options);
    rest = read.rest.slice(1);
  }
  const read = takeOptions(rest, uvOptions);
  options.push(...read.options);
  const runner = [program, ...subcommand].join(" ");
  const from = options.find(
    ({ name, value }) => /^--(?:from|spec)$/.test(name) && value !== undefined,
  )?.value;
  const [first = "", ...words] = read.rest;
  const spec = from ?? first;
  const doubts: Doubt[] = [];
  if (spec === "") doubts.push(nothingToRun(runner));
  if (hasVariable(spec)) doubts.push(variableDoubt("the package"));
  return {
    ...(spec !== "" && { identity: pypiIdentity(spec, runner) }),
    runner,
    words,
    runtimeWords: given.slice(0, given.length - read.rest.length),
    options,
    ...(from !== undefined && first !== "" && { bin: first }),
    doubts,
  };
}

const specification =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[A-Za-z0-9.,_\s-]*\])?\s*(?:@\s*([^\s@/:\\]*)|((?:[<>=!~]=?=?)[^;@/:\\]*))?\s*(?:;.*)?$/s;

/** A package name as PEP 503 compares it. */
export function normalPypiName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}

/** The identity of a package as uv and pipx are told of it. Addresses, git and folders are not the index's. */
export function pypiIdentity(spec: string, runner: string): McpIdentity {
  const [, name, at, clauses] = specification.exec(spec.trim().slice(0, 1024)) ?? [];
  if (name === undefined || /\.(?:whl|zip|tar\.gz|py)$/i.test(spec)) {
    return { kind: "other", source: shownSource(spec), runner };
  }
  const exact = clauses?.split(",").find((clause) => /^\s*={2,3}[^=*]+$/.test(clause));
  const version = at ?? exact?.replace(/^\s*=+/, "").trim() ?? clauses?.trim();
  return { kind: "pypi", name: normalPypiName(name), ...(version && { version }), runner };
}
