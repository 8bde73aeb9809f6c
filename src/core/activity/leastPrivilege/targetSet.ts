import type { Target } from "../policy/targets/target.ts";

/** Resources told apart of one action; beyond it those with a common beginning become one pattern. */
const mostTargets = 1000;

/**
 * The resources that an action was used on, in bounded memory. When they are too many, those with a common beginning are
 * joined into a pattern, which may take more than was used: what is made of it stays within what was granted.
 */
export class TargetSet {
  readonly #targets = new Map<string, Target>();
  readonly #most: number;
  /** Beginnings that stand for all that starts with them. */
  #joined: readonly string[] = [];
  #isOverfull = false;

  constructor(most: number = mostTargets) {
    this.#most = most;
  }

  add(target: Target): void {
    if (this.#isOverfull || this.#joined.some((start) => allBegin(target, start))) return;
    const key = target.patterns.join("\n");
    if (this.#targets.has(key)) return;
    this.#targets.set(key, target);
    if (this.#targets.size > this.#most) this.#join();
  }

  get all(): readonly Target[] {
    return [...this.#targets.values()];
  }

  /** Whether they were too many and too different: nothing is known of them any more. */
  get isOverfull(): boolean {
    return this.#isOverfull;
  }

  /** Whether some were joined. */
  get isJoined(): boolean {
    return this.#joined.length > 0;
  }

  /** Joins the longest beginnings first, of these the most frequent, until half of the room is free. */
  #join(): void {
    for (let parts = mostParts; parts >= 0 && this.#targets.size > this.#most / 2; parts--) {
      const groups = new Map<string, Target[]>();
      for (const target of this.all) {
        const start = startOf(target.patterns[0] ?? "", parts);
        if (start === "" || !allBegin(target, start)) continue;
        groups.set(start, [...(groups.get(start) ?? []), target]);
      }
      const largest = [...groups]
        .filter(([, of]) => of.length > 1)
        .sort(([, a], [, b]) => b.length - a.length);
      const starts: string[] = [];
      let left = this.#targets.size;
      for (const [start, of] of largest) {
        if (left <= this.#most / 2) break;
        starts.push(start);
        left -= of.length - 1;
      }
      if (starts.length > 0) this.#replace(starts);
    }
    if (this.#targets.size <= this.#most) return;
    this.#isOverfull = true;
    this.#targets.clear();
  }

  #replace(starts: readonly string[]): void {
    this.#joined = [
      ...new Set([...this.#joined.filter((one) => !starts.some((s) => one.startsWith(s))), ...starts]),
    ];
    for (const [key, target] of this.#targets)
      if (starts.some((start) => allBegin(target, start))) this.#targets.delete(key);
    for (const start of starts) {
      const pattern = `${start}*`;
      this.#targets.set(pattern, { patterns: [pattern], known: true });
    }
  }
}

function allBegin({ patterns }: Target, start: string): boolean {
  return patterns.every((pattern) => pattern.startsWith(start));
}

/** Parts of a resource's name that a common beginning may have at most. */
const mostParts = 6;

/** The first five fields of an ARN with so many parts of its name: `arn:aws:s3:::bucket/2026/`. */
function startOf(arn: string, parts: number): string {
  const fields = /^(?:[^:]*:){5}/.exec(arn)?.[0] ?? "";
  const name = arn.slice(fields.length);
  let end = 0;
  for (let found = 0; found < parts; found++) {
    const next = name.slice(end).search(/[/:]/);
    if (next < 0) break;
    end += next + 1;
  }
  const start = name.slice(0, end);
  const wildcard = start.search(/[*?]/);
  return fields + (wildcard < 0 ? start : start.slice(0, wildcard));
}
