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
  next: Int32Array;
  /** Keyword index that ends in the state, or -1. */
  ends: Int32Array;
  size: number;
}

const asciiSize = 128;

function foldCode(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** Maps each ASCII code to a small class; 0 is every character that no keyword holds. */
function classTable(keywords: readonly string[]): { classes: Uint8Array; width: number } {
  const classes = new Uint8Array(asciiSize);
  let width = 1;
  for (const keyword of keywords) {
    for (let index = 0; index < keyword.length; index++) {
      const code = foldCode(keyword.charCodeAt(index));
      if (code >= asciiSize) throw new RangeError("a keyword must be ASCII");
      if (classes[code] === 0) classes[code] = width++;
    }
  }
  for (let code = 65; code <= 90; code++) classes[code] = classes[code + 32]!;
  return { classes, width };
}

function buildTrie(keywords: readonly string[], classes: Uint8Array, width: number): Trie {
  const limit = keywords.reduce((sum, keyword) => sum + keyword.length, 1);
  const trie: Trie = { next: new Int32Array(limit * width), ends: new Int32Array(limit).fill(-1), size: 1 };
  keywords.forEach((keyword, index) => {
    let state = 0;
    for (let at = 0; at < keyword.length; at++) {
      const slot = state * width + classes[foldCode(keyword.charCodeAt(at))]!;
      if (trie.next[slot] === 0) trie.next[slot] = trie.size++;
      state = trie.next[slot]!;
    }
    if (state === 0 || trie.ends[state] !== -1) throw new RangeError("keywords must be unique and not empty");
    trie.ends[state] = index;
  });
  return trie;
}

/** Fills failure transitions in breadth-first order. Returns, by state, the nearest shorter state with a keyword. */
function linkFailures(trie: Trie, width: number): Int32Array {
  const { next, ends } = trie;
  const failure = new Int32Array(trie.size);
  const shorter = new Int32Array(trie.size);
  const queue = new Int32Array(trie.size);
  let tail = 0;
  for (let cls = 0; cls < width; cls++) {
    const child = next[cls]!;
    if (child !== 0) queue[tail++] = child;
  }
  for (let head = 0; head < tail; head++) {
    const state = queue[head]!;
    const fallback = failure[state]!;
    shorter[state] = ends[fallback] !== -1 ? fallback : shorter[fallback]!;
    for (let cls = 0; cls < width; cls++) {
      const slot = state * width + cls;
      const inherited = next[fallback * width + cls]!;
      const child = next[slot]!;
      if (child === 0) next[slot] = inherited;
      else {
        failure[child] = inherited;
        queue[tail++] = child;
      }
    }
  }
  return shorter;
}

/**
 * Builds the automaton. Keywords match in any letter case.
 * @throws RangeError for an empty, repeated or non-ASCII keyword
 */
export function buildAutomaton(keywords: readonly string[]): Automaton {
  const { classes, width } = classTable(keywords);
  const trie = buildTrie(keywords, classes, width);
  const shorter = linkFailures(trie, width);
  const ends = trie.ends.slice(0, trie.size);
  // States are stored multiplied by the width, so that the loop needs no multiplication.
  const next = trie.next.slice(0, trie.size * width).map((state) => state * width);
  const speaks = new Uint8Array(trie.size * width);
  for (let state = 0; state < trie.size; state++) {
    if (ends[state] !== -1 || shorter[state] !== 0) speaks[state * width] = 1;
  }
  return {
    run(text, hit) {
      let row = 0;
      for (let index = 0; index < text.length; index++) {
        const code = text.charCodeAt(index);
        row = next[row + (code < asciiSize ? classes[code]! : 0)]!;
        if (speaks[row] === 0) continue;
        for (let state = row / width; state !== 0; state = shorter[state]!) {
          if (ends[state] !== -1) hit(ends[state]!, index + 1);
        }
      }
    },
  };
}
