import { buildPolicy } from "../../iam/model/buildPolicy.ts";
import type { LocatedPolicy } from "../../iam/model/located.ts";
import type { Policy } from "../../iam/model/policy.ts";
import { itemsOf, memberOf } from "../../iam/model/valueNode.ts";
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
  const { policies } = readJsonPolicies(json, "policy.json");
  const broken = policies.flatMap(({ problems }) => problems)[0];
  if (broken) return { error: `it is not valid JSON: ${broken.message}` };
  const own = policies
    .map((located) => buildPolicy(located, located.place.type ?? (isNamed(located) ? undefined : "identity")))
    .filter(({ type }) => type === "identity" || type === "boundary");
  if (own.length === 0) return { error: "there is no IAM policy of a role in it" };
  return own.map((policy) => {
    const { name: place } = policy.located.place;
    return {
      name: place === undefined ? name : `${name} ${place}`,
      kind: policy.type === "boundary" ? "boundary" : kind,
      policy,
    };
  });
}

/** Whether a statement names principals, as policies of roles cannot: what is attached to something else. */
function isNamed({ root }: LocatedPolicy): boolean {
  return itemsOf(memberOf(root, "Statement")?.value).some(
    (one) => memberOf(one, "Principal") !== undefined || memberOf(one, "NotPrincipal") !== undefined,
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
