import { applyEdits, type TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { contains, type Span } from "../../model/span.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { IamResult } from "../engine.ts";
import { compareGrants } from "../evaluate/compare.ts";
import { answeredOtherwise, answers } from "./answers.ts";
import { EditedText } from "./editing/pieces.ts";
import type { FixFacts, IamFix, IamFixId } from "./iamFix.ts";
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
  let refused: string | undefined;
  for (let round = 0; round < mostRounds && refused === undefined; round++) {
    const { policies, findings } = result;
    const planned = planIamFixes({ text: now, policies, findings, only: new Set([id]), catalogue, facts });
    const fixes = apart(planned);
    if (fixes.length === 0) break;
    const edits = fixes.flatMap((fix) => fix.edits);
    const next = applyEdits(now, edits);
    const after = await scan(next);
    refused = whyRefused(result, after, fixes, catalogue);
    if (refused !== undefined) break;
    edited.apply(edits);
    for (const fix of fixes) for (const note of fix.notes) notes.add(note);
    now = next;
    result = after;
  }
  const left = leftIn(result, id).map((finding) => ({
    finding,
    reason: refused ?? reasonFor(finding, now, result, applying),
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

function whyRefused(
  before: IamResult,
  after: IamResult,
  fixes: readonly IamFix[],
  catalogue: Catalogue,
): string | undefined {
  if (before.policies.length !== after.policies.length) return "the changed text does not read as planned";
  for (const [index, policy] of before.policies.entries()) {
    const now = after.policies[index];
    const own = fixes.filter((fix) => fix.policy === policy);
    const [only] = own;
    if (!now) continue;
    // One that stands at the same place is the same text, read for another role.
    const isTwin = fixes.some((fix) => contains(policy.located.root.span, fix.policy.located.root.span));
    if (!only && !isTwin && !isSameTree(now.located.root, policy.located.root))
      return "another policy of the text would change";
    if (!only) continue;
    if (own.length === 1 && !isSameTree(now.located.root, only.planned.located.root))
      return "the changed text does not read as planned";
    if (own.some(({ effect }) => effect === "corrects")) continue;
    const { relation, witness } = compareGrants(policy, now, catalogue);
    if (relation !== "same" && relation !== "less")
      return `it could not be proved that nothing more is allowed${witness === undefined ? "" : `: ${witness}`}`;
  }
  return undefined;
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
