import * as vscode from "vscode";
import type { Alert } from "../../core/activity/alerts/alerts.ts";
import type { CriticalNews } from "../../core/activity/alerts/criticalNews.ts";
import { withIgnoreRule, withoutIgnoreRule, type IgnoreRule } from "../../core/activity/alerts/ignoreRule.ts";
import type { FeedRow } from "../../core/activity/feed/feedRow.ts";
import { plainMessage } from "../../editor/plainMessage.ts";
import type { AlertBook } from "./alertBook.ts";
import { plain } from "./alertTree.ts";
import { chosenRow, type RowDeps } from "./rowCommands.ts";

export interface AlertDeps extends RowDeps {
  readonly book: AlertBook;
  /** Shows an event in the view, and its record. */
  readonly reveal: (n: number) => Promise<void>;
}

/** The alert of a node of the tree. */
function alertIn(argument: unknown, book: AlertBook): Alert | undefined {
  if (typeof argument !== "object" || argument === null || !("alert" in argument)) return undefined;
  const { alert } = argument;
  if (typeof alert !== "object" || alert === null || !("kind" in alert)) return undefined;
  return book.list().find(({ kind }) => kind === alert.kind);
}

export async function acknowledge({ book }: AlertDeps, argument: unknown): Promise<void> {
  const alert = alertIn(argument, book);
  if (alert) await book.acknowledge(alert.kind);
}

/** Asks what about an event shall be ignored, and keeps that as a rule. The event stays in the list with its risk. */
export async function ignoreLike(deps: AlertDeps, argument: unknown): Promise<void> {
  const { l10n } = vscode;
  const row = alertIn(argument, deps.book)?.newest[0] ?? chosenRow(deps, argument);
  if (!row) return;
  const picked = await vscode.window.showQuickPick(rulesFor(row), {
    title: l10n.t("Ignore events like this"),
    placeHolder: l10n.t("They stay in the list, without alerts and notifications"),
    matchOnDescription: true,
  });
  if (!picked) return;
  await deps.book.ignore(withIgnoreRule(deps.book.rules, picked.rule));
  vscode.window.setStatusBarMessage(l10n.t("Ignored. Manage Ignored Events takes it back."), 5_000);
}

interface RuleItem extends vscode.QuickPickItem {
  readonly rule: IgnoreRule;
}

function rulesFor({ service, name, resource, risk }: FeedRow): readonly RuleItem[] {
  const { category, technique } = risk;
  const rules: IgnoreRule[] = [
    ...(resource === "" ? [] : [{ by: "event", service, name, resource } as const]),
    { by: "event", service, name },
    { by: "category", category },
    ...(technique === undefined ? [] : [{ by: "technique", technique } as const]),
  ];
  return rules.map((rule) => ({ label: ruleText(rule), rule }));
}

function ruleText(rule: IgnoreRule): string {
  const { l10n } = vscode;
  const about =
    rule.by === "event"
      ? l10n.t("Calls of {0}", plain(`${rule.service}:${rule.name}`))
      : rule.by === "category"
        ? l10n.t("Everything of the category {0}", rule.category)
        : l10n.t("Everything of the technique {0}", rule.technique);
  return rule.resource === undefined ? about : l10n.t("{0} on {1}", about, plain(rule.resource));
}

/** Lets the person take rules back. */
export async function manageIgnored({ book }: AlertDeps): Promise<void> {
  const { l10n } = vscode;
  const picked = await vscode.window.showQuickPick(
    book.rules.map((rule) => ({ label: ruleText(rule), picked: true, rule })),
    {
      title: l10n.t("Ignored events"),
      placeHolder: l10n.t("What is unchecked raises alerts again"),
      canPickMany: true,
    },
  );
  if (!picked) return;
  const kept = new Set(picked.map(({ rule }) => rule));
  await book.ignore(
    book.rules
      .filter((rule) => !kept.has(rule))
      .reduce((rules, rule) => withoutIgnoreRule(rules, rule), book.rules),
  );
}

/** Tells of critical events, each kind once, with the way to silence it all. */
export async function tellNews(deps: AlertDeps, news: readonly CriticalNews[]): Promise<void> {
  const [first] = news;
  if (!first || deps.settings.activity().notify === "off") return;
  const { l10n } = vscode;
  const { row } = first;
  const call = plain(`${row.service}:${row.name}`);
  const more = news.length === 1 ? "" : l10n.t("And {0} other kinds of critical events.", news.length - 1);
  const message = l10n.t(
    "Critical agent activity: {0}. {1} {2}",
    call,
    plain(row.risk.reasons[0] ?? ""),
    more,
  );
  const show = l10n.t("Show");
  const mute = l10n.t("Mute");
  const answer = await vscode.window.showWarningMessage(plainMessage(message.trim()), show, mute);
  if (answer === show) await deps.reveal(row.n);
  if (answer === mute) await deps.settings.updateActivityNotify("off");
}
