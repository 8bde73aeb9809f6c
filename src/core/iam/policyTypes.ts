import type { PolicyType } from "./model/located.ts";

/** Every type of policy, as settings and comments name them. */
export const policyTypes = [
  "identity",
  "trust",
  "resource",
  "scp",
  "rcp",
  "boundary",
  "vpc-endpoint",
] as const satisfies readonly PolicyType[];

/** The policy type of that name; undefined for any other text. */
export function toPolicyType(name: string | undefined): PolicyType | undefined {
  return policyTypes.find((type) => type === name);
}
