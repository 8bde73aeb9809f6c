/**
 * Aho-Corasick automaton over case-folded ASCII keywords, as one dense table: one array read per code unit of text,
 * whatever the number of keywords.
 */
export interface Automaton {
  /** Calls `hit` for every occurrence, ordered by end offset. `keyword` is the index in the list given at build. */
  run(text: string, hit: (keyword: number, end: number) => void): void;
}

interface Trie {
  /** Next state by `state * width + class`; 0 is both the root and "none" while building. */
  readonly next: Int32Array;
  /** Keyword index that ends in the state, or -1. */
  readonly ends: Int32Array;
  readonly size: number;
}

const asciiSize = 128;

/** Maps each code unit to a small class; 0 is every one that no keyword holds. Capitals have the class of small letters. */
function classTable(keywords: readonly string[]): { classes: Uint8Array; width: number } {
  const classes = new Uint8Array(0x10000);
  let width = 1;
  for (const keyword of keywords) {
    for (let index = 0; index < keyword.length; index++) {
      const code = keyword.charCodeAt(index);
      if (code >= asciiSize || (code >= 65 && code <= 90))
        throw new RangeError("a keyword must be lower-case ASCII");
      if (classes[code] === 0) classes[code] = width++;
    }
  }
  for (let code = 65; code <= 90; code++) classes[code] = classes[code + 32]!;
  return { classes, width };
}

/** Inserts all keywords letter by letter, so that states are numbered by depth: the busy ones share cache lines. */
function buildTrie(keywords: readonly string[], classes: Uint8Array, width: number): Trie {
  const limit = keywords.reduce((sum, keyword) => sum + keyword.length, 1);
  const next = new Int32Array(limit * width);
  const ends = new Int32Array(limit).fill(-1);
  const states = new Int32Array(keywords.length);
  let size = 1;
  let open = keywords.map((_, index) => index);
  for (let depth = 0; open.length > 0; depth++) {
    open = open.filter((index) => {
      const keyword = keywords[index]!;
      if (depth < keyword.length) {
        const slot = states[index]! * width + classes[keyword.charCodeAt(depth)]!;
        if (next[slot] === 0) next[slot] = size++;
        states[index] = next[slot]!;
        return true;
      }
      const state = states[index]!;
      if (state === 0 || ends[state] !== -1) throw new RangeError("keywords must be unique and not empty");
      ends[state] = index;
      return false;
    });
  }
  return { next, ends, size };
}

/** Fills failure transitions; states come by depth. Returns, by state, the nearest shorter state with a keyword. */
function linkFailures({ next, ends, size }: Trie, width: number): Int32Array {
  const failure = new Int32Array(size);
  const shorter = new Int32Array(size);
  for (let state = 0; state < size; state++) {
    const fallback = failure[state]!;
    if (state !== 0) shorter[state] = ends[fallback] !== -1 ? fallback : shorter[fallback]!;
    for (let cls = 0; cls < width; cls++) {
      const slot = state * width + cls;
      const inherited = state === 0 ? 0 : next[fallback * width + cls]!;
      if (next[slot] === 0) next[slot] = inherited;
      else failure[next[slot]!] = inherited;
    }
  }
  return shorter;
}

/**
 * Builds the automaton. Keywords match in any letter case.
 * @param keywords lower-case ASCII
 * @throws RangeError for an empty, repeated, capital or non-ASCII keyword
 */
export function buildAutomaton(keywords: readonly string[]): Automaton {
  const { classes, width } = classTable(keywords);
  const trie = buildTrie(keywords, classes, width);
  const shorter = linkFailures(trie, width);
  // States that report nothing come first, so that one comparison tells; 0 stays the root.
  const isSilent = (state: number): boolean => trie.ends[state] === -1 && shorter[state] === 0;
  const states = Array.from({ length: trie.size }, (_, state) => state);
  const order = [...states.filter(isSilent), ...states.filter((state) => !isSilent(state))];
  const place = new Int32Array(trie.size);
  order.forEach((state, index) => {
    place[state] = index;
  });
  const firstSpeaking = states.filter(isSilent).length * width;
  // Rows are stored as offsets into the table, so that the loop needs no multiplication.
  const next = new Int32Array(trie.size * width);
  order.forEach((state, index) => {
    for (let cls = 0; cls < width; cls++)
      next[index * width + cls] = place[trie.next[state * width + cls]!]! * width;
  });
  const ends = Int32Array.from(order, (state) => trie.ends[state]!);
  const shorterOf = Int32Array.from(order, (state) => place[shorter[state]!]!);
  return {
    run(text, hit) {
      let row = 0;
      for (let index = 0; index < text.length; index++) {
        row = next[row + classes[text.charCodeAt(index)]!]!;
        if (row < firstSpeaking) continue;
        for (let state = row / width; state !== 0; state = shorterOf[state]!) {
          if (ends[state] !== -1) hit(ends[state]!, index + 1);
        }
      }
    },
  };
}
