import type { Policy } from "../../model/policy.ts";
import { rulesAt, type Draft, type FixContext } from "../draft.ts";

/** A name that no statement has, as near to the wished one as can be. Only letters and digits may stand in it. */
export function freeSid({ statements }: Policy, wished: string): string {
  const taken = new Set(statements.map(({ sid }) => (sid?.value.kind === "string" ? sid.value.value : "")));
  const base = wished.replace(/[^A-Za-z0-9]/g, "");
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) if (!taken.has(`${base}${number}`)) return `${base}${number}`;
}

/** Gives a statement whose Sid stands before already one with a number. */
export function* uniqueSid(context: FixContext): Generator<Draft> {
  const seen = new Set<string>();
  for (const { sid } of context.policy.statements) {
    if (sid?.value.kind !== "string" || !sid.value.exact || sid.value.value === "") continue;
    const node = sid.value;
    if (!seen.has(node.value)) {
      seen.add(node.value);
      continue;
    }
    if (!context.wants("unique-sid", node.span)) continue;
    const text = freeSid(context.policy, node.value);
    yield {
      id: "unique-sid",
      title: `Change this Sid to ${text}`,
      ruleIds: rulesAt(context, "unique-sid", node.span),
      span: node.span,
      changes: [{ kind: "rename", node, text }],
      preferred: true,
    };
  }
}
