import { readTime } from "../../core/activity/eventTime.ts";
import { readRole, type Role } from "../../core/activity/identity/role.ts";
import type { ParsedArguments } from "../arguments.ts";
import { UsageError } from "../usageError.ts";

const day = 24 * 60 * 60_000;

/** Which events count, by time in ms since epoch, both included. */
export interface TimeWindow {
  readonly since: number | undefined;
  readonly until: number | undefined;
}

/** The role of `--role`. @param command for the error @throws UsageError */
export function roleOf(arn: string | undefined, command: string): Role | undefined {
  if (arn === undefined) return undefined;
  const role = readRole(arn);
  if (role) return role;
  throw new UsageError(
    "--role takes the ARN of a role (arn:aws:iam::ACCOUNT:role/NAME) or of its session",
    command,
  );
}

/** `--since` and `--until`. @param now in ms since epoch @param command for the error @throws UsageError */
export function windowOf(parsed: ParsedArguments, now: number, command: string): TimeWindow {
  const since = timeOf("since", parsed.value("since"), now, command);
  const until = timeOf("until", parsed.value("until"), now, command);
  if (since !== undefined && until !== undefined && since > until)
    throw new UsageError("--since is later than --until", command);
  return { since, until };
}

function timeOf(
  option: "since" | "until",
  text: string | undefined,
  now: number,
  command: string,
): number | undefined {
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
