import * as vscode from "vscode";
import { visible } from "../../core/model/visible.ts";
import type { NameCheck } from "../../core/policyTemplates/names.ts";
import { createDisposables } from "../../editor/disposable.ts";

/** A row to choose; `value` undefined: left open. */
export interface WizardRow {
  readonly label: string;
  readonly description?: string;
  readonly value: string | undefined;
}

/** One question. */
export interface WizardStep {
  /** The answer's name. */
  readonly id: string;
  readonly question: string;
  readonly rows: readonly WizardRow[];
  /** What a typed text must be; absent: rows alone are chosen. */
  readonly check?: NameCheck;
  /** Names to choose from, listed while the question is open. */
  readonly load?: (signal: AbortSignal) => Promise<readonly string[]>;
  /** Whether it is asked, by the answers so far; absent: always. */
  readonly when?: (answers: WizardAnswers) => boolean;
}

/** Answers by step; a step that was left open has undefined. */
export type WizardAnswers = ReadonlyMap<string, string | undefined>;

const back = Symbol("back");

/** Asks one question after the other, with a way back. Undefined: the person walked away. */
export async function runWizard(
  title: string,
  steps: readonly WizardStep[],
): Promise<WizardAnswers | undefined> {
  const answers = new Map<string, string | undefined>();
  const asked: number[] = [];
  for (let index = 0; index < steps.length;) {
    const step = steps[index];
    if (!step || step.when?.(answers) === false) {
      index++;
      continue;
    }
    const answer = await ask(`${title} (${asked.length + 1}/${steps.length})`, step, asked.length > 0);
    if (answer === undefined) return undefined;
    if (answer === back) {
      index = asked.pop() ?? 0;
      answers.delete(steps[index]?.id ?? "");
      continue;
    }
    answers.set(step.id, answer.value);
    asked.push(index++);
  }
  return answers;
}

interface Item extends vscode.QuickPickItem {
  /** Absent: it cannot be chosen. */
  readonly answer?: { readonly value: string | undefined };
}

async function ask(
  title: string,
  step: WizardStep,
  canGoBack: boolean,
): Promise<{ readonly value: string | undefined } | typeof back | undefined> {
  const all = createDisposables();
  const abort = new AbortController();
  const pick = all.add(vscode.window.createQuickPick<Item>());
  let names: readonly string[] = [];
  const draw = (): void => void (pick.items = itemsOf(step, names, pick.value.trim()));
  pick.title = title;
  pick.placeholder = step.question;
  pick.ignoreFocusOut = true;
  pick.buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
  all.add(pick.onDidChangeValue(draw));
  draw();
  try {
    const answered = new Promise<Item["answer"] | typeof back>((resolve) => {
      all.add(
        pick.onDidAccept(() => {
          const answer = pick.activeItems[0]?.answer;
          if (answer) resolve(answer);
        }),
      );
      all.add(pick.onDidTriggerButton(() => resolve(back)));
      all.add(pick.onDidHide(() => resolve(undefined)));
    });
    pick.show();
    void fill(step, abort.signal).then((loaded) => {
      if (all.disposed) return;
      names = loaded ?? [];
      pick.busy = false;
      if (!loaded)
        pick.placeholder = vscode.l10n.t("{0} The names could not be listed: type one.", step.question);
      draw();
    });
    pick.busy = step.load !== undefined;
    return await answered;
  } finally {
    abort.abort();
    all.dispose();
  }
}

/** Names of the account; undefined when they could not be had. */
async function fill({ load }: WizardStep, signal: AbortSignal): Promise<readonly string[] | undefined> {
  try {
    return (await load?.(signal)) ?? [];
  } catch {
    return undefined;
  }
}

/** Names are written by others: no icon of theirs is drawn. */
function itemsOf({ rows, check }: WizardStep, names: readonly string[], typed: string): Item[] {
  const fixed = rows.map(({ value, ...row }): Item => ({ ...row, answer: { value } }));
  const usable = check ? names.filter((name) => check(name) === undefined) : names;
  const listed = usable.map((name): Item => ({
    label: visible(name).replaceAll("$(", "$ ("),
    answer: { value: name },
  }));
  if (!check || typed === "" || usable.includes(typed)) return [...fixed, ...listed];
  const problem = check(typed);
  const own: Item =
    problem === undefined
      ? { label: vscode.l10n.t("Use {0}", typed), alwaysShow: true, answer: { value: typed } }
      : { label: `$(warning) ${problem}`, alwaysShow: true };
  return [own, ...fixed, ...listed];
}
