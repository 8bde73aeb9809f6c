import * as vscode from "vscode";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";
import type { AlertBook } from "./alertBook.ts";
import type { Basket } from "./basket.ts";
import { createContextKeys } from "./contextKeys.ts";
import { panelStatus } from "./panelStatus.ts";
import type { PanelView } from "./panelView.ts";
import type { ActivitySession } from "./session.ts";
import { createActivityStatus } from "./statusItem.ts";
import { statusLook } from "./statusLook.ts";

/** What the status bar and the conditions of commands tell of. */
interface Shown {
  readonly session: ActivitySession;
  readonly view: PanelView;
  readonly book: AlertBook;
  readonly basket: Basket;
}

/** Between two looks at what commands and the status bar say, in ms. */
const updatePause = 250;

/** Says what changed, soon. */
export interface PanelUpdates extends Disposable {
  soon(): void;
}

/** Keeps the status bar and the conditions of commands true, some time after a change: changes come in bunches. */
export function createPanelUpdates({ session, view, book, basket }: Shown): PanelUpdates {
  const all = createDisposables();
  const keys = all.add(createContextKeys());
  const status = all.add(createActivityStatus());
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    timer = undefined;
    const facts = view.facts();
    const said = panelStatus(facts, vscode.l10n.t);
    status.show(statusLook(said, book.open, vscode.l10n.t));
    const chosen = session.choice !== undefined;
    const isOn = said.state !== "off";
    keys.set({
      chosen,
      running: isOn && !view.isPaused,
      paused: isOn && view.isPaused,
      hasEvents: facts.held > 0,
      selected: view.selected !== undefined,
      writes: said.writesOnlyAtSource,
      alerts: book.open > 0,
      ignoring: book.rules.length > 0,
      basket: basket.rows(session.life).length > 0,
    });
  };
  all.add({ dispose: () => clearTimeout(timer) });
  return {
    soon() {
      if (!all.disposed) timer ??= setTimeout(now, updatePause);
    },
    dispose: () => all.dispose(),
  };
}
