import type { IamFixId } from "./iamFix.ts";

/** The rules that each fix answers. `did-you-mean` answers every other finding with a `suggestion`. */
export const answers: Readonly<Partial<Record<IamFixId, readonly string[]>>> = {
  "expand-wildcard": ["iam/avoidable-action-wildcard"],
  "expand-wildcard-list": ["iam/avoidable-action-wildcard"],
  "expand-wildcard-read": ["iam/avoidable-action-wildcard"],
  "expand-wildcard-write": ["iam/avoidable-action-wildcard"],
  "expand-wildcard-tagging": ["iam/avoidable-action-wildcard"],
  "expand-wildcard-permissions": ["iam/avoidable-action-wildcard"],
  "narrow-to-seen": ["iam/avoidable-action-wildcard"],
  "scope-resource": ["iam/avoidable-resource-wildcard"],
  "split-wildcard-only": ["iam/avoidable-resource-wildcard"],
  "secret-suffix": ["iam/secret-arn-suffix"],
  "add-describe-secret": ["iam/missing-describe-secret"],
  "passed-to-service": [
    "iam/pass-role-with-star-in-resource",
    "iam/pass-role-with-star-in-action-and-resource",
    "iam/pass-role-with-not-resource",
  ],
  "arn-like": ["iam/string-like-operator-with-arn-condition-keys"],
  "null-check": ["iam/equivalent-to-null-false", "iam/equivalent-to-null-true"],
  "remove-redundant": [
    "iam/redundant-action",
    "iam/redundant-resource",
    "iam/redundant-statement",
    "iam/redundant-statement-due-to-wildcard-in-condition",
    "iam/redundant-key-due-to-wildcard-in-condition",
    "iam/redundant-condition-value-num",
  ],
  "remove-duplicate": ["iam/duplicate-keys-with-different-case"],
  "unique-sid": ["iam/unique-sids-required", "iam/unique-sids-recommended"],
  "confused-deputy": [
    "iam/restrict-access-to-service-principal",
    "iam/recommended-condition-key-for-service-principal",
    "iam/confused-deputy",
  ],
  "add-version": ["iam/missing-version", "iam/invalid-version"],
};

/** Rules that have a fix of their own. */
export const answeredOtherwise: ReadonlySet<string> = new Set(Object.values(answers).flat());
