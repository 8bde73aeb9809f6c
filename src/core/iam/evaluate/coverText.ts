import { covers } from "../matching/wildcard.ts";
import { hasUnknown } from "../model/valueNode.ts";

/** First of the private characters that stand for policy variables. */
const firstPrivate = 0xe000;

/**
 * Whether every text that `inner` can be is matched by the pattern `outer`, policy variables understood: `${aws:username}`
 * is one and the same unknown text in both. True only when it is certain.
 */
function coversText(outer: string, inner: string): boolean {
  if (outer === inner || outer === "*") return true;
  if (!outer.includes("${") && !inner.includes("${")) return covers(outer, inner);
  // A variable may be of any length, which one character of the pattern does not take.
  if (outer.includes("?") || /\$\{[*?$]\}/.test(outer) || /\$\{[*?$]\}/.test(inner)) return false;
  const names: string[] = [];
  const asCharacters = (text: string): string =>
    text.replace(/\$\{[^{}]*\}/g, (variable) => {
      const known = names.indexOf(variable.toLowerCase());
      const at = known < 0 ? names.push(variable.toLowerCase()) - 1 : known;
      return String.fromCharCode(firstPrivate + at);
    });
  const plainOuter = asCharacters(outer);
  return covers(plainOuter, asCharacters(inner));
}

/**
 * Whether two equal texts with unknown parts may be taken for the same: their unknown parts look alike and need not be.
 * The comparison of two versions of a policy says so where neither has lost one of them.
 */
export type SameUnknown = (text: string) => boolean;

/** As `coversText`, where equal texts with unknown parts are the same only when `sameUnknown` says so. */
export function coversEntry(outer: string, inner: string, sameUnknown: SameUnknown): boolean {
  if (outer === inner && hasUnknown(inner)) return sameUnknown(inner);
  return coversText(outer, inner);
}
