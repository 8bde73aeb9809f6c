import type { Role } from "../../core/activity/identity/role.ts";
import { parseArguments, type OptionSpecs } from "../arguments.ts";
import { UsageError } from "../usageError.ts";
import { activityListSpecs } from "./listOptions.ts";
import { roleOf, windowOf, type TimeWindow } from "./roleAndTime.ts";

const formats = ["text", "json", "policy", "markdown"] as const;

export type LeastPrivilegeFormat = (typeof formats)[number];

const { source, since, until, debug } = activityListSpecs;

export const leastPrivilegeSpecs: OptionSpecs = {
  ...(source && { source }),
  role: {
    kind: "value",
    placeholder: "ARN",
    help: "the role whose events count, or the role of this session",
  },
  policy: {
    kind: "value",
    placeholder: "FILE",
    help: "policy of the role: JSON, CloudFormation, Terraform …; may be given more than once",
  },
  boundary: {
    kind: "value",
    placeholder: "FILE",
    help: "permissions boundary of the role; it is shown, not narrowed",
  },
  "drop-unseen": {
    kind: "flag",
    help: "take away as well what no event could show; it may be in use",
  },
  ...(since && { since }),
  ...(until && { until }),
  format: {
    kind: "value",
    choices: formats,
    placeholder: "FORMAT",
    help: "text (default, with a diff), json, policy (the policies alone) or markdown",
  },
  ...(debug && { debug }),
};

/** What `picket activity least-privilege` was asked for. Paths as given. */
export interface LeastPrivilegeArguments extends TimeWindow {
  readonly sources: readonly string[];
  readonly role: Role;
  readonly policies: readonly string[];
  readonly boundaries: readonly string[];
  readonly dropUnseen: boolean;
  readonly format: LeastPrivilegeFormat;
}

const command = "activity least-privilege";

/** @param now in ms since epoch @throws UsageError */
export function readLeastPrivilegeArguments(argv: readonly string[], now: number): LeastPrivilegeArguments {
  const parsed = parseArguments(argv, leastPrivilegeSpecs, command);
  const sources = [...(parsed.list("source") ?? []), ...parsed.positionals];
  if (sources.length === 0) throw new UsageError("say where the records are: --source DIR or FILE", command);
  const role = roleOf(parsed.value("role"), command);
  if (!role) throw new UsageError("say whose use it is about: --role ARN", command);
  const policies = parsed.list("policy") ?? [];
  const boundaries = parsed.list("boundary") ?? [];
  if (boundaries.length > 0 && policies.length === 0)
    throw new UsageError("--boundary needs the policies that it limits: --policy FILE", command);
  return {
    sources,
    role,
    policies,
    boundaries,
    dropUnseen: parsed.flag("drop-unseen"),
    ...windowOf(parsed, now, command),
    format: formats.find((name) => name === parsed.value("format")) ?? "text",
  };
}
