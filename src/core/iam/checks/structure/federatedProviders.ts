import { unknownText } from "../../model/valueNode.ts";

/** What a federated principal is; `unknown` when its text does not tell. */
export type ProviderKind = "saml" | "oidc" | "unknown";

/** Tells an OpenID Connect provider from a SAML one: by the ARN, else a domain is a provider that IAM knows itself. */
export function providerKind(principal: string): ProviderKind {
  if (principal.includes(":saml-provider/")) return "saml";
  if (principal.includes(":oidc-provider/")) return "oidc";
  if (principal.includes(unknownText)) return "unknown";
  return isDomain(principal) ? "oidc" : "unknown";
}

/** The address of an OpenID Connect provider without scheme, in lower case: what its condition keys start with. */
export function providerAddress(principal: string): string {
  const mark = ":oidc-provider/";
  const at = principal.indexOf(mark);
  return (at < 0 ? principal : principal.slice(at + mark.length)).replace(/\/$/, "").toLowerCase();
}

/** Whether a text is a domain name and nothing more. */
export function isDomain(text: string): boolean {
  return /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(text);
}

export const githubActions = "token.actions.githubusercontent.com";

/**
 * OpenID Connect providers that all their customers share, and the claim that tells the customer: IAM refuses new trust
 * policies without it (user guide, "Identity-provider controls for shared OIDC providers"). GitHub Actions has a rule of
 * its own.
 */
export const tenancyClaims: ReadonlyMap<string, string> = new Map([
  ["agent.buildkite.com", "sub"],
  ["api.pulumi.com/oidc", "aud"],
  ["app.terraform.io", "sub"],
  ["cognito-identity.amazonaws.com", "aud"],
  ["gitlab.com", "sub"],
  ["oidc-configuration.audit-log.githubusercontent.com", "sub"],
  ["oidc.codefresh.io", "sub"],
  ["oidc.vercel.com", "aud"],
  ["proidc.upbound.io", "sub"],
  ["sandboxes.cloud", "aud"],
  ["scalr.io", "sub"],
  ["studio.datachain.ai/api", "sub"],
  ["tokens.cloud.shisho.dev", "sub"],
  ["vstoken.actions.githubusercontent.com", "sub"],
]);
