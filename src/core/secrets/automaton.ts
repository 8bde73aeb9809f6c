/**
 * Aho-Corasick automaton over case-folded ASCII keywords, as one dense table: one array read per code unit of text,
 * whatever the number of keywords. Its table is made once texts are long enough to repay that.
 */
export interface Automaton {
  /**
   * Calls `hit` for every occurrence, by end offset and then the longest first. `keyword` is the index in the list given
   * at build.
   */
  run(text: string, hit: (keyword: number, end: number) => void): void;
}

type Run = Automaton["run"];

/** Maps each code unit to a small class; 0 is every one that no keyword holds. Capitals have the class of small letters. */
function classTable(keywords: readonly string[]): { classes: Uint8Array; width: number } {
  const classes = new Uint8Array(0x10000);
  let width = 1;
  for (const letter of new Set(keywords.join(""))) classes[letter.charCodeAt(0)] = width++;
  for (let code = 65; code <= 90; code++) classes[code] = classes[code + 32]!;
  return { classes, width };
}

/** States by number; 0 is the root, and "none". */
interface Table {
  /**
   * By `state * width + class`, the row of the next state, which is its number times `width`: the loop needs no
   * multiplication. Its complement when the state has something to report, so that one comparison tells.
   */
  readonly next: Int32Array;
  /** Keyword index that ends in the state, or -1. */
  readonly ends: Int32Array;
  /** The nearest shorter state with a keyword. */
  readonly shorter: Int32Array;
}

/**
 * Inserts all keywords letter by letter, so that states are numbered by depth: the busy ones share cache lines. A new
 * state starts as a copy of the row of the state it falls back to, which is shallower and therefore complete; a slot
 * thus holds either that inheritance or, with a number of the level in work, the keyword's own state.
 */
function buildTable(keywords: readonly string[], classes: Uint8Array, width: number): Table {
  const limit = keywords.reduce((sum, keyword) => sum + keyword.length, 1);
  const next = new Int32Array(limit * width);
  const ends = new Int32Array(limit).fill(-1);
  const shorter = new Int32Array(limit);
  const fallback = new Int32Array(limit);
  const states = new Int32Array(keywords.length);
  let size = 1;
  let open = keywords.map((_, index) => index);
  for (let depth = 0; open.length > 0; depth++) {
    const level = size;
    const longer: number[] = [];
    for (const index of open) {
      const keyword = keywords[index]!;
      const slot = states[index]! * width + classes[keyword.charCodeAt(depth)]!;
      const row = next[slot]!;
      let state = (row < 0 ? ~row : row) / width;
      if (state < level) {
        fallback[size] = state;
        shorter[size] = ends[state] === -1 ? shorter[state]! : state;
        state = size++;
        next[slot] = row < 0 ? ~(state * width) : state * width;
      }
      states[index] = state;
      if (depth + 1 < keyword.length) longer.push(index);
      else {
        ends[state] = index;
        next[slot] = ~(state * width);
      }
    }
    for (let state = level; state < size; state++) {
      const from = fallback[state]! * width;
      next.copyWithin(state * width, from, from + width);
    }
    open = longer;
  }
  return { next: next.slice(0, size * width), ends: ends.slice(0, size), shorter: shorter.slice(0, size) };
}

function tableRun(keywords: readonly string[]): Run {
  const { classes, width } = classTable(keywords);
  const { next, ends, shorter } = buildTable(keywords, classes, width);
  return (text, hit) => {
    let row = 0;
    for (let index = 0; index < text.length; index++) {
      row = next[row + classes[text.charCodeAt(index)]!]!;
      if (row >= 0) continue;
      row = ~row;
      for (let state = row / width; state !== 0; state = shorter[state]!) {
        if (ends[state] !== -1) hit(ends[state]!, index + 1);
      }
    }
  };
}

/** Looks for each keyword in turn: what a short text costs is a fraction of what the table does. */
function plainRun(keywords: readonly string[]): Run {
  return (text, hit) => {
    // Not the whole text: some letters outside ASCII have a small one of another length, or within ASCII.
    const folded = text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
    const hits: { keyword: number; end: number }[] = [];
    for (let keyword = 0; keyword < keywords.length; keyword++) {
      const word = keywords[keyword]!;
      for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + 1))
        hits.push({ keyword, end: at + word.length });
    }
    hits.sort((a, b) => a.end - b.end || keywords[b.keyword]!.length - keywords[a.keyword]!.length);
    for (const { keyword, end } of hits) hit(keyword, end);
  };
}

/**
 * What may be searched plainly before the table is made, in code units; each text counts for at least `textCost`. On
 * 2,000 keywords that takes less time than the table does. A hook, which starts anew for each command, never makes it.
 */
const plainBudget = 6_000;
const textCost = 1_000;

/**
 * Builds the automaton. Keywords match in any letter case.
 * @param keywords lower-case ASCII
 * @throws RangeError for an empty, repeated, capital or non-ASCII keyword
 */
export function buildAutomaton(keywords: readonly string[]): Automaton {
  if (new Set(keywords).size !== keywords.length || keywords.includes(""))
    throw new RangeError("keywords must be unique and not empty");
  if (/[A-Z\u0080-\uffff]/.test(keywords.join("")))
    throw new RangeError("a keyword must be lower-case ASCII");
  const plain = plainRun(keywords);
  let spent = 0;
  let table: Run | undefined;
  return {
    run(text, hit) {
      spent += table === undefined ? Math.max(text.length, textCost) : 0;
      if (spent > plainBudget) table ??= tableRun(keywords);
      (table ?? plain)(text, hit);
    },
  };
}
