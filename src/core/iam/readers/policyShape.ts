import { itemsOf, memberOf, type ValueNode } from "../model/valueNode.ts";

const elements = new Set([
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
]);

/** Whether a value of unknown purpose is a policy: an object with statements of the policy language. */
export function isPolicyShape(node: ValueNode): boolean {
  if (node.kind !== "object") return false;
  const statement = memberOf(node, "Statement");
  if (!statement) return false;
  const version = memberOf(node, "Version")?.value;
  if (version?.kind === "string" && /^20(?:08|12)-10-17$/.test(version.value)) return true;
  // Another cloud has the same language under this version.
  if (version?.kind === "string" && version.value === "1") return false;
  return itemsOf(statement.value).some(
    (one) => one.kind === "object" && one.members.filter(({ key }) => elements.has(key.value)).length >= 2,
  );
}
