import type { Sensitive } from "../../core/model/sensitive.ts";

/** `kept`: the person chose the value that the store already had, although it differs. */
type Settled = "stored" | "kept";

/** What one flow has put into the store, or agreed to use there, so that a retry never does it twice. */
export interface Ledger {
  /** Whether this value is settled under this name. */
  has(name: string, value: Sensitive): boolean;
  settle(name: string, value: Sensitive, how: Settled): void;
  /** A call was sent to store under this name, and whether it did is not known or not verified. */
  doubt(name: string): void;
  /** Names under which this flow stored a value and read it back. */
  stored(): readonly string[];
  /** Names whose stored value was kept although it differs. */
  kept(): readonly string[];
  /** Names under which a value may stand. */
  doubtful(): readonly string[];
  /** The idempotency token of an operation: the same one for every retry of it. */
  token(operation: string): string;
  /** Forgets what is settled, because another account or Region is used from now on. */
  restart(): void;
}

/** An empty ledger. */
export function createLedger(newToken: () => string): Ledger {
  const entries = new Map<string, { readonly value: Sensitive; readonly how: Settled }>();
  const doubts = new Set<string>();
  const tokens = new Map<string, string>();
  const names = (how: Settled): string[] =>
    [...entries].filter(([, entry]) => entry.how === how).map(([name]) => name);
  return {
    has: (name, value) => entries.get(name)?.value.equals(value) ?? false,
    settle(name, value, how) {
      entries.set(name, { value, how });
      doubts.delete(name);
    },
    doubt: (name) => void doubts.add(name),
    stored: () => names("stored"),
    kept: () => names("kept"),
    doubtful: () => [...doubts],
    token(operation) {
      const token = tokens.get(operation) ?? newToken();
      tokens.set(operation, token);
      return token;
    },
    restart() {
      for (const name of names("stored")) doubts.add(name);
      entries.clear();
      tokens.clear();
    },
  };
}
