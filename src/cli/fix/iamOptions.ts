import { iamFixIds, type FixFacts, type IamFixId } from "../../core/iam/fixes/iamFix.ts";
import type { OptionSpecs, ParsedArguments } from "../arguments.ts";
import { UsageError } from "../usageError.ts";

/** Options of `picket fix --iam`. */
export const iamFixSpecs: OptionSpecs = {
  iam: {
    kind: "value",
    choices: iamFixIds,
    placeholder: "FIX",
    help: "fix IAM policies instead, one kind at a time",
  },
  account: { kind: "value", placeholder: "ID", help: "with --iam: AWS account of the resources" },
  partition: {
    kind: "value",
    choices: ["aws", "aws-cn", "aws-us-gov"],
    placeholder: "NAME",
    help: "with --iam: partition of the resources (default aws)",
  },
  "from-trail": {
    kind: "value",
    placeholder: "DIR",
    help: "with --iam narrow-to-seen: CloudTrail files (.json, .json.gz, NDJSON)",
  },
};

/** What `picket fix --iam` is asked for. */
export interface IamFixOptions {
  readonly id: IamFixId;
  readonly facts: FixFacts;
  /** Folder or file of CloudTrail records. */
  readonly trail: string | undefined;
}

/** Options that say how secrets are moved. */
const ofSecrets = ["to", "only", "min-severity", "name", "store", "if-exists", "profile"];

const ofPolicies = ["account", "partition", "from-trail"];

/**
 * Undefined when secrets are to be fixed.
 * @throws UsageError when options of both are mixed
 */
export function readIamFixOptions(parsed: ParsedArguments): IamFixOptions | undefined {
  const id = iamFixIds.find((one) => one === parsed.value("iam"));
  if (id === undefined) {
    const stray = ofPolicies.find((name) => parsed.flag(name));
    if (stray !== undefined) throw new UsageError(`--${stray} needs --iam FIX`, "fix");
    return undefined;
  }
  const stray = ofSecrets.find((name) => parsed.flag(name));
  if (stray !== undefined) throw new UsageError(`--${stray} is for secrets and not for --iam`, "fix");
  const account = parsed.value("account");
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw new UsageError("--account needs the 12 digits of an AWS account", "fix");
  const region = parsed.value("region");
  if (region !== undefined && !/^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(region))
    throw new UsageError(
      `--region does not take ${JSON.stringify(region)}; it takes a name such as eu-central-1`,
      "fix",
    );
  const trail = parsed.value("from-trail");
  if (id === "narrow-to-seen" && trail === undefined)
    throw new UsageError("--iam narrow-to-seen needs --from-trail DIR", "fix");
  if (id !== "narrow-to-seen" && trail !== undefined)
    throw new UsageError("--from-trail is for --iam narrow-to-seen", "fix");
  const partition = parsed.value("partition");
  const facts = {
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(partition !== undefined && { partition }),
  };
  return { id, facts, trail };
}
