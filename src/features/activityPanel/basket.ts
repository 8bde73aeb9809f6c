import * as vscode from "vscode";
import { isEvent, readEvent } from "../../core/activity/event.ts";
import type { FeedRow } from "../../core/activity/feed/feedRow.ts";
import type { PolicyOfUse } from "../../core/activity/leastPrivilege/policyFromUse.ts";
import type { UseOfRole } from "../../core/activity/leastPrivilege/useOfRole.ts";
import { chosenRow, type RowDeps } from "./rowCommands.ts";

/** Events that are chosen for a policy. They are gone with the source they came from. */
export class Basket {
  readonly #rows = new Map<number, FeedRow>();
  #life = 0;

  /** @param life of the session: events of an earlier one are dropped */
  add(row: FeedRow, life: number): void {
    if (life !== this.#life) this.#rows.clear();
    this.#life = life;
    this.#rows.set(row.n, row);
  }

  clear(): void {
    this.#rows.clear();
  }

  rows(life: number): readonly FeedRow[] {
    return life === this.#life ? [...this.#rows.values()] : [];
  }
}

export interface BasketDeps extends RowDeps {
  readonly basket: Basket;
}

export function addToBasket(deps: BasketDeps, argument: unknown): void {
  const row = chosenRow(deps, argument);
  if (!row) return;
  const { basket, session } = deps;
  basket.add(row, session.life);
  const count = basket.rows(session.life).length;
  vscode.window.setStatusBarMessage(vscode.l10n.t("Events in the basket: {0}.", count), 4_000);
}

/** Opens a policy that allows exactly the calls of the basket, and what to know of it. */
export async function showBasket(deps: BasketDeps): Promise<void> {
  const { basket, session } = deps;
  const use = await useOf(deps, basket.rows(session.life));
  const { policyFromUse } = await deps.loadActivity();
  const { catalogue } = await deps.loadIam();
  const policy = policyFromUse(use, catalogue);
  if (policy) return showPolicyOfUse(deps, policy, { title: vscode.l10n.t("A policy for chosen events") });
  const message = vscode.l10n.t("None of these events used a permission that a policy could allow.");
  void vscode.window.showInformationMessage(message);
}

/** What the calls of some rows used. The host gets its turn in between: there may be a hundred thousand. */
export async function useOf(deps: RowDeps, rows: readonly FeedRow[]): Promise<UseOfRole> {
  const { UseOfRole } = await deps.loadActivity();
  const { catalogue } = await deps.loadIam();
  const use = new UseOfRole(catalogue);
  let turn = performance.now();
  for (const { n } of rows) {
    const record = deps.session.feed?.recordOf(n);
    const event = record === undefined ? undefined : readEvent(record);
    if (event && isEvent(event)) use.take(event);
    if (performance.now() - turn < 8) continue;
    await new Promise((resolve) => setImmediate(resolve));
    turn = performance.now();
  }
  return use;
}

/** Opens a policy as an unsaved document, and beside it what a person should know of it. */
export async function showPolicyOfUse(
  { texts, loadActivity }: BasketDeps,
  policy: PolicyOfUse,
  { title, report = "" }: { readonly title: string; readonly report?: string },
): Promise<void> {
  const { policyOfUseMarkdown } = await loadActivity();
  const own = await vscode.workspace.openTextDocument({ content: `${policy.text}\n`, language: "json" });
  await vscode.window.showTextDocument(own, { preview: false });
  const caution = vscode.l10n.t("Its resources are those of the events: read it before you use it.");
  const notes = [caution, ...policy.notes];
  const markdown = [policyOfUseMarkdown(title, { ...policy, notes }), report].filter(Boolean).join("\n");
  const about = await texts.open("least-privilege.md", markdown);
  const viewColumn = vscode.ViewColumn.Beside;
  await vscode.window.showTextDocument(about, { viewColumn, preview: false, preserveFocus: true });
}
