import type { PrincipalUnit } from "./checks/check.ts";
import type { LocatedPrincipal } from "./model/located.ts";
import type { Policy } from "./model/policy.ts";

/** Groups the policies of a text by the principal that they are attached to. */
export function unitsOf(
  principals: readonly LocatedPrincipal[],
  policies: readonly Policy[],
): PrincipalUnit[] {
  const units = principals.map((principal) => {
    const own = policies.filter(({ located }) => located.place.principals?.includes(principal.id));
    return {
      principal,
      policies: own.filter(({ type }) => type === "identity"),
      boundaries: own.filter(({ type }) => type === "boundary"),
      trust: own.filter(({ type }) => type === "trust"),
    };
  });
  const known = new Set(principals.map(({ id }) => id));
  const alone = policies.filter(
    ({ located: { place }, type }) => !place.principals?.some((id) => known.has(id)) && type === "identity",
  );
  return [
    ...units,
    ...alone.map((policy) => ({ principal: undefined, policies: [policy], boundaries: [], trust: [] })),
  ];
}
