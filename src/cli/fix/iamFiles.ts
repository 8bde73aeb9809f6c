import { createIamEngine, type IamEngine } from "../../adapters/node/iamScanner.ts";
import { readTrail } from "../../adapters/node/trailFiles.ts";
import { MissingPathError } from "../../adapters/node/walk.ts";
import { SeenActions } from "../../core/activity/seenActions.ts";
import type { FixPlan } from "../../core/fixes/plan.ts";
import { mayHoldPolicy } from "../../core/iam/mayHoldPolicy.ts";
import type { FixFacts } from "../../core/iam/fixes/iamFix.ts";
import { findIamParts } from "../installation.ts";
import { UsageError } from "../usageError.ts";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { IamFixOptions } from "./iamOptions.ts";

/** Plans a kind of IAM fix for the text of a file. */
export type PlanIamFile = (text: string, name: string) => Promise<{ plan: FixPlan; result: string }>;

const nothing = { edits: [], secrets: [], notes: [], skipped: [] };

/**
 * Gets ready what the files share: the catalogue, and for `narrow-to-seen` the actions of the trail.
 * @param say takes lines for the user
 * @throws MissingPathError or UsageError for a trail that is not there or empty
 */
export async function prepareIamFix(
  { id, facts, trail }: IamFixOptions,
  cwd: string,
  say: (line: string) => void,
): Promise<PlanIamFile> {
  const engine = createIamEngine(findIamParts);
  const all: FixFacts =
    trail === undefined ? facts : { ...facts, seenActions: await readSeen(trail, cwd, engine, say) };
  return async (text, name) => {
    if (!mayHoldPolicy(text)) return { plan: nothing, result: text };
    const { applyIamFix } = await import("../../core/iam/fixes/applyIamFix.ts");
    const applied = await applyIamFix(text, {
      id,
      facts: all,
      catalogue: engine.catalogue(),
      scan: (version) => engine.scan(version, { path: name }),
    });
    const skipped = applied.left.map(({ finding, reason }) => ({
      ruleId: finding.ruleId,
      span: finding.span,
      reason,
    }));
    const notes = applied.notes.map((message) => ({ code: id, message }));
    return { plan: { edits: applied.edits, secrets: [], notes, skipped }, result: applied.text };
  };
}

async function readSeen(
  trail: string,
  cwd: string,
  engine: IamEngine,
  say: (line: string) => void,
): Promise<readonly string[]> {
  const path = resolve(cwd, trail);
  if (!existsSync(path)) throw new MissingPathError(trail);
  const seen = new SeenActions(engine.catalogue());
  let records = 0;
  for await (const entry of readTrail(path)) {
    if (entry.kind === "skipped") say(`${entry.path}: not read: ${entry.reason}`);
    else {
      seen.add(entry.record);
      records++;
    }
  }
  if (records === 0) throw new UsageError(`there are no CloudTrail records in ${trail}`, "fix");
  say(`${seen.actions.length} actions seen in ${records} records`);
  return seen.actions;
}
