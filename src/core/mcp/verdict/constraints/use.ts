import { shown } from "../../identity/shown.ts";
import type { Constraint } from "./constraint.ts";

/** Whether a list of approved tools approves them all. */
export function approvesAll(tools: readonly string[] | undefined): boolean {
  return tools?.some((tool) => /^\s*\*+\s*$/.test(tool)) ?? false;
}

/** `tools.allow`, `tools.autoApprove`, and the options of the same: what runs without being asked for. */
export const toolConstraint: Constraint = ({ definition, entry, policy: { options } }) => {
  const approved = [...new Set(definition.autoApprove)];
  const breaches: string[] = [];
  if (approvesAll(approved) && options.forbidAutoApproveStar) {
    breaches.push('"autoApprove" holds "*", so that every tool runs without being asked for');
  }
  if (options.maxAutoApprove !== undefined && approved.length > options.maxAutoApprove) {
    breaches.push(`"autoApprove" holds ${approved.length} tools, the policy lets ${options.maxAutoApprove}`);
  }
  const lists = [entry.tools?.allow, entry.tools?.autoApprove].filter((list) => list !== undefined);
  const beyond = approved.filter((tool) => tool !== "*" && lists.some((list) => !list.includes(tool)));
  const starBeyond =
    approved.includes("*") && !options.forbidAutoApproveStar && lists.some((list) => !list.includes("*"));
  if (beyond.length > 0 || starBeyond) {
    const names = [...(starBeyond ? ["*"] : []), ...beyond].slice(0, 5).map((tool) => `"${shown(tool, 60)}"`);
    const more = beyond.length + (starBeyond ? 1 : 0) - names.length;
    const rest = more > 0 ? ` and ${more} more` : "";
    breaches.push(
      `"autoApprove" holds ${names.join(", ")}${rest}, which the policy does not let run unasked`,
    );
  }
  return breaches;
};

/** `scopes` and `options.workspaceScopes`: a definition from another scope. Without a known scope it is not judged. */
export const scopeConstraint: Constraint = ({ scope, entry, policy: { options } }) => {
  if (scope === undefined) return [];
  const kind = scope.replace(/[-_:\s]?\d+$/, "").toLowerCase();
  const listed = entry.scopes?.some((one) => one.toLowerCase() === kind || one === scope);
  if (entry.scopes && !listed) {
    return [
      `it is defined in the scope "${shown(scope, 40)}", the policy lists ${shown(entry.scopes.join(", "))}`,
    ];
  }
  if (kind === "workspace" && options.workspaceScopes === "deny" && !listed) {
    return ["it is defined in a workspace, which the policy does not let define servers"];
  }
  return [];
};

/** `expires` of the entry: past. */
export const expiryConstraint: Constraint = ({ entry, now }) =>
  entry.expires !== undefined && entry.expires <= now
    ? [`the policy listed it until ${dateOf(entry.expires)}`]
    : [];

function dateOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "a date in the past" : date.toISOString().slice(0, 10);
}
