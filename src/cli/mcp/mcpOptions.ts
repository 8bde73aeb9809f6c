import { severityNames } from "../scan/scanOptions.ts";
import type { Severity } from "../../core/model/severity.ts";
import { parseArguments, type OptionSpecs, type ParsedArguments } from "../arguments.ts";
import { UsageError } from "../usageError.ts";

const listFormats = ["text", "json", "sarif", "csv"] as const;
export type McpFormat = (typeof listFormats)[number];

const exportTargets = ["kiro-registry", "kiro-managed-settings"] as const;
type ExportTarget = (typeof exportTargets)[number];

/** Scopes that a policy may name; `workspace2` is the second folder. */
const scopeKinds = ["central", "user", "workspace", "power", "agent", "registry", "managed"] as const;

const debug: OptionSpecs = { debug: { kind: "flag", help: "print stacks of internal errors" } };

const judging: OptionSpecs = {
  allowlist: {
    kind: "value",
    placeholder: "FILE",
    help: "policy: Picket's allowlist, Kiro's registry, or lists of Copilot or Claude",
  },
  key: {
    kind: "value",
    placeholder: "FILE",
    help: "public key (Ed25519 or P-256) that the policy's .sig must fit",
  },
  registry: {
    kind: "value",
    placeholder: "FILE",
    help: "Kiro's registry: the names that registry servers may have; an https address is fetched",
  },
  "registry-mode": { kind: "flag", help: "judge as Kiro does when it takes servers of the registry only" },
  format: {
    kind: "value",
    choices: listFormats,
    placeholder: "FORMAT",
    help: "text (default), json, sarif or csv",
  },
  "fail-on": {
    kind: "value",
    choices: [...severityNames, "never"],
    placeholder: "SEVERITY",
    help: "lowest severity that gives exit status 1: error, warning (default), info, hint or never",
  },
};

export const listSpecs: OptionSpecs = {
  home: { kind: "value", placeholder: "DIR", help: "the user's home folder (default: yours)" },
  workspace: {
    kind: "value",
    placeholder: "DIR",
    help: "a workspace folder; may be given more than once (default: the current folder)",
  },
  "managed-dir": {
    kind: "value",
    placeholder: "DIR",
    help: "the organisation's folder (default: Kiro's own of this system)",
  },
  untrusted: { kind: "flag", help: "the workspace folders are not trusted" },
  ...judging,
  ...debug,
};

export const checkSpecs: OptionSpecs = {
  ...judging,
  scope: {
    kind: "value",
    placeholder: "SCOPE",
    help: "judge the files as if they stood there: user, central, workspace, power, agent …",
  },
  ...debug,
};

export const lintSpecs: OptionSpecs = {
  format: { kind: "value", choices: ["text", "json"], placeholder: "FORMAT", help: "text (default) or json" },
  "fail-on": judging["fail-on"] ?? { kind: "flag", help: "" },
  ...debug,
};

export const exportSpecs: OptionSpecs = {
  allowlist: { kind: "value", placeholder: "FILE", help: "the policy to write in another form" },
  to: {
    kind: "value",
    choices: exportTargets,
    placeholder: "FORM",
    help: "kiro-registry or kiro-managed-settings",
  },
  ...debug,
};

/** What `list` and `check` share. Paths are as given. */
export interface JudgingOptions {
  readonly allowlist: string | undefined;
  readonly key: string | undefined;
  readonly registry: string | undefined;
  readonly registryMode: boolean;
  readonly format: McpFormat;
  readonly failOn: Severity | "never";
}

export interface ListOptions extends JudgingOptions {
  readonly home: string | undefined;
  readonly workspaces: readonly string[];
  readonly managedDir: string | undefined;
  readonly untrusted: boolean;
}

export interface CheckOptions extends JudgingOptions {
  readonly scope: string | undefined;
  /** Never empty. */
  readonly configs: readonly string[];
}

export interface LintOptions {
  readonly file: string;
  readonly json: boolean;
  readonly failOn: Severity | "never";
}

export interface ExportOptions {
  readonly allowlist: string;
  readonly to: ExportTarget;
}

/** @throws UsageError */
export function readListOptions(argv: readonly string[]): ListOptions {
  const parsed = parseArguments(argv, listSpecs, "mcp list");
  if (parsed.positionals.length > 0) {
    const advice = "takes no files; picket mcp check judges files by themselves";
    throw new UsageError(`picket mcp list ${advice}`, "mcp list");
  }
  return {
    ...judgingOptions(parsed, "mcp list"),
    home: parsed.value("home"),
    workspaces: parsed.list("workspace") ?? ["."],
    managedDir: parsed.value("managed-dir"),
    untrusted: parsed.flag("untrusted"),
  };
}

/** @throws UsageError */
export function readCheckOptions(argv: readonly string[]): CheckOptions {
  const parsed = parseArguments(argv, checkSpecs, "mcp check");
  const options = judgingOptions(parsed, "mcp check");
  // Without a policy nothing would be judged, and a pipeline would pass for the wrong reason.
  if (options.allowlist === undefined)
    throw new UsageError("name the policy with --allowlist FILE", "mcp check");
  if (parsed.positionals.length === 0)
    throw new UsageError("name at least one configuration to check", "mcp check");
  return { ...options, scope: readScope(parsed.value("scope")), configs: parsed.positionals };
}

/** @throws UsageError */
export function readLintOptions(argv: readonly string[]): LintOptions {
  const parsed = parseArguments(argv, lintSpecs, "mcp registry");
  const [file, ...others] = parsed.positionals;
  if (file === undefined || others.length > 0)
    throw new UsageError("name the one registry file to lint", "mcp registry");
  return { file, json: parsed.value("format") === "json", failOn: failOnOf(parsed) };
}

/** @throws UsageError */
export function readExportOptions(argv: readonly string[]): ExportOptions {
  const parsed = parseArguments(argv, exportSpecs, "mcp export");
  const allowlist = parsed.value("allowlist");
  const to = exportTargets.find((target) => target === parsed.value("to"));
  if (parsed.positionals.length > 0)
    throw new UsageError("it takes no files but --allowlist FILE", "mcp export");
  if (allowlist === undefined) throw new UsageError("name the policy with --allowlist FILE", "mcp export");
  if (to === undefined) throw new UsageError(`say with --to ${exportTargets.join(" or ")}`, "mcp export");
  return { allowlist, to };
}

function judgingOptions(parsed: ParsedArguments, command: string): JudgingOptions {
  const allowlist = parsed.value("allowlist");
  const key = parsed.value("key");
  if (key !== undefined && allowlist === undefined) throw new UsageError("--key needs --allowlist", command);
  return {
    allowlist,
    key,
    registry: parsed.value("registry"),
    registryMode: parsed.flag("registry-mode"),
    format: listFormats.find((format) => format === parsed.value("format")) ?? "text",
    failOn: failOnOf(parsed),
  };
}

/** A server that no policy lists is a warning, and a check that passes it would check nothing. */
function failOnOf(parsed: ParsedArguments): Severity | "never" {
  const given = parsed.value("fail-on");
  return ([...severityNames, "never"] as const).find((name) => name === given) ?? "warning";
}

function readScope(scope: string | undefined): string | undefined {
  if (scope === undefined || /^workspace[1-9]?\d?$/.test(scope)) return scope;
  if (scopeKinds.some((kind) => kind === scope)) return scope;
  throw new UsageError(
    `--scope does not take ${JSON.stringify(scope)}; it takes ${scopeKinds.join(", ")}`,
    "mcp check",
  );
}
