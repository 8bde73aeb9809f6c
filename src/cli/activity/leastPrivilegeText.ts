import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import type {
  LeastPrivilegeReport,
  NamedCount,
  PolicyReport,
  StatementReport,
  UsedAction,
} from "../../core/activity/leastPrivilege/report.ts";
import {
  dayOf,
  eventsLine,
  plural,
  statementTitle,
  unseenByReason,
  usedShare,
} from "../../core/activity/leastPrivilege/wording.ts";
import { visible } from "../../core/model/visible.ts";
import { visiblePath, type Paint, type Style } from "../terminalText.ts";

/** Names that a line lists. */
const mostListed = 4;
/** Used actions of a statement that are shown, the most frequent first; --format json has all. */
const mostUsed = 25;

const styles: Readonly<Record<StatementReport["outcome"], Style>> = {
  narrowed: "green",
  kept: "dim",
  removed: "yellow",
};

/** The report for a person, with a diff for each narrowed policy. @param made a policy that was made of the events */
export function* leastPrivilegeText(
  report: LeastPrivilegeReport,
  made: string | undefined,
  paint: Paint,
): Generator<string> {
  yield `${eventsLine(report.events, report.acted)}\n`;
  for (const policy of report.policies) yield* policyText(policy, paint);
  if (made !== undefined) yield `${made}\n`;
  yield* counts("Used, though none of these policies allows it", report.notGranted);
  yield* counts("Refused, and so not counted as used", report.denied);
  yield* counts("Events without a known action", report.unmapped);
  yield "What the events cannot show\n";
  for (const spot of report.blindSpots) yield `  ${spot}\n`;
}

function* policyText({ name, statements, narrowed, reason }: PolicyReport, paint: Paint): Generator<string> {
  yield `${paint("bold", visiblePath(name))}\n`;
  if (reason !== "") yield `  ${reason}\n`;
  for (const statement of statements) {
    const { outcome, effect, reason: why } = statement;
    const because = why === "" || why === reason ? "" : `: ${why}`;
    yield `  ${visible(statementTitle(statement))} (${effect ?? "no effect"}) ${paint(styles[outcome], outcome)}${because}\n`;
    for (const entry of statement.entries) yield `    ${visible(entry.text)}: ${usedShare(entry)}\n`;
    const byCalls = [...statement.used].sort((a, b) => b.calls - a.calls);
    for (const used of byCalls.slice(0, mostUsed)) yield `    ${usedText(used)}\n`;
    if (byCalls.length > mostUsed) yield `    and ${byCalls.length - mostUsed} more actions used\n`;
    for (const { reason: unseen, actions } of unseenByReason(statement.kept))
      yield `    kept, since ${unseen}: ${listed(actions)}\n`;
  }
  if (!narrowed) return;
  for (const note of narrowed.notes) yield `  ${note}\n`;
  if (narrowed.relation === "same") yield "  Nothing to narrow.\n";
  else yield diff(name, narrowed.before, narrowed.text);
}

function usedText({ action, calls, last, resources, moreResources, inferred }: UsedAction): string {
  const on = resources.filter((resource) => resource !== "*").map(visible);
  const where = on.length === 0 ? "" : ` on ${listed(on, moreResources)}`;
  const when = last === undefined ? "" : `, last ${dayOf(last)}`;
  return `used ${action}: ${plural(calls, "call")}${when}${inferred ? ", concluded from other calls" : ""}${where}`;
}

function listed(names: readonly string[], more = 0): string {
  const rest = more + Math.max(0, names.length - mostListed);
  return `${names.slice(0, mostListed).map(visible).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function diff(name: string, before: string, after: string): string {
  const shown = visiblePath(name);
  return createTwoFilesPatch(`a/${shown}`, `b/${shown}`, `${before}\n`, `${after}\n`, "", "", {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

function* counts(title: string, of: readonly NamedCount[]): Generator<string> {
  if (of.length === 0) return;
  yield `${title}\n`;
  for (const { name, calls } of of) yield `  ${visible(name)}: ${plural(calls, "call")}\n`;
}
