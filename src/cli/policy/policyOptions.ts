import { configScopes, dataEventKinds, type MonitoringOptions } from "../../core/monitoring/stack/options.ts";
import {
  accountProblem,
  bucketNameProblem,
  directoryProblem,
  emailProblem,
  functionPrefixProblem,
  logGroupProblem,
  objectKeyProblem,
  prefixProblem,
  principalProblem,
  regionProblem,
  roleNameProblem,
  secretNameProblem,
  tagKeyProblem,
  tagValueProblem,
  type NameCheck,
} from "../../core/policyTemplates/names.ts";
import type { StarterOptions } from "../../core/policyTemplates/starter/options.ts";
import type { StarterPart, TemplateFormat } from "../../core/policyTemplates/starter/starterText.ts";
import { parseArguments, type OptionSpecs, type ParsedArguments } from "../arguments.ts";
import { UsageError } from "../usageError.ts";

const formats = ["json", "yaml", "terraform"] as const;
const parts = ["permissions", "boundary", "trust"] as const;

const text = (placeholder: string, help: string) => ({ kind: "value", placeholder, help }) as const;

const common = {
  role: text("NAME", "name of the agent's role"),
  account: text("ID", "account of the role; without it the deployment tells"),
  region: text("REGION", "Region of the role's work; without it the deployment tells"),
} as const;

const format = {
  kind: "value",
  choices: formats,
  placeholder: "FORMAT",
  help: "yaml (default) or json for CloudFormation, or terraform",
} as const;

const debug = { kind: "flag", help: "show where an internal error happened" } as const;

export const starterSpecs: OptionSpecs = {
  ...common,
  bucket: text("NAME", "bucket that the agent lists and reads"),
  "object-key": text("KEY", "the one object of the bucket that it reads; then it lists nothing"),
  secret: text("NAME", "secret that it reads, by its name without the six characters that AWS adds"),
  "function-tag": text("KEY=VALUE", "tag of the functions that it deploys (default deployed-by=ROLE)"),
  "function-prefix": text("TEXT", "what the names of these functions begin with (default ROLE-)"),
  trusted: text("ARN", "who may assume the role (default: the roles of IAM Identity Center of the account)"),
  part: {
    kind: "value",
    choices: parts,
    placeholder: "PART",
    help: "one policy alone, as IAM takes it: permissions, boundary or trust",
  },
  format,
  validate: {
    kind: "flag",
    help: "ask IAM Access Analyzer about the policies (network), which costs nothing",
  },
  profile: text("NAME", "profile of the AWS configuration for --validate"),
  debug,
};

export const monitoringSpecs: OptionSpecs = {
  ...common,
  bucket: text("NAME", "bucket whose objects are watched"),
  secret: text("NAME", "secret that only the agent's role should read"),
  email: text("ADDRESS", "where alarms are sent to"),
  prefix: text("TEXT", "what the names of all resources begin with (default picket)"),
  "data-events": {
    kind: "list",
    choices: [...dataEventKinds, "none"],
    placeholder: "KINDS",
    help: "calls on data to record: ai, s3, lambda or none (default ai, and s3 with --bucket)",
  },
  config: {
    kind: "value",
    choices: configScopes,
    placeholder: "SCOPE",
    help: "AWS Config: recorder and rules (recorder, default), rules for a recorder that is there, or none",
  },
  "dlp-log-group": text("NAME", "log group to which a DLP agent writes JSON"),
  "workspaces-directory": text("ID", "directory whose WorkSpaces are watched"),
  format,
  debug,
};

/** What `picket policy starter` was asked for. */
export interface StarterArguments {
  readonly options: StarterOptions;
  /** Undefined: all of them as a template. */
  readonly part: StarterPart | undefined;
  readonly format: TemplateFormat;
  readonly validate: { readonly profile?: string; readonly region?: string } | undefined;
}

/** @throws UsageError for a name that AWS does not take, too */
export function readStarterArguments(argv: readonly string[]): StarterArguments {
  const command = "policy starter";
  const parsed = parse(argv, starterSpecs, command);
  const checked = checker(parsed, command);
  const bucket = checked("bucket", bucketNameProblem);
  const objectKey = checked("object-key", objectKeyProblem);
  if (objectKey !== undefined && bucket === undefined)
    throw new UsageError("--object-key needs the bucket that it is in: --bucket NAME", command);
  const part = parts.find((name) => name === parsed.value("part"));
  const chosen = formatOf(parsed);
  if (part !== undefined && parsed.value("format") !== undefined && chosen !== "json")
    throw new UsageError("--part gives the policy alone, which is JSON: leave out --format", command);
  const region = checked("region", regionProblem);
  const profile = parsed.value("profile");
  if (profile !== undefined && !parsed.flag("validate"))
    throw new UsageError("--profile is for --validate: nothing else asks AWS", command);
  const where = withoutAbsent({ profile, region });
  const options = withoutAbsent({
    role: checked("role", roleNameProblem),
    account: checked("account", accountProblem),
    region,
    bucket,
    objectKey,
    secret: checked("secret", secretNameProblem),
    tag: tagOf(parsed.value("function-tag"), command),
    functionPrefix: checked("function-prefix", functionPrefixProblem),
    trusted: checked("trusted", principalProblem),
  });
  return { options, part, format: chosen, validate: parsed.flag("validate") ? where : undefined };
}

/** What `picket policy monitoring` was asked for. */
export interface MonitoringArguments {
  readonly options: MonitoringOptions;
  readonly format: TemplateFormat;
}

/** @throws UsageError for a name that AWS does not take, too */
export function readMonitoringArguments(argv: readonly string[]): MonitoringArguments {
  const command = "policy monitoring";
  const parsed = parse(argv, monitoringSpecs, command);
  const checked = checker(parsed, command);
  const kinds = parsed.list("data-events");
  if (kinds?.includes("none") && kinds.length > 1)
    throw new UsageError("--data-events none stands alone", command);
  const options = withoutAbsent({
    role: checked("role", roleNameProblem),
    account: checked("account", accountProblem),
    region: checked("region", regionProblem),
    bucket: checked("bucket", bucketNameProblem),
    secret: checked("secret", secretNameProblem),
    email: checked("email", emailProblem),
    prefix: checked("prefix", prefixProblem),
    dataEvents: kinds && dataEventKinds.filter((kind) => kinds.includes(kind)),
    config: configScopes.find((scope) => scope === parsed.value("config")),
    dlpLogGroup: checked("dlp-log-group", logGroupProblem),
    workspacesDirectory: checked("workspaces-directory", directoryProblem),
  });
  return { options, format: formatOf(parsed) };
}

function parse(argv: readonly string[], specs: OptionSpecs, command: string): ParsedArguments {
  const parsed = parseArguments(argv, specs, command);
  const [stray] = parsed.positionals;
  if (stray !== undefined)
    throw new UsageError(
      `${JSON.stringify(stray.slice(0, 60))} is no option; this command reads no files`,
      command,
    );
  return parsed;
}

function formatOf(parsed: ParsedArguments): TemplateFormat {
  return formats.find((name) => name === parsed.value("format")) ?? "yaml";
}

/** Gives the value of an option when AWS takes it. */
function checker(parsed: ParsedArguments, command: string) {
  return (name: string, problemOf: NameCheck): string | undefined => {
    const value = parsed.value(name);
    const problem = value === undefined ? undefined : problemOf(value);
    if (problem !== undefined) throw new UsageError(`--${name}: ${problem}`, command);
    return value;
  };
}

function tagOf(given: string | undefined, command: string): { key: string; value: string } | undefined {
  if (given === undefined) return undefined;
  const at = given.indexOf("=");
  if (at < 0) throw new UsageError("--function-tag takes KEY=VALUE", command);
  const tag = { key: given.slice(0, at), value: given.slice(at + 1) };
  const problem = tagKeyProblem(tag.key) ?? tagValueProblem(tag.value);
  if (problem !== undefined) throw new UsageError(`--function-tag: ${problem}`, command);
  return tag;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The members that have a value. */
function withoutAbsent<T extends Readonly<Record<string, unknown>>>(members: T): Present<T> {
  const present: Present<T> = {};
  for (const name in members) {
    const value = members[name];
    if (value !== undefined) Object.assign(present, { [name]: value });
  }
  return present;
}
