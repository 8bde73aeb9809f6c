import type { PolicyType } from "../../model/located.ts";
import { type StringNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { PolicyCheck } from "../check.ts";
import { isOpen } from "./openText.ts";
import { variableIn } from "./policyVariables.ts";
import { shown } from "./wording.ts";

const uniqueRequired = analyzerRule("UNIQUE_SIDS_REQUIRED", "error", "Statement id that stands twice");
const uniqueRecommended = analyzerRule(
  "UNIQUE_SIDS_RECOMMENDED",
  "warning",
  "Statement id that stands twice in a resource policy",
);
const unsupportedSid = analyzerRule("UNSUPPORTED_SID", "error", "Character that a statement id may not hold");

/** IAM keeps these itself, and refuses statement ids that are equal. Other services keep the rest, and mostly take them. */
const keptByIam: ReadonlySet<PolicyType> = new Set(["identity", "boundary", "trust"]);
/** Resource policies take more: the default policy of a KMS key has blanks. Access Analyzer judges trust policies as such. */
const alphanumeric: ReadonlySet<PolicyType> = new Set(["identity", "boundary", "scp", "rcp"]);

/** Statement ids: equal ones, and characters that IAM does not take. */
export const statementIdCheck: PolicyCheck = {
  rules: [uniqueRequired, uniqueRecommended, unsupportedSid],
  *check({ type, statements }) {
    const seen = new Map<string, StringNode>();
    for (const { sid } of statements) {
      if (sid?.value.kind !== "string" || sid.value.value === "" || isOpen(sid.value.value)) continue;
      const node = sid.value;
      const first = seen.get(node.value);
      if (first) {
        const isError = keptByIam.has(type);
        yield {
          rule: isError ? uniqueRequired : uniqueRecommended,
          span: node.content,
          message: isError
            ? `Another statement has the id ${shown(node.value)} too: IAM refuses the policy. Give each its own.`
            : `Another statement has the id ${shown(node.value)} too. Give each its own.`,
          related: [{ span: first.content, message: "The first statement of that id" }],
        };
      } else seen.set(node.value, node);
      const wrong = /[^A-Za-z0-9]/.exec(node.value)?.[0];
      if (wrong && alphanumeric.has(type) && !variableIn(node.value)) {
        yield {
          rule: unsupportedSid,
          span: node.content,
          message: `A statement id holds letters A-Z and digits only: ${shown(node.value)} has ${wrong === " " ? "a blank" : shown(wrong)}.`,
          data: {
            suggestion: node.value.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string = "") =>
              next.toUpperCase(),
            ),
          },
        };
      }
    }
  },
};
