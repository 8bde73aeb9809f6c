import type { SecretKind } from "./keyNames.ts";

/** The rules for values that only their name gives away. */
export const genericRules: Readonly<Record<SecretKind, { readonly id: string; readonly title: string }>> = {
  password: { id: "generic-password", title: "Password" },
  token: { id: "generic-token", title: "Access token" },
  secret: { id: "generic-secret", title: "Secret" },
  "api-key": { id: "generic-api-key", title: "API key" },
};
