import { buildPolicy } from "../../iam/model/buildPolicy.ts";
import type { Policy } from "../../iam/model/policy.ts";
import { readJsonPolicies } from "../../iam/readers/jsonPolicies.ts";

/** A policy that counts for a role. */
export interface DeclaredPolicy {
  /** For a person: a file, a policy's name. */
  readonly name: string;
  /** `identity`: it grants. `boundary`: it limits what the others grant. */
  readonly kind: "identity" | "boundary";
  readonly policy: Policy;
}

/** Why a text gives no policy, for a person. */
export interface NoPolicy {
  readonly error: string;
}

/**
 * Reads the policies of a JSON text: a document, or anything that holds some (the answer of `aws iam get-role-policy`,
 * a template). A document written as IAM's API gives it, percent-encoded, is decoded.
 */
export function readDeclaredPolicies(
  text: string,
  { name, kind }: Pick<DeclaredPolicy, "name" | "kind">,
): readonly DeclaredPolicy[] | NoPolicy {
  const json = /^\s*%7B/i.test(text) ? decoded(text) : text;
  const { policies } = readJsonPolicies(json, "policy.json", true);
  if (policies.length === 0) return { error: "there is no IAM policy in it" };
  const broken = policies.flatMap(({ problems }) => problems)[0];
  if (broken) return { error: `it is not valid JSON: ${broken.message}` };
  return policies.map((located) => ({ name, kind, policy: buildPolicy(located, "identity") }));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
