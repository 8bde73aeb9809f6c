import * as vscode from "vscode";
import type { CheckResult } from "../../core/posture/result.ts";
import type { PostureView } from "./environment.ts";
import type { PostureRunner } from "./runner.ts";
import { statusWord } from "./statusLook.ts";

/** The result that a menu, a link or the selection names; else the one that the person picks, undefined when none. */
export async function chosenCheck(
  runner: PostureRunner,
  view: PostureView,
  argument: unknown,
): Promise<CheckResult | undefined> {
  const results = (await runner.ready())?.body.results ?? [];
  const id = idOf(argument) ?? (argument === undefined && view.isVisible ? idOf(view.selected) : undefined);
  if (id !== undefined) return results.find((result) => result.id === id);
  const { l10n } = vscode;
  if (results.length === 0) {
    void vscode.window.showInformationMessage(l10n.t("There are no results yet. Check the posture first."));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    results.map((result) => ({
      label: result.title.replaceAll("$(", "$ ("),
      description: `${statusWord(result.status, l10n.t)} · ${result.id}`,
      result,
    })),
    { title: l10n.t("Picket: posture"), placeHolder: l10n.t("Choose a check"), matchOnDescription: true },
  );
  return picked?.result;
}

/** The id of a check in what a menu hands over: a node of the tree, or the id itself. */
function idOf(argument: unknown): string | undefined {
  if (typeof argument === "string") return argument;
  if (typeof argument !== "object" || argument === null || !("result" in argument)) return undefined;
  const { result } = argument;
  return typeof result === "object" && result !== null && "id" in result && typeof result.id === "string"
    ? result.id
    : undefined;
}
