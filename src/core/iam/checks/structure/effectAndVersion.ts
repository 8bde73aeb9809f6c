import { type ValueNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { isOpen } from "./openText.ts";
import { nearest } from "../../catalogue/nearest.ts";
import { shown } from "./wording.ts";

const invalidEffect = analyzerRule("INVALID_EFFECT", "error", "Effect that is neither Allow nor Deny");
const invalidVersion = analyzerRule("INVALID_VERSION", "error", "Unknown version of the policy language");

const effects = ["Allow", "Deny"];
const versions = ["2012-10-17", "2008-10-17"];

/** Values of `Effect` and `Version`: both are lists of two, with case. */
export const effectAndVersionCheck: PolicyCheck = {
  rules: [invalidEffect, invalidVersion],
  *check({ version, statements }) {
    if (version?.kind === "string" && !versions.includes(version.value) && !isOpen(version.value)) {
      yield {
        rule: invalidVersion,
        span: version.content,
        message: `The policy language has no version ${shown(version.value)}. Use "2012-10-17": it is no date of your own.`,
        data: { suggestion: "2012-10-17" },
      };
    }
    for (const { effectMember } of statements) yield* effectIssue(effectMember?.value);
  },
};

function* effectIssue(value: ValueNode | undefined): Generator<Issue> {
  if (value?.kind !== "string" || effects.includes(value.value) || isOpen(value.value)) return;
  const text = value.value.trim().toLowerCase();
  const meant = effects.find((one) => one.toLowerCase() === text) ?? nearest(text, effects);
  yield {
    rule: invalidEffect,
    span: value.content,
    message: meant
      ? `${shown(value.value)} is no effect: write "${meant}", exactly so.`
      : `${shown(value.value)} is no effect: "Effect" is "Allow" or "Deny".`,
    ...(meant && { data: { suggestion: meant } }),
  };
}
