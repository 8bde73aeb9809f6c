import * as vscode from "vscode";
import { createDisposables } from "../../editor/disposable.ts";
import { describeError, describeFault } from "../../editor/log.ts";
import { plainMessage } from "../../editor/plainMessage.ts";
import { AlertBook } from "./alertBook.ts";
import { tellNews } from "./alertCommands.ts";
import { createAlertsView } from "./alertsView.ts";
import { Basket } from "./basket.ts";
import type { ActivityDeps, ActivityPanel } from "./environment.ts";
import { createMemory } from "./memory.ts";
import { openSource } from "./openSource.ts";
import { panelDetail } from "./panelDetail.ts";
import { answerPage, panelCommands, type PanelParts } from "./panelCommands.ts";
import { createPanelUpdates } from "./panelUpdates.ts";
import { PanelView } from "./panelView.ts";
import { createRecordDocuments } from "./recordDocument.ts";
import { ActivitySession } from "./session.ts";
import { createSourceControl } from "./sourceControl.ts";
import { createTextDocuments } from "./textDocuments.ts";

/** Reads what was chosen earlier; nothing when nothing was. */
export function createActivityPanel(deps: ActivityDeps): ActivityPanel {
  const all = createDisposables();
  const memory = createMemory(deps.memento);
  const session = new ActivitySession({
    open: (choice, signal) =>
      openSource({ ...deps, memory, pace, onScanned: (bytes) => session.addScanned(bytes) }, choice, signal),
    nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    clock: () => performance.now(),
    onSkipped: (skips) =>
      skips.forEach(({ path, reason }) => deps.log.warn(`agent activity: ${path}: ${reason}`)),
    onFault: (error) => deps.log.error(`agent activity: ${describeFault(error)}`),
  });
  all.add({ dispose: () => void session.stop() });
  const documents = all.add(createRecordDocuments(session));
  const texts = all.add(createTextDocuments());
  const view = all.add(
    new PanelView({
      session,
      extensionUri: deps.extensionUri,
      detailOf(n) {
        const row = session.feed?.row(n);
        return row && panelDetail(row, session.recordOf(n), vscode.l10n.t);
      },
      onRequest: (request) => void answerPage(run, request),
      onChange: () => {
        control.visibilityChanged();
        update();
      },
    }),
  );
  function update(): void {
    updates.soon();
  }
  const pace = () => (!view.isVisible ? "hidden" : vscode.window.state.focused ? "visible" : "idle");
  const control = all.add(createSourceControl({ ...deps, memory, session, isVisible: () => view.isVisible }));
  const book = new AlertBook({
    session,
    memory,
    loadActivity: deps.loadActivity,
    now: () => Date.now(),
    onNews: (news) => void tellNews(parts, news),
  });
  const reveal = async (n: number): Promise<void> => {
    await view.reveal(n);
    await documents.open(n);
  };
  all.add(createAlertsView({ book, reveal }));
  const basket = new Basket();
  const parts: PanelParts = {
    ...deps,
    session,
    view,
    documents,
    texts,
    control,
    book,
    reveal,
    basket,
    update,
  };
  const commands = panelCommands(parts);
  const run: ActivityPanel["run"] = (command, argument) =>
    reported(deps, async () => void (await commands[command](argument)));
  const updates = all.add(createPanelUpdates({ session, view, book, basket }));
  all.add({ dispose: session.onChange(update) });
  all.add({ dispose: book.onChange(update) });
  control.start();
  return { show: (shown) => view.show(shown), run, dispose: () => all.dispose() };
}

/** A failure of the machine, such as storage that cannot be written: told, with the details in the log. */
async function reported({ log }: ActivityDeps, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    log.error(`agent activity: ${describeFault(error)}`);
    const show = vscode.l10n.t("Show Log");
    const message = vscode.l10n.t("Picket could not do that: {0}", describeError(error));
    const answered = await vscode.window.showErrorMessage(plainMessage(message), show);
    if (answered === show) await vscode.commands.executeCommand("picket.showLog");
  }
}
