import type { Role } from "../../core/activity/identity/role.ts";
import type { SourceChoice, SourceKind } from "./choice.ts";

/** `vscode.l10n.t`, or a test's own; texts hold `{0}`. */
export type Translate = (text: string, ...values: (string | number)[]) => string;

/** What is known of the source that runs, beyond the choice. */
export interface SourcePlace {
  /** Absent: not known, or the source has many. */
  readonly account?: string | undefined;
  /** Regions that are read; empty: not known. */
  readonly regions: readonly string[];
}

/** What is read, in a few words. */
export function sourceName(choice: SourceChoice, place: SourcePlace, t: Translate): string {
  const account = place.account ?? "";
  const parts = (...all: string[]): string => all.filter((part) => part !== "").join(", ");
  if (choice.kind === "folder") return t("Folder {0}", lastName(choice.path));
  if (choice.kind === "lookup") return parts("LookupEvents", account, regionsText(place.regions, t));
  if (choice.kind === "athena") return parts("Athena", choice.table, choice.region);
  if (choice.kind === "lake") return parts("CloudTrail Lake", lastName(choice.store), choice.region);
  const name = choice.kind === "liveTail" ? "Live Tail" : "FilterLogEvents";
  return parts(name, account, groupName(choice.logGroup), choice.region);
}

function regionsText(regions: readonly string[], t: Translate): string {
  if (regions.length === 0) return "";
  return regions.length <= 2 ? regions.join(", ") : t("{0} Regions", regions.length);
}

function lastName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== "") ?? path;
}

/** The name of a log group, which may be given by its ARN. */
export function groupName(group: string): string {
  return /:log-group:([^:]+)/.exec(group)?.[1] ?? group;
}

/** A role for a person: name and account. */
export function roleText({ name, account }: Role): string {
  return `${name} (${account})`;
}

/** What a source shows and what it cannot show. Facts: the CloudTrail user guide, on events and on where trails deliver. */
export function coverageText(choice: SourceChoice, t: Translate): string {
  const selected = t(
    "What the trail records; S3 object calls and other data events only if it selects them.",
  );
  if (choice.kind === "lookup") {
    return [
      t("Management events only: S3 object calls and other data events are not visible here."),
      t("One account; of other Regions than those that are read, nothing is seen."),
      ...(choice.writesOnly ? [t("Calls that only read are left out.")] : []),
    ].join(" ");
  }
  if (choice.kind === "lake")
    return t("What the event data store selects. AWS takes no new customers for CloudTrail Lake.");
  const isGroup = choice.kind === "liveTail" || choice.kind === "filterLogs";
  return isGroup ? `${selected} ${t("One log group.")}` : selected;
}

/** How late a source is. CloudTrail itself promises no time. */
export function delayText({ kind }: SourceChoice, t: Translate): string {
  const texts: Readonly<Record<SourceKind, string>> = {
    folder: t("Files come about 5 minutes after the call, sometimes 15. CloudTrail promises no time."),
    lookup: t("Events come some minutes after the call, sometimes 15. CloudTrail promises no time."),
    liveTail: t("Delivery to CloudWatch Logs takes some minutes; Live Tail adds a second."),
    filterLogs: t("Delivery to CloudWatch Logs takes some minutes; then the next look shows it."),
    athena: t("Files come about 5 minutes after the call; then the next query shows them. Each query costs."),
    lake: t("Events come some minutes after the call; then the next query shows them. Each query costs."),
  };
  return texts[kind];
}
