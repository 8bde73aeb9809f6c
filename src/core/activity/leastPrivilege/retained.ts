import type { Catalogue } from "../../iam/catalogue/catalogue.ts";
import { expandAction, isPattern } from "../../iam/catalogue/expand.ts";
import type { Element } from "../../iam/model/policy.ts";
import { matches } from "../../iam/matching/wildcard.ts";
import { hasUnknown } from "../../iam/model/valueNode.ts";
import { visibilityOf } from "../visibility.ts";
import type { UseOfRole } from "./useOfRole.ts";

/** Why an action stays though no event shows it. */
export type UnseenReason = "permission-only" | "data-events-not-logged" | "unknown-action";

/** An action that no event shows, and that the trail could not have shown. */
export interface UnseenAction {
  readonly action: string;
  readonly reason: UnseenReason;
}

/** What a statement's action element names, one entry of it or the whole of `NotAction`. */
export interface GrantedEntry {
  /** As written; `NotAction` for the whole element. */
  readonly text: string;
  /** Actions of the catalogue that it names; all of AWS's for `*` and `NotAction`. */
  readonly actions: number;
  /** Actions of it that were used, in the catalogue's case. */
  readonly used: readonly string[];
  /** Actions of it that no event could show. */
  readonly unseen: readonly UnseenAction[];
}

/** What replication and overseers need and hardly anybody else: a wildcard does not mean it. */
const onlyWhenNamed =
  /^s3:(?:Bypass|ObjectOwnerOverride|Replicate)|^s3:GetObject\w*ForReplication$|^kms:SynchronizeMultiRegionKey$|^logs:Unmask$/;

/** Tells for each entry of an action element what of it was used, and what the trail could not show. */
export function entriesOf(
  actions: Element,
  used: readonly string[],
  use: UseOfRole,
  catalogue: Catalogue,
): readonly GrantedEntry[] {
  if (actions.negated) {
    const excepted = actions.values.map(({ value }) => value.toLowerCase());
    const left = (name: string): boolean => !excepted.some((pattern) => matches(pattern, name.toLowerCase()));
    return [
      {
        text: "NotAction",
        actions: countAll(catalogue),
        used,
        unseen: unseenOfServices(use, catalogue).filter(({ action }) => left(action)),
      },
    ];
  }
  return actions.values.map(({ value }) => {
    const text = value;
    if (/^\*+$/.test(text))
      return { text, actions: countAll(catalogue), used, unseen: unseenOfServices(use, catalogue) };
    const named = expandAction(text, catalogue).map(({ name }) => name);
    if (named.length === 0 || hasUnknown(text))
      return { text, actions: 0, used: [], unseen: [{ action: text, reason: "unknown-action" as const }] };
    const seen = new Set(used);
    const isNamed = named.length === 1 && !isPattern(text);
    const unseen = named
      .filter((name) => !seen.has(name) && (isNamed || !onlyWhenNamed.test(name)))
      .flatMap((name) => unseenAction(name, use) ?? []);
    return { text, actions: named.length, used: named.filter((name) => seen.has(name)), unseen };
  });
}

/** Of an entry that names all of AWS only the services that the role called count: all others would be most of AWS. */
function unseenOfServices(use: UseOfRole, catalogue: Catalogue): readonly UnseenAction[] {
  return [...use.services].flatMap((prefix) =>
    expandAction(`${prefix}:*`, catalogue)
      .filter(({ name }) => !use.actions.has(name) && !onlyWhenNamed.test(name))
      .flatMap(({ name }) => unseenAction(name, use) ?? []),
  );
}

function unseenAction(action: string, { dataServices }: UseOfRole): UnseenAction | undefined {
  const visibility = visibilityOf(action);
  if (visibility === "never") return { action, reason: "permission-only" };
  const isLogged = dataServices.has(action.slice(0, action.indexOf(":")));
  return visibility === "data" && !isLogged ? { action, reason: "data-events-not-logged" } : undefined;
}

function countAll(catalogue: Catalogue): number {
  return catalogue.prefixes.reduce((sum, prefix) => sum + catalogue.countOf(prefix), 0);
}
