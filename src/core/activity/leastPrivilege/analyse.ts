import type { Catalogue } from "../../iam/catalogue/catalogue.ts";
import type { Statement } from "../../iam/model/policy.ts";
import type { DeclaredPolicy } from "../policy/declaredPolicy.ts";
import { statementsOf, type AskedStatement } from "../policy/statementMatch.ts";
import { assignUses, type AssignedUse, type Assignment } from "./assignUses.ts";
import { blindSpotsOf, type EventCoverage } from "./blindSpots.ts";
import { narrowPolicy, sidOf, type StatementPlan } from "./narrowPolicy.ts";
import { managedPolicyQuota, valueOf } from "./policyDocument.ts";
import type {
  LeastPrivilegeReport,
  NamedCount,
  PolicyReport,
  StatementReport,
  UsedAction,
} from "./report.ts";
import { entriesOf, type GrantedEntry, type UnseenAction } from "./retained.ts";
import type { ActionUse, Counts, UseOfRole } from "./useOfRole.ts";

/** What use is compared with. */
export interface AnalysisInput {
  readonly use: UseOfRole;
  readonly policies: readonly DeclaredPolicy[];
  readonly catalogue: Catalogue;
  readonly coverage: EventCoverage;
  /** Whether actions that no event could show are taken away as well; they may be in use. */
  readonly dropUnseen?: boolean;
  /** Characters that each policy should have at most; default: what a managed policy holds. */
  readonly quota?: number;
}

/** Resources of an action that a report lists. */
const mostResources = 20;

/**
 * Compares what a role used with what its policies grant, statement by statement, and narrows each policy to what was used:
 * never more than it granted, which is proved. Boundaries are shown, not narrowed; policies of other types are left out.
 */
export function analyse(input: AnalysisInput): LeastPrivilegeReport {
  const { use, catalogue, coverage } = input;
  const policies = input.policies.flatMap(asOfRole);
  const statements = statementsOf(policies.filter(({ kind }) => kind === "identity"));
  const assignment = assignUses(use, statements, { region: undefined, catalogue });
  return {
    policies: policies.map((policy) => policyReport(policy, statements, assignment, input)),
    events: use.events,
    acted: use.acted,
    looked: use.looked,
    places: use.places,
    notGranted: policies.length === 0 ? [] : assignment.notGranted.map(nameAndCalls),
    denied: countsOf(use.denied),
    unmapped: countsOf(use.unmapped),
    blindSpots: blindSpotsOf(use, coverage),
  };
}

/** A text may hold trust and resource policies as well: they are not a role's own. */
function asOfRole(declared: DeclaredPolicy): readonly DeclaredPolicy[] {
  const { type } = declared.policy;
  if (type === "boundary") return [{ ...declared, kind: "boundary" }];
  return type === "identity" ? [declared] : [];
}

function nameAndCalls({ action, calls }: ActionUse): NamedCount {
  return { name: action, calls };
}

function countsOf(counts: Counts): readonly NamedCount[] {
  return [...counts]
    .map(([name, calls]) => ({ name, calls }))
    .sort((a, b) => b.calls - a.calls || (a.name < b.name ? -1 : 1));
}

interface Planned {
  readonly plan: StatementPlan;
  readonly uses: readonly AssignedUse[];
  readonly entries: readonly GrantedEntry[];
  readonly kept: readonly UnseenAction[];
}

function policyReport(
  declared: DeclaredPolicy,
  statements: readonly AskedStatement[],
  { byStatement }: Assignment,
  input: AnalysisInput,
): PolicyReport {
  const { name, kind, policy } = declared;
  const planned = policy.statements.map((statement): Planned => {
    const asked = statements.find((one) => one.of === declared && one.statement === statement);
    return plan(statement, asked ? (byStatement.get(asked) ?? []) : [], declared, input);
  });
  const {
    narrowed,
    reason,
    statements: results,
  } = narrowPolicy(
    policy,
    planned.map((one) => one.plan),
    { catalogue: input.catalogue, quota: input.quota ?? managedPolicyQuota },
  );
  return {
    name,
    kind,
    narrowed: kind === "boundary" ? undefined : narrowed,
    reason:
      kind === "boundary" ? "It is a boundary: it grants nothing by itself and stays as it is." : reason,
    statements: planned.map(({ plan: { statement }, uses, entries, kept }, at): StatementReport => ({
      index: statement.index,
      sid: sidOf(statement),
      span: statement.node.span,
      effect: statement.effect,
      ...(results[at] ?? { outcome: "kept", reason }),
      used: uses.map(usedAction),
      entries,
      kept,
    })),
  };
}

function plan(
  statement: Statement,
  uses: readonly AssignedUse[],
  { kind }: DeclaredPolicy,
  { use, catalogue, dropUnseen = false }: AnalysisInput,
): Planned {
  const keep =
    kind === "boundary"
      ? "It is part of a boundary."
      : use.events === 0
        ? "There are no events of the role to go by."
        : untouched(statement);
  const { actions } = statement;
  if (keep !== undefined || !actions)
    return { plan: { statement, keep: keep ?? "It names no actions." }, uses, entries: [], kept: [] };
  const used = uses.map(({ use: { action } }) => action);
  const entries = entriesOf(actions, used, use, catalogue);
  const unseen = new Map(entries.flatMap((entry) => entry.unseen).map((one) => [one.action, one]));
  const kept = [...unseen.values()].filter(
    ({ action, reason }) => !used.includes(action) && (!dropUnseen || reason === "unknown-action"),
  );
  return { plan: { statement, uses, kept }, uses, entries, kept };
}

/** Why a statement stays as it is; undefined for one that may be narrowed. */
function untouched(statement: Statement): string | undefined {
  const { effect, actions, resources, principals, complete, node } = statement;
  if (effect === "Deny") return "It denies: taking it away would allow more.";
  if (effect === undefined || !actions || !resources) return "It lacks its effect, actions or resources.";
  if (principals) return "It names principals, which a policy of a role cannot.";
  if (!complete || valueOf(node) === undefined) return "It holds values that cannot be read here.";
  return undefined;
}

function usedAction({ use: { action, calls, last, inferred }, targets }: AssignedUse): UsedAction {
  const resources = [...new Set(targets.flatMap(({ patterns }) => patterns.slice(0, 1)))].sort();
  return {
    action,
    calls,
    last,
    inferred,
    resources: resources.slice(0, mostResources),
    moreResources: Math.max(0, resources.length - mostResources),
  };
}
