import * as vscode from "vscode";
import type { ToolDeps } from "./environment.ts";
import { membersOf, textIn, WrongInput } from "./toolInput.ts";

/**
 * The page on the rule of a finding, in Markdown: what it means, why it is reported and what to do. Input: `rule`, its id as
 * `picket_scan_text` and the Problems view give it.
 */
export async function explainFinding(
  { loadRules, extensionUri }: ToolDeps,
  input: unknown,
  signal: AbortSignal,
): Promise<string> {
  const wanted = textIn(membersOf(input), "rule", 200)?.trim().toLowerCase();
  if (!wanted) throw new WrongInput('"rule" is missing: the id of a rule, such as "secrets/github-token".');
  const rules = await loadRules();
  signal.throwIfAborted();
  // Only ids of the list make a path.
  const rule = rules.find(({ ruleId }) => ruleId.toLowerCase() === wanted);
  if (!rule) throw new WrongInput(unknownRule(wanted, rules));
  const page = vscode.Uri.joinPath(extensionUri, "docs", "rules", `${rule.ruleId}.md`);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(page));
}

function unknownRule(wanted: string, rules: Awaited<ReturnType<ToolDeps["loadRules"]>>): string {
  const words = wanted.split(/[^a-z0-9]+/).filter((word) => word.length > 2);
  const near = rules
    .map((rule) => ({ ruleId: rule.ruleId, hits: words.filter((word) => rule.ruleId.includes(word)).length }))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits)
    .slice(0, 10)
    .map(({ ruleId }) => ruleId);
  return near.length === 0
    ? "Picket has no such rule."
    : `Picket has no such rule. Near ones: ${near.join(", ")}.`;
}
