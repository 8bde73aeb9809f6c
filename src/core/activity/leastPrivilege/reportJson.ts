import type { LeastPrivilegeReport, PolicyReport, StatementReport, UsedAction } from "./report.ts";

/** The report for machines: times as ISO 8601, missing values as null, policies as objects. */
export function reportJson(report: LeastPrivilegeReport): Readonly<Record<string, unknown>> {
  const { policies, events, acted, looked, places, notGranted, denied, unmapped, blindSpots } = report;
  return {
    policies: policies.map(policyJson),
    events: { count: events, from: iso(acted?.from), to: iso(acted?.to) },
    looked: { from: iso(looked?.from), to: iso(looked?.to), places },
    notGranted,
    denied,
    unmapped,
    blindSpots,
  };
}

function policyJson({ name, kind, statements, narrowed, reason }: PolicyReport): object {
  return {
    name,
    kind,
    statements: statements.map(statementJson),
    narrowed: narrowed
      ? {
          policy: JSON.parse(narrowed.text) as unknown,
          size: narrowed.size,
          relation: narrowed.relation,
          notes: narrowed.notes,
        }
      : null,
    reason: reason === "" ? null : reason,
  };
}

function statementJson(statement: StatementReport): object {
  const { index, sid, span, effect, outcome, reason, used, entries, kept } = statement;
  return {
    index,
    sid: sid ?? null,
    span,
    effect: effect ?? null,
    outcome,
    reason: reason === "" ? null : reason,
    used: used.map(usedJson),
    grants: entries.map(({ text, actions, used: of, unseen }) => ({
      text,
      actions,
      used: of.length,
      unseen: unseen.length,
    })),
    kept,
  };
}

function usedJson({ last, ...rest }: UsedAction): object {
  return { ...rest, last: iso(last) };
}

function iso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
