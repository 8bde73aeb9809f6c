import { readTime } from "../../core/activity/eventTime.ts";
import { readRole, type Role } from "../../core/activity/identity/role.ts";
import type { RiskSeverity } from "../../core/activity/risk/risk.ts";
import { parseArguments, type OptionSpecs } from "../arguments.ts";
import { UsageError } from "../usageError.ts";

const risks = ["low", "medium", "high", "critical"] as const;
const formats = ["text", "json", "ndjson", "csv"] as const;

export type ListFormat = (typeof formats)[number];

export const activityListSpecs: OptionSpecs = {
  source: {
    kind: "value",
    placeholder: "PATH",
    help: "file or folder of CloudTrail records (.json, .json.gz, NDJSON); may be given more than once",
  },
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
  readonly role: Role | undefined;
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly minRisk: RiskSeverity | undefined;
  readonly format: ListFormat;
  readonly follow: boolean;
}

const command = "activity list";
const day = 24 * 60 * 60_000;

/** @param now in ms since epoch @throws UsageError */
export function readListArguments(argv: readonly string[], now: number): ActivityListArguments {
  const plain = argv.includes("--") ? argv.slice(0, argv.indexOf("--")) : argv;
  if (plain.includes("--live"))
    throw new UsageError(
      "--live (LookupEvents) is not in this version; give delivered files with --source",
      command,
    );
  const parsed = parseArguments(argv, activityListSpecs, command);
  const sources = [...(parsed.list("source") ?? []), ...parsed.positionals];
  if (sources.length === 0) throw new UsageError("say where the records are: --source DIR or FILE", command);
  const follow = parsed.flag("follow");
  const format = formats.find((name) => name === parsed.value("format")) ?? "text";
  if (follow && format === "json")
    throw new UsageError("--follow has no end, --format json is one document: use ndjson", command);
  const since = timeOf("since", parsed.value("since"), now);
  const until = timeOf("until", parsed.value("until"), now);
  if (since !== undefined && until !== undefined && since > until)
    throw new UsageError("--since is later than --until", command);
  return {
    sources,
    role: roleOf(parsed.value("role")),
    since,
    until,
    minRisk: risks.find((name) => name === parsed.value("min-risk")),
    format,
    follow,
  };
}

function roleOf(arn: string | undefined): Role | undefined {
  if (arn === undefined) return undefined;
  const role = readRole(arn);
  if (role) return role;
  throw new UsageError(
    "--role takes the ARN of a role (arn:aws:iam::ACCOUNT:role/NAME) or of its session",
    command,
  );
}

function timeOf(option: "since" | "until", text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (count !== undefined)
    return now - Number(count) * (unit === "d" ? day : unit === "h" ? day / 24 : day / 1440);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const full = isDay ? `${text}T00:00:00Z` : text.replace(/([T ]\d\d:\d\d)(?=$|Z$)/i, "$1:00");
  const time = readTime(full);
  if (time === undefined)
    throw new UsageError(
      `--${option} takes a UTC day or time (2026-01-31, 2026-01-31T12:00Z) or 30m, 24h, 7d`,
      command,
    );
  return isDay && option === "until" ? time + day - 1 : time;
}
