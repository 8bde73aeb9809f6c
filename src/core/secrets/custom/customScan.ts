import ignore from "ignore";
import type { Span } from "../../model/span.ts";
import { entropy } from "../checks/strength.ts";
import { isPlaceholder } from "../contextual/placeholder.ts";
import type { Candidate } from "../detector.ts";
import { isReference } from "../references.ts";
import { compileRules, type CompiledRule, type CompiledRules } from "./compiledRules.ts";
import type { CustomRule } from "./customRule.ts";
import { overlap, pieceReader, type Piece } from "./fields.ts";
import { findMatch, type Budget } from "./findMatch.ts";

/** What a rule may cost on a piece of text, in steps: so many for each code unit, and some to begin with. */
const ruleBudget = { base: 4_096, perUnit: 80 };
/** The same for all rules together. */
const sharedBudget = { base: 16_384, perUnit: 128 };

const mostInPiece = 500;

/** A part of a text, of which values that begin from `from` up to `to` are wanted. All but `offset` in its offsets. */
export interface CustomStretch {
  readonly part: string;
  /** Where the part begins in the whole text. */
  readonly offset: number;
  readonly from: number;
  readonly to: number;
  readonly path: string;
}

/** What the rules of a team see in a part of a text. */
export interface CustomOutcome {
  /** In the order of the rules. Spans are of the part. */
  readonly candidates: readonly Candidate[];
  /** Ids of rules that were stopped somewhere, since they took too many steps. */
  readonly stopped: readonly string[];
}

/**
 * Runs custom rules over the lines of a part that hold one of their keywords, and the others over every line. Time is
 * linear in the part, whatever the patterns: a rule that takes too many steps on a line is stopped there.
 * @throws PatternError when a rule did not come from `readCustomRules`
 */
export function customScan(rules: readonly CustomRule[], stretch: CustomStretch): CustomOutcome {
  const compiled = compileRules(rules);
  const pieces = piecesByRule(compiled, stretch);
  const left = new Map<number, number>();
  const stopped = new Set<string>();
  const candidates = compiled.rules.flatMap((rule, index) =>
    [...pieces[index]!.values()].flatMap((piece) => search(rule, piece, left, stopped)),
  );
  return {
    candidates: candidates.filter(({ span }) => span.start >= stretch.from && span.start < stretch.to),
    stopped: [...stopped],
  };
}

/** By rule, the lines and pieces that it is to look at, by their start. */
function piecesByRule(
  { rules, prefilter }: CompiledRules,
  { part, offset, from, to, path }: CustomStretch,
): readonly ReadonlyMap<number, Piece>[] {
  const pieces = rules.map(() => new Map<number, Piece>());
  const applies = rules.map((rule) => appliesTo(rule, path));
  const read = pieceReader(part, offset);
  const add = (owner: number, piece: Piece): void => {
    if (applies[owner] && piece.zoneEnd > from && piece.from < to) pieces[owner]!.set(piece.from, piece);
  };
  const { automaton, keywords, owners } = prefilter;
  if (keywords.length > 0) {
    automaton.run(part, (id, end) => {
      const start = end - keywords[id]!.length;
      const piece = read(start);
      for (const owner of owners[0]![id]!) add(owner, piece);
      if (piece.from === piece.line.start || start >= piece.from + overlap) return;
      // A match may begin in the piece before.
      const before = read(piece.from - 1);
      for (const owner of owners[0]![id]!) add(owner, before);
    });
  }
  const always = rules.flatMap((rule, owner) =>
    rule.keywords.length === 0 && applies[owner] ? [owner] : [],
  );
  for (let at = from; always.length > 0 && at < to;) {
    const piece = read(at);
    for (const owner of always) add(owner, piece);
    at = piece.zoneEnd;
  }
  return pieces;
}

function appliesTo({ paths }: CompiledRule, path: string): boolean {
  if (!paths) return true;
  const inside = path.replace(/^(?:\.{1,2}\/|\/)+/, "");
  return ignore.isPathValid(inside) && paths.ignores(inside);
}

/** The findings of a rule in one piece. */
function search(
  compiled: CompiledRule,
  piece: Piece,
  left: Map<number, number>,
  stopped: Set<string>,
): Candidate[] {
  const units = piece.to - piece.from;
  const shared = left.get(piece.from) ?? sharedBudget.base + sharedBudget.perUnit * units;
  const given = Math.min(ruleBudget.base + ruleBudget.perUnit * units, shared);
  const budget = { steps: given };
  const found: Candidate[] = [];
  for (let from = piece.from; found.length < mostInPiece;) {
    const match = findMatch(compiled.program, { ...piece, from }, budget);
    if (!match || match.start >= piece.zoneEnd) break;
    const isWhole = match.end < piece.to || !piece.isCut;
    if (isWhole && isWanted(compiled, piece.text, match.value, budget)) {
      found.push(candidateOf(compiled, match.value));
    }
    from = Math.max(match.end, match.start + 1);
  }
  if (budget.steps < 0) stopped.add(compiled.rule.id);
  left.set(piece.from, shared - (given - budget.steps));
  return found;
}

function isWanted({ rule, allow }: CompiledRule, text: string, span: Span, budget: Budget): boolean {
  const value = text.slice(span.start, span.end);
  if (value === "" || isPlaceholder(value) || isReference(text, span)) return false;
  if (rule.entropy !== undefined && entropy(value) < rule.entropy) return false;
  const line = { start: 0, end: value.length };
  return !allow.some((one) => findMatch(one, { text: value, from: 0, to: value.length, line }, budget));
}

function candidateOf({ rule, confidence }: CompiledRule, span: Span): Candidate {
  const { id, title, description } = rule;
  return { id, title, span, confidence, ...(description !== undefined && { reason: description }) };
}
