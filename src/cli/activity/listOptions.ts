import type { Role } from "../../core/activity/identity/role.ts";
import type { RiskSeverity } from "../../core/activity/risk/risk.ts";
import { parseArguments, type OptionSpecs } from "../arguments.ts";
import { UsageError } from "../usageError.ts";
import { liveSpecs, readLiveArguments, type LiveArguments } from "./liveOptions.ts";
import { roleOf, windowOf } from "./roleAndTime.ts";

const risks = ["low", "medium", "high", "critical"] as const;
const formats = ["text", "json", "ndjson", "csv"] as const;

export type ListFormat = (typeof formats)[number];

export const activityListSpecs: OptionSpecs = {
  source: {
    kind: "value",
    placeholder: "PATH",
    help: "file or folder of CloudTrail records (.json, .json.gz, NDJSON); may be given more than once",
  },
  ...liveSpecs,
  role: {
    kind: "value",
    placeholder: "ARN",
    help: "only the events of this role, or of the role of this session",
  },
  since: {
    kind: "value",
    placeholder: "T",
    help: "from a UTC day or time (2026-01-31, 2026-01-31T12:00Z), or so long ago (30m, 24h, 7d)",
  },
  until: { kind: "value", placeholder: "T", help: "up to then; a day is included whole" },
  "min-risk": {
    kind: "value",
    choices: risks,
    placeholder: "RISK",
    help: "lowest risk that is listed: low, medium, high or critical (default: all)",
  },
  format: {
    kind: "value",
    choices: formats,
    placeholder: "FORMAT",
    help: "text (default), json, ndjson or csv",
  },
  follow: { kind: "flag", help: "go on with what comes, until interrupted" },
  debug: { kind: "flag", help: "print stacks of internal errors" },
};

/** What `picket activity list` was asked for. Times in ms since epoch, both included. */
export interface ActivityListArguments {
  /** As given. */
  readonly sources: readonly string[];
  /** Ask AWS instead of reading files. */
  readonly live: LiveArguments | undefined;
  readonly role: Role | undefined;
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly minRisk: RiskSeverity | undefined;
  readonly format: ListFormat;
  readonly follow: boolean;
}

const command = "activity list";

/** @param now in ms since epoch @throws UsageError */
export function readListArguments(argv: readonly string[], now: number): ActivityListArguments {
  const parsed = parseArguments(argv, activityListSpecs, command);
  const sources = [...(parsed.list("source") ?? []), ...parsed.positionals];
  const live = readLiveArguments(parsed, command);
  if (sources.length === 0 && !live)
    throw new UsageError("say where the records are: --source DIR or FILE, or --live", command);
  if (sources.length > 0 && live)
    throw new UsageError("--live asks AWS, --source reads files: give one of them", command);
  const follow = parsed.flag("follow");
  const format = formats.find((name) => name === parsed.value("format")) ?? "text";
  if (follow && format === "json")
    throw new UsageError("--follow has no end, --format json is one document: use ndjson", command);
  return {
    sources,
    live,
    role: roleOf(parsed.value("role"), command),
    ...windowOf(parsed, now, command),
    minRisk: risks.find((name) => name === parsed.value("min-risk")),
    format,
    follow,
  };
}
