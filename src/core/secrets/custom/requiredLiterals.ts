import { rangesOf, type CharSet } from "./charSet.ts";
import type { PatternNode } from "./patternTree.ts";

/** Shorter literals stand on too many lines to leave any of them out. */
const shortest = 3;

/**
 * Lower-case literals of which every match holds one, in some letter case: the longest that the pattern shows. Undefined
 * when it shows none.
 */
export function requiredLiterals(node: PatternNode): readonly string[] | undefined {
  if (node.kind === "choice") {
    const all = node.nodes.map(requiredLiterals);
    return all.every((one) => one !== undefined) ? all.flat() : undefined;
  }
  let best: readonly string[] | undefined;
  let run = "";
  const offer = (literals: readonly string[] | undefined): void => {
    if (literals && lengthOf(literals) >= shortest && lengthOf(literals) > lengthOf(best ?? [])) {
      best = literals;
    }
  };
  for (const part of inSequence(node)) {
    const letter = part.kind === "set" ? letterOf(part.set) : undefined;
    if (letter !== undefined) {
      run += letter;
      continue;
    }
    // An assertion takes no place.
    if (part.kind === "assertion") continue;
    offer([run]);
    run = "";
    if (part.kind === "choice") offer(requiredLiterals(part));
    if (part.kind === "repeat" && part.min > 0) offer(requiredLiterals(part.node));
  }
  offer([run]);
  return best;
}

/** The parts of a pattern that follow each other, groups opened. */
function inSequence(node: PatternNode): readonly PatternNode[] {
  if (node.kind === "sequence") return node.nodes.flatMap(inSequence);
  return node.kind === "value" ? inSequence(node.node) : [node];
}

function lengthOf(literals: readonly string[]): number {
  return literals.length === 0 ? 0 : Math.min(...literals.map(({ length }) => length));
}

/** The printable ASCII character, in lower case, that a set stands for in any letter case. */
function letterOf(set: CharSet): string | undefined {
  const letters = rangesOf(set).map(([first, last]) => (first === last ? String.fromCharCode(first) : ""));
  const lower = new Set(letters.map((letter) => letter.toLowerCase()));
  const [only] = lower;
  return lower.size === 1 && only !== undefined && /^[ -~]$/.test(only) ? only : undefined;
}
