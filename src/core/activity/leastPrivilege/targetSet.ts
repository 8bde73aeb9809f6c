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

  constructor(most: number = mostTargets) {
    this.#most = most;
  }

  add(target: Target): void {
    const [first = ""] = target.patterns;
    if (this.#joined.some((start) => first.startsWith(start))) return;
    const key = target.patterns.length === 1 ? first : target.patterns.join("\n");
    if (this.#targets.has(key)) return;
    this.#targets.set(key, target);
    if (this.#targets.size > this.#most) this.#join();
  }

  get all(): readonly Target[] {
    return [...this.#targets.values()];
  }

  /** Whether some were joined. */
  get isJoined(): boolean {
    return this.#joined.length > 0;
  }

  /** Joins the longest beginnings first, until half of the room is free. */
  #join(): void {
    const all = this.all;
    for (let parts = mostParts; parts >= 0 && this.#targets.size > this.#most / 2; parts--) {
      const groups = new Map<string, Target[]>();
      for (const target of this.all) {
        const start = startOf(target.patterns[0] ?? "", parts);
        groups.set(start, [...(groups.get(start) ?? []), target]);
      }
      const fewest = parts > 0 ? 8 : 1;
      const joined = [...groups].filter(([, of]) => of.length > fewest).map(([start]) => start);
      if (joined.length > 0) this.#replace(joined);
    }
    if (this.#targets.size >= all.length) this.#replace([""]);
  }

  #replace(starts: readonly string[]): void {
    this.#joined = [
      ...new Set([...this.#joined.filter((one) => !starts.some((s) => one.startsWith(s))), ...starts]),
    ];
    for (const [key, { patterns }] of this.#targets)
      if (starts.some((start) => patterns[0]?.startsWith(start))) this.#targets.delete(key);
    for (const start of starts) {
      const pattern = `${start}*`;
      this.#targets.set(pattern, { patterns: [pattern], known: true });
    }
  }
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
