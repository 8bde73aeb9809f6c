import * as vscode from "vscode";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";
import { describeError, describeFault } from "../../editor/log.ts";
import { plainMessage } from "../../editor/plainMessage.ts";
import type { PanelCommand } from "../../protocol/activity.ts";
import { AlertBook } from "./alertBook.ts";
import { acknowledge, ignoreLike, manageIgnored, tellNews, type AlertDeps } from "./alertCommands.ts";
import { createAlertsView } from "./alertsView.ts";
import { addToBasket, Basket, showBasket, type BasketDeps } from "./basket.ts";
import type { ActivityCommand } from "./commandNames.ts";
import { createContextKeys } from "./contextKeys.ts";
import type { ActivityDeps, ActivityPanel } from "./environment.ts";
import { exportActivity } from "./exportCommand.ts";
import { goToGrant } from "./grantingStatement.ts";
import { proposeLeastPrivilege } from "./leastPrivilege.ts";
import { createMemory } from "./memory.ts";
import { openSource } from "./openSource.ts";
import { panelDetail } from "./panelDetail.ts";
import { panelStatus } from "./panelStatus.ts";
import { PanelView, type PageRequest } from "./panelView.ts";
import { createRecordDocuments } from "./recordDocument.ts";
import { copyLookup, copyRecord, openRecord, showSimilar } from "./rowCommands.ts";
import { ActivitySession } from "./session.ts";
import { createSourceControl, type SourceControl } from "./sourceControl.ts";
import { createActivityStatus } from "./statusItem.ts";
import { statusLook } from "./statusLook.ts";

/** What of the panel commands need. */
interface Parts extends BasketDeps, AlertDeps {
  readonly control: SourceControl;
  /** Says what the basket holds now. */
  readonly update: () => void;
}

type Commands = Readonly<Record<ActivityCommand, (argument: unknown) => unknown>>;

/** Between two looks at what commands and the status bar say, in ms. */
const updatePause = 250;

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
  const view = all.add(
    new PanelView({
      session,
      extensionUri: deps.extensionUri,
      detailOf(n) {
        const row = session.feed?.row(n);
        return row && panelDetail(row, session.recordOf(n), vscode.l10n.t);
      },
      onRequest: (request) => void answer(run, request),
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
  const parts: Parts = { ...deps, session, view, documents, control, book, reveal, basket, update };
  const commands = commandsOf(parts);
  const run: ActivityPanel["run"] = (command, argument) =>
    reported(deps, async () => void (await commands[command](argument)));
  const updates = all.add(createUpdates({ session, view, book, basket }));
  all.add({ dispose: session.onChange(update) });
  all.add({ dispose: book.onChange(update) });
  control.start();
  return { show: (shown) => view.show(shown), run, dispose: () => all.dispose() };
}

function commandsOf(parts: Parts): Commands {
  const { control, view, settings } = parts;
  return {
    chooseSource: () => control.choose(),
    chooseRole: () => control.chooseWhose(),
    refresh: () => control.refresh(),
    pause: () => view.pause(true),
    resume: () => view.pause(false),
    turnOff: () => control.turnOff(),
    export: (argument) => exportActivity(parts, argument),
    writesOnly: () => control.askWritesOnly(true),
    everyCall: () => control.askWritesOnly(false),
    openRecord: (argument) => openRecord(parts, argument),
    copyRecord: (argument) => copyRecord(parts, argument),
    copyLookup: (argument) => copyLookup(parts, argument),
    similar: (argument) => showSimilar(parts, argument),
    goToGrant: (argument) => goToGrant(parts, argument),
    addToBasket(argument) {
      addToBasket(parts, argument);
      parts.update();
    },
    showBasket: () => showBasket(parts),
    clearBasket() {
      parts.basket.clear();
      parts.update();
    },
    leastPrivilege: () => proposeLeastPrivilege(parts),
    acknowledge: (argument) => acknowledge(parts, argument),
    acknowledgeAll: () => parts.book.acknowledge(),
    ignore: (argument) => ignoreLike(parts, argument),
    manageIgnored: () => manageIgnored(parts),
    mute: () => settings.updateActivityNotify("off"),
    unmute: () => settings.updateActivityNotify("critical"),
  };
}

/** Commands of other features that buttons of the page run. */
const elsewhere: Readonly<Partial<Record<PanelCommand, string>>> = {
  signIn: "picket.signInToAws",
  chooseProfile: "picket.selectAwsProfile",
  showLog: "picket.showLog",
};

async function answer(run: ActivityPanel["run"], request: PageRequest): Promise<void> {
  switch (request.type) {
    case "open":
      return run("openRecord", request.n);
    case "writesOnlyAtSource":
      return run(request.on ? "writesOnly" : "everyCall", undefined);
    case "command": {
      const { command } = request;
      if (command === "signIn" || command === "chooseProfile" || command === "showLog")
        return void vscode.commands.executeCommand(elsewhere[command] ?? "");
      return run(command, undefined);
    }
  }
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

/** Keeps the status bar and the conditions of commands true, some time after a change: changes come in bunches. */
function createUpdates({
  session,
  view,
  book,
  basket,
}: Pick<Parts, "session" | "view" | "book" | "basket">): Disposable & {
  soon(): void;
} {
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
