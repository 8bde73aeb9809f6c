import type { McpIdentity } from "../model/verdict.ts";
import { type Launch, nothingToRun, variableDoubt } from "./launch.ts";
import type { Doubt } from "./normalizeCommand.ts";
import { type OptionTable, takeOptions } from "./options.ts";
import { shownSource } from "./shown.ts";
import { hasVariable } from "./variables.ts";

/** Options of npm without a value, and those of its kin. Source: npm's own definitions, 11.x; `npx-cli.js`. */
const switches =
  "yes quiet all allow-same-version audit bin-links browser color dev dry-run engine-strict force " +
  "foreground-scripts fund git-tag-version global ignore-scripts if-present include-workspace-root install-links " +
  "json legacy-bundling legacy-peer-deps link long offline optional package-lock package-lock-only parseable " +
  "prefer-dedupe prefer-offline prefer-online production progress provenance read-only save save-exact shrinkwrap " +
  "strict-peer-deps strict-ssl timing unicode update-notifier usage version versions workspaces no-install help " +
  "ignore-existing always-spawn shell-auto-fallback bun silent verbose shell-mode parallel";

export const npmOptions: OptionTable = {
  switches: new Set([...switches.split(" ").map((name) => `--${name}`), "-d", "-s", "-S", "-v", "-h", "-b"]),
  aliases: {
    "-y": "--yes",
    "-q": "--quiet",
    "-p": "--package",
    "-c": "--call",
    "-w": "--workspace",
    "-n": "--node-arg",
    "-C": "--prefix",
  },
  valueHasNoDash: true,
};

/** The word after which the package stands, for runners that need one. */
const subcommands: Readonly<Record<string, RegExp | undefined>> = {
  npx: undefined,
  bunx: undefined,
  pnpx: undefined,
  npm: /^(?:exec|x)$/,
  pnpm: /^dlx$/,
  yarn: /^dlx$/,
  bun: /^x$/,
};

/** What `npx`, `npm exec` and their kin start; undefined when the program is none of them or does something else. */
export function npmLaunch(program: string, given: readonly string[]): Launch | undefined {
  if (!Object.hasOwn(subcommands, program)) return undefined;
  const subcommand = subcommands[program];
  const before = subcommand ? takeOptions(given, npmOptions) : { options: [], rest: given };
  const named = before.rest[0] ?? "";
  if (subcommand && !subcommand.test(named)) return undefined;
  const runner = subcommand ? `${program} ${named === "x" && program === "npm" ? "exec" : named}` : program;
  const after = takeOptions(subcommand ? before.rest.slice(1) : before.rest, npmOptions);
  const options = [...before.options, ...after.options];
  const packages = options.filter(({ name, value }) => name === "--package" && value !== undefined);
  const [first = "", ...words] = after.rest;
  const spec = packages[0]?.value ?? first;
  const bin = packages.length > 0 && first !== "" ? first : undefined;
  const doubts: Doubt[] = [];
  if (options.some(({ name }) => name === "--call")) {
    doubts.push({ reason: `"${runner}" is given a shell text to run`, variable: false });
  }
  if (spec === "") doubts.push(nothingToRun(runner));
  if (hasVariable(spec)) doubts.push(variableDoubt("the package"));
  return {
    ...(spec !== "" && { identity: npmIdentity(spec, runner) }),
    runner,
    words,
    runtimeWords: given.slice(0, given.length - after.rest.length),
    options,
    ...(bin !== undefined && { bin }),
    doubts,
  };
}

const packageName = /^(?:@[a-z0-9~_-][a-z0-9._~-]*\/)?[a-z0-9~_-][a-z0-9._~-]*$/;

/** The identity of a package as npm is told of it. Aliases, git, addresses and folders are not the registry's. */
export function npmIdentity(spec: string, runner: string): McpIdentity {
  const at = spec.indexOf("@", 1);
  const name = (at < 0 ? spec : spec.slice(0, at)).toLowerCase();
  const version = at < 0 ? undefined : spec.slice(spec.lastIndexOf("@") + 1);
  const elsewhere = /[:/\\]/.test(at < 0 ? "" : spec.slice(at + 1)) || /\.(?:tgz|tar|tar\.gz)$/.test(spec);
  if (!packageName.test(name) || elsewhere || spec.lastIndexOf("@") > Math.max(at, 0)) {
    return { kind: "other", source: shownSource(spec), runner };
  }
  return { kind: "npm", name, ...(version !== undefined && version !== "" && { version }), runner };
}
