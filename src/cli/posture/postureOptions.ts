import { allChecks } from "../../core/posture/evaluate.ts";
import { parseArguments, type OptionSpecs } from "../arguments.ts";
import { didYouMean, UsageError } from "../usageError.ts";

const formats = ["text", "json", "csv", "html"] as const;
export type PostureFormat = (typeof formats)[number];

const debug: OptionSpecs = { debug: { kind: "flag", help: "print stacks of internal errors" } };

export const postureSpecs: OptionSpecs = {
  format: {
    kind: "value",
    choices: formats,
    placeholder: "FORMAT",
    help: "text (default), json, csv or html",
  },
  config: {
    kind: "value",
    placeholder: "FILE",
    help: "what is expected (default: the organisation's posture.json of this system)",
  },
  workspace: {
    kind: "list",
    placeholder: "DIR",
    help: "a workspace folder; may be given more than once (default: the current folder)",
  },
  home: { kind: "value", placeholder: "DIR", help: "the user's home folder (default: yours)" },
  only: { kind: "list", placeholder: "ID", help: "only these checks, such as PK-005,PK-019" },
  network: { kind: "flag", help: "resolve names and connect to hosts; without it those checks are UNKNOWN" },
  aws: { kind: "flag", help: "look at the AWS account too (network, read-only calls)" },
  profile: { kind: "value", placeholder: "P", help: "AWS profile for --aws" },
  region: { kind: "value", placeholder: "R", help: "AWS Region for --aws" },
  "report-dir": {
    kind: "value",
    placeholder: "DIR",
    help: "keep the report there as JSON, HTML and CSV, in a chain with those before",
  },
  key: { kind: "value", placeholder: "FILE", help: "sign the report with this Ed25519 private key (PEM)" },
  ...debug,
};

export const verifySpecs: OptionSpecs = {
  key: { kind: "value", placeholder: "FILE", help: "key that must have signed: public, or the private one" },
  config: {
    kind: "value",
    placeholder: "FILE",
    help: "posture configuration whose reportKey must have signed",
  },
  "allow-unsigned": {
    kind: "flag",
    help: "take a chain without signatures: it proves order, not who wrote it",
  },
  format: { kind: "value", choices: ["text", "json"], placeholder: "FORMAT", help: "text (default) or json" },
  ...debug,
};

export const keySpecs: OptionSpecs = { ...debug };

/** What `picket posture` was asked for. Paths are as given. */
export interface PostureOptions {
  readonly format: PostureFormat;
  readonly config: string | undefined;
  readonly workspaces: readonly string[];
  readonly home: string | undefined;
  readonly only: readonly string[] | undefined;
  readonly network: boolean;
  readonly aws: boolean;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly reportDir: string | undefined;
  readonly key: string | undefined;
}

/** @throws UsageError */
export function readPostureOptions(argv: readonly string[]): PostureOptions {
  const parsed = parseArguments(argv, postureSpecs, "posture");
  const [word] = parsed.positionals;
  if (word !== undefined) {
    const hint = didYouMean(word, ["verify", "key"]);
    throw new UsageError(`picket posture takes no ${JSON.stringify(word)}${hint}`, "posture");
  }
  const aws = parsed.flag("aws");
  const [profile, region] = [parsed.value("profile"), parsed.value("region")];
  if (!aws && (profile ?? region) !== undefined)
    throw new UsageError(`--${profile === undefined ? "region" : "profile"} needs --aws`, "posture");
  if (region !== undefined && !/^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/.test(region))
    throw new UsageError(`${JSON.stringify(region)} is not the name of an AWS Region`, "posture");
  return {
    format: formats.find((format) => format === parsed.value("format")) ?? "text",
    config: parsed.value("config"),
    workspaces: parsed.list("workspace") ?? ["."],
    home: parsed.value("home"),
    only: readOnly(parsed.list("only"), aws),
    network: parsed.flag("network"),
    aws,
    profile,
    region,
    reportDir: parsed.value("report-dir"),
    key: parsed.value("key"),
  };
}

/** Ids in the report's spelling. A check of the account that is not asked would pass by being left out. */
function readOnly(ids: readonly string[] | undefined, aws: boolean): readonly string[] | undefined {
  const known = allChecks.map(({ id }) => id);
  return ids?.map((given) => {
    const id = given.toUpperCase();
    if (!known.includes(id))
      throw new UsageError(`there is no check ${JSON.stringify(given)}${didYouMean(id, known)}`, "posture");
    if (id.startsWith("PA-") && !aws) throw new UsageError(`${id} needs --aws`, "posture");
    return id;
  });
}

/** What `picket posture verify` was asked for. */
export interface VerifyArguments {
  /** Never empty. */
  readonly files: readonly string[];
  readonly key: string | undefined;
  readonly config: string | undefined;
  readonly allowUnsigned: boolean;
  readonly json: boolean;
}

/** @throws UsageError */
export function readVerifyOptions(argv: readonly string[]): VerifyArguments {
  const parsed = parseArguments(argv, verifySpecs, "posture verify");
  if (parsed.positionals.length === 0)
    throw new UsageError("name at least one report, or the chain posture-chain.jsonl", "posture verify");
  return {
    files: parsed.positionals,
    key: parsed.value("key"),
    config: parsed.value("config"),
    allowUnsigned: parsed.flag("allow-unsigned"),
    json: parsed.value("format") === "json",
  };
}
