import type { FixTarget } from "../../core/fixes/plan.ts";
import { draftPlan, targetsIn, type Draft, type NameChoice } from "./draft.ts";
import type { FlowEnvironment } from "./environment.ts";
import type { ApplyOutcome } from "./flowDocument.ts";
import type { Ledger } from "./ledger.ts";
import type { Target } from "./relocate.ts";

/** How replacing ended, and the draft that was applied or could not be. */
export interface Replaced {
  readonly outcome: Exclude<ApplyOutcome, "stale"> | "read-only" | "gone" | "unsettled";
  readonly draft: Draft;
}

const attempts = 3;

/**
 * Puts the edits of a draft into the document, when the text is still what it was; else finds the same values again and
 * plans anew. Never applies edits that look up a name under which the ledger has not this very value.
 */
export async function replace(
  environment: FlowEnvironment,
  drafted: Draft,
  targets: readonly Target[],
  to: FixTarget,
  ledger: Ledger | undefined,
  preview: string | undefined,
): Promise<Replaced> {
  const { document } = environment;
  let draft = drafted;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await document.readOnlyReason()) return { outcome: "read-only", draft };
    const current = await document.current();
    if (!current) return { outcome: "gone", draft };
    if (current.text !== draft.snapshot.text) {
      const again = await draftPlan(environment, targets, to, namesOf(drafted));
      if (!again || again.findings.length === 0) return { outcome: "gone", draft: again ?? draft };
      draft = again;
    }
    const unsettled = draft.plan.secrets.some((secret) => ledger && !ledger.has(secret.name, secret.value));
    if (unsettled || draft.plan.edits.length === 0) return { outcome: "unsettled", draft };
    const outcome = await document.apply(draft.snapshot, draft.plan.edits, preview);
    if (outcome !== "stale") return { outcome, draft };
  }
  return { outcome: "refused", draft };
}

/** The names of a draft, so that a later plan gives every value the name under which it is stored. */
function namesOf(draft: Draft): NameChoice[] {
  return draft.plan.secrets.flatMap((secret) =>
    targetsIn(draft, secret).map((target) => ({ target, name: secret.name })),
  );
}
