import type { StoreErrorCode } from "../../core/fixes/storeError.ts";
import type { Localizer } from "./flowUi.ts";
import type { Ledger } from "./ledger.ts";

/** What a person can do about a failed call. */
export type Remedy = "retry" | "sign-in" | "select-profile" | "rename";

const remedies: Record<StoreErrorCode, readonly Remedy[]> = {
  exists: ["rename"],
  deleting: ["rename", "retry"],
  "not-found": ["retry"],
  denied: ["select-profile", "retry"],
  expired: ["sign-in", "retry"],
  "signed-out": ["sign-in", "select-profile"],
  throttled: ["retry"],
  network: ["retry"],
  invalid: ["rename"],
  "too-large": [],
  limit: ["retry"],
  "read-back": ["retry"],
  aborted: [],
  unknown: ["retry"],
};

/** What to offer for an error of a store, most useful first. */
export function remediesFor(code: StoreErrorCode): readonly Remedy[] {
  return remedies[code];
}

/** Button of a remedy. */
export function remedyLabel(remedy: Remedy, l10n: Localizer): string {
  const labels: Record<Remedy, string> = {
    retry: l10n.t("Retry"),
    "sign-in": l10n.t("Sign In…"),
    "select-profile": l10n.t("Select Profile…"),
    rename: l10n.t("Use Another Name…"),
  };
  return labels[remedy];
}

/**
 * What stands where after a stop: the text as it was, the values that are stored, and those that may be. After the
 * account was changed, what was stored in the first one counts as "may be". Without a ledger nothing was to be stored.
 */
export function untouched(file: string, ledger: Ledger | undefined, l10n: Localizer): string {
  if (!ledger) return l10n.t("{0} was not changed.", file);
  const stored = storedSoFar(ledger, l10n);
  if (stored.length === 0) return l10n.t("Nothing was stored and {0} was not changed.", file);
  return [...stored, l10n.t("{0} was not changed.", file)].join(" ");
}

/** Sentences that name what a flow has stored, and what it may have stored; empty when it has stored nothing. */
export function storedSoFar(ledger: Ledger, l10n: Localizer): string[] {
  const stored = ledger.stored();
  const doubtful = ledger.doubtful();
  return [
    ...(stored.length > 0 ? [l10n.t("Stored: {0}.", list(stored))] : []),
    ...(doubtful.length > 0 ? [l10n.t("May be stored: {0}.", list(doubtful))] : []),
  ];
}

/** The first names of a list, and how many more. */
export function list(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown}, … +${names.length - most}` : shown;
}
