import { applyEdits, type TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { contains, type Span } from "../../model/span.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { IamResult } from "../engine.ts";
import { compareGrants } from "../evaluate/compare.ts";
import { answeredOtherwise, answers } from "./answers.ts";
import { EditedText } from "./editing/pieces.ts";
import type { FixFacts, IamFix, IamFixId } from "./iamFix.ts";
import type { Policy } from "../model/policy.ts";
import { planIamFixes } from "./planIamFixes.ts";
import { isSameTree } from "./sameTree.ts";

/** What applying a fix to a whole text needs. */
export interface Applying {
  readonly id: IamFixId;
  readonly catalogue: Catalogue;
  readonly facts: FixFacts;
  /** Reads and judges a version of the text. */
  readonly scan: (text: string) => Promise<IamResult>;
}

/** A text with one kind of fix applied wherever it applies. */
export interface AppliedFix {
  readonly text: string;
  /** Of the text as it was. */
  readonly edits: readonly TextEdit[];
  readonly notes: readonly string[];
  /** Findings that the fix answers and that are still there; places in the text as it was are unknown then. */
  readonly left: readonly { readonly finding: Finding; readonly reason: string }[];
}

/** Rounds of fixes on one text; each one changes every statement at most once. */
const mostRounds = 50;

/**
 * Applies a kind of fix until nothing changes. Every round is read again: when the text does not hold the planned
 * policies, or they allow more than before, the round is not taken.
 */
export async function applyIamFix(text: string, applying: Applying): Promise<AppliedFix> {
  const { id, catalogue, facts, scan } = applying;
  const edited = new EditedText(text.length);
  const notes = new Set<string>();
  let now = text;
  let result = await scan(now);
  let refused = false;
  for (let round = 0; round < mostRounds; round++) {
    const { policies, findings } = result;
    const planned = planIamFixes({ text: now, policies, findings, only: new Set([id]), catalogue, facts });
    if (planned.length === 0) break;
    const several = apart(planned);
    const made =
      (await attempt(now, result, several, applying)) ??
      // Proofs of single fixes may lean on what another one changes.
      (await attempt(now, result, onePerPolicy(several), applying));
    if (!made) {
      refused = true;
      break;
    }
    edited.apply(made.edits);
    for (const fix of made.fixes) for (const note of fix.notes) notes.add(note);
    now = made.text;
    result = made.result;
  }
  const left = leftIn(result, id).map((finding) => ({
    finding,
    reason: refused
      ? "the changed text did not read as planned, or it could not be proved that nothing more is allowed"
      : reasonFor(finding, now, result, applying),
  }));
  return { text: now, edits: edited.edits(), notes: [...notes], left };
}

/** Kinds of fixes that look at a whole policy: two of them could stand in each other's way. */
const wide: ReadonlySet<IamFixId> = new Set([
  "add-version",
  "unique-sid",
  "remove-redundant",
  "remove-duplicate",
  "split-wildcard-only",
  "passed-to-service",
  "add-describe-secret",
]);

/** The fixes that can be made at once: of one statement, or of one policy, the first. */
function apart(fixes: readonly IamFix[]): readonly IamFix[] {
  const taken: Span[] = [];
  return fixes.filter((fix) => {
    const { policy, span, id } = fix;
    const statement = wide.has(id)
      ? undefined
      : policy.statements.find(({ node }) => contains(node.span, span));
    const place = statement?.node.span ?? policy.located.root.span;
    const hull = [place, ...fix.edits.map((edit) => edit.span)];
    if (hull.some((one) => taken.some((other) => one.start < other.end && other.start < one.end)))
      return false;
    taken.push(...hull);
    return true;
  });
}

function onePerPolicy(fixes: readonly IamFix[]): readonly IamFix[] {
  return fixes.filter(({ policy }, index) => fixes.findIndex((other) => other.policy === policy) === index);
}

interface Round {
  readonly text: string;
  readonly edits: readonly TextEdit[];
  readonly fixes: readonly IamFix[];
  readonly result: IamResult;
}

/** Makes the fixes together and reads the text again; undefined when it does not hold what was planned. */
async function attempt(
  text: string,
  before: IamResult,
  fixes: readonly IamFix[],
  { scan, catalogue }: Applying,
): Promise<Round | undefined> {
  const edits = fixes.flatMap((fix) => fix.edits);
  const next = applyEdits(text, edits);
  const result = await scan(next);
  const { policies } = before;
  const holds =
    policies.length === result.policies.length &&
    policies.every((policy, index) => {
      const now = result.policies[index];
      return now !== undefined && isAsPlanned(policy, now, fixes, catalogue);
    });
  return holds ? { text: next, edits, fixes, result } : undefined;
}

function isAsPlanned(policy: Policy, now: Policy, fixes: readonly IamFix[], catalogue: Catalogue): boolean {
  const own = fixes.filter((fix) => fix.policy === policy);
  const [only] = own;
  const { root } = policy.located;
  if (!only) {
    // One that stands at the same place is the same text, read for another role.
    const isTwin = fixes.some((fix) => contains(root.span, fix.policy.located.root.span));
    return isTwin || isSameTree(now.located.root, root);
  }
  // What one fix makes of a policy was proved when it was planned.
  if (own.length === 1) return isSameTree(now.located.root, only.planned.located.root);
  if (own.every(({ effect }) => effect === "corrects")) return true;
  const { relation } = compareGrants(policy, now, catalogue);
  return relation === "same" || relation === "less";
}

function leftIn({ findings }: IamResult, id: IamFixId): Finding[] {
  return id === "did-you-mean"
    ? findings.filter(
        ({ ruleId, data }) => typeof data["suggestion"] === "string" && !answeredOtherwise.has(ruleId),
      )
    : findings.filter(({ ruleId }) => answers[id]?.includes(ruleId));
}

/** Why the fix does nothing about a finding that it answers. */
function reasonFor(finding: Finding, text: string, result: IamResult, applying: Applying): string {
  const { id, catalogue, facts } = applying;
  if (id === "confused-deputy" && facts.account === undefined)
    return "name the account that may use the service, with --account";
  const { policies, findings } = result;
  const span = finding.span;
  const choices = planIamFixes({ text, policies, findings, span, only: new Set([id]), catalogue, facts });
  return choices.length > 0
    ? `there is a choice to make: ${choices.map(({ title }) => title).join("; or: ")}`
    : "there is no change here that can be proved and written safely";
}
