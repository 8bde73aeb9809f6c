import { catalogue } from "../../core/secrets/catalogue.ts";
import { severities, type Severity } from "../../core/model/severity.ts";
import { parseArguments, type OptionSpecs } from "../arguments.ts";
import type { CustomRule } from "../../core/secrets/custom/customRule.ts";
import { loadConfig, type LoadedConfig } from "../scan/config.ts";
import { didYouMean, UsageError } from "../usageError.ts";
import { iamFixSpecs, readIamFixOptions, type IamFixOptions } from "./iamOptions.ts";

const targets = ["secrets-manager", "parameter-store", "env"] as const;
type FixTo = (typeof targets)[number];

const ifExistsChoices = ["fail", "use", "add-version"] as const;
export type IfExists = (typeof ifExistsChoices)[number];

export const fixSpecs: OptionSpecs = {
  to: {
    kind: "value",
    choices: targets,
    placeholder: "TARGET",
    help: "secrets-manager (default), parameter-store or env",
  },
  only: { kind: "list", placeholder: "RULES", help: "rules to fix, such as secrets/github-token" },
  "min-severity": {
    kind: "value",
    choices: severities,
    placeholder: "SEVERITY",
    help: "lowest severity to fix (default info; hints are malformed values)",
  },
  config: {
    kind: "value",
    placeholder: "FILE",
    help: "configuration with rules, severities and ignore (default picket.json, when there is one)",
  },
  name: {
    kind: "value",
    placeholder: "TEMPLATE",
    help: "names of the secrets (default {project}/{file}/{key})",
  },
  write: { kind: "flag", help: "change the files" },
  store: { kind: "flag", help: "first create the secrets in AWS and read them back (network)" },
  "if-exists": {
    kind: "value",
    choices: ifExistsChoices,
    placeholder: "WHAT",
    help: "when a name is taken by another value: fail (default), use or add-version",
  },
  profile: { kind: "value", placeholder: "NAME", help: "AWS profile for --store" },
  region: {
    kind: "value",
    placeholder: "REGION",
    help: "AWS Region for --store, or of the resources for --iam",
  },
  format: {
    kind: "value",
    choices: ["text", "json"],
    placeholder: "FORMAT",
    help: "text (default: a masked diff) or json",
  },
  "include-text": {
    kind: "flag",
    help: "with --format json: the whole resulting text of each file, not masked",
  },
  ...iamFixSpecs,
  debug: { kind: "flag", help: "print stacks of internal errors" },
};

/** The command line of `picket fix`. */
export interface FixOptions {
  readonly files: readonly string[];
  readonly to: FixTo;
  /** Rule ids; undefined: all. */
  readonly only: ReadonlySet<string> | undefined;
  readonly minSeverity: Severity;
  readonly config: LoadedConfig;
  readonly nameTemplate: string | undefined;
  readonly write: boolean;
  readonly store: boolean;
  readonly ifExists: IfExists;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly format: "text" | "json";
  readonly includeText: boolean;
  /** Policies are fixed instead of secrets. */
  readonly iam: IamFixOptions | undefined;
}

/**
 * Reads the command line and the configuration that it names.
 * @throws UsageError
 */
export function readFixOptions(argv: readonly string[], cwd: string): FixOptions {
  const parsed = parseArguments(argv, fixSpecs, "fix");
  const iam = readIamFixOptions(parsed);
  if (parsed.positionals.length === 0) throw new UsageError("name at least one file or folder to fix", "fix");
  const to = targets.find((target) => target === parsed.value("to")) ?? "secrets-manager";
  const format = parsed.value("format") === "json" ? "json" : "text";
  if (parsed.flag("store") && to === "env")
    throw new UsageError("--store needs a store: --to env has none", "fix");
  if (parsed.flag("include-text") && format !== "json") {
    throw new UsageError("--include-text needs --format json", "fix");
  }
  const config = loadConfig(cwd, parsed.value("config"));
  const only = parsed.list("only")?.map((name) => toRuleId(name, config.custom.rules));
  return {
    files: parsed.positionals,
    to,
    only: only && new Set(only),
    minSeverity:
      severities.find((severity) => severity === parsed.value("min-severity")) ?? (only ? "hint" : "info"),
    config,
    nameTemplate: parsed.value("name"),
    write: parsed.flag("write"),
    store: parsed.flag("store"),
    ifExists: ifExistsChoices.find((choice) => choice === parsed.value("if-exists")) ?? "fail",
    profile: parsed.value("profile"),
    region: parsed.value("region"),
    format,
    includeText: parsed.flag("include-text"),
    iam,
  };
}

/** The rule id behind `secrets/x` or plain `x`. @param own rules of the configuration */
function toRuleId(name: string, own: readonly CustomRule[]): string {
  const id = name.includes("/") ? name : `secrets/${name}`;
  const known = [
    ...catalogue.map(({ ruleId }) => ruleId as string),
    ...own.map((rule) => `secrets/${rule.id}`),
  ];
  if (known.includes(id)) return id;
  throw new UsageError(`there is no rule ${JSON.stringify(id)}${didYouMean(id, known)}`, "fix");
}
