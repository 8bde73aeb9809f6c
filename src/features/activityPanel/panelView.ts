import * as vscode from "vscode";
import { openFilter } from "../../protocol/activityFilter.ts";
import type { FromPanel, PanelDetail, PanelFilter, ToPanel } from "../../protocol/activity.ts";
import { readFromPanel } from "../../protocol/guards.ts";
import { createDisposables } from "../../editor/disposable.ts";
import { pageStrings } from "./pageStrings.ts";
import { newNonce, panelPage } from "./panelPage.ts";
import { toPanelRow } from "./panelRow.ts";
import { panelStatus, type SessionFacts } from "./panelStatus.ts";
import { RowFlow } from "./rowFlow.ts";
import type { ActivitySession, SessionChange } from "./session.ts";

/** What the page asks for that is not about the page itself. */
export type PageRequest = Extract<FromPanel, { type: "open" | "command" | "writesOnlyAtSource" }>;

export interface PanelViewDeps {
  readonly session: ActivitySession;
  readonly extensionUri: vscode.Uri;
  /** What is said of a row, masked; undefined when it is no longer held. */
  readonly detailOf: (n: number) => PanelDetail | undefined;
  readonly onRequest: (request: PageRequest) => void;
  /** Pausing, selecting or showing changed what commands make sense. */
  readonly onChange: () => void;
}

/** Between two messages on the source's state, in ms. */
const statusPause = 200;

/** The webview of agent activity. Its page comes and goes; what is shown lives here. */
export class PanelView {
  readonly #deps: PanelViewDeps;
  readonly #all = createDisposables();
  readonly #flow: RowFlow;
  #view: vscode.WebviewView | undefined;
  #isReady = false;
  #paused = false;
  #selected: number | undefined;
  #filter: PanelFilter = openFilter;
  #showsRegion = false;
  #statusTimer: NodeJS.Timeout | undefined;
  /** What waits for the page: it is told once it is there. */
  #later: ToPanel[] = [];

  constructor(deps: PanelViewDeps) {
    this.#deps = deps;
    this.#flow = new RowFlow({
      send: (message) => this.#send(message),
      toRow: (row) => toPanelRow(row, this.#showsRegion),
      later(run, ms) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    });
    this.#all.add({ dispose: deps.session.onChange((change) => this.#follow(change)) });
    this.#all.add({
      dispose: () => {
        clearTimeout(this.#statusTimer);
        this.#flow.stop();
      },
    });
  }

  get isVisible(): boolean {
    return this.#view?.visible ?? false;
  }

  get isPaused(): boolean {
    return this.#paused;
  }

  /** Number of the selected row, while it is held. */
  get selected(): number | undefined {
    const n = this.#selected;
    return n !== undefined && this.#deps.session.feed?.row(n) ? n : undefined;
  }

  /** What the page's filter is, for the export of what is shown. */
  get filter(): PanelFilter {
    return this.#filter;
  }

  /** What there is to say of the source and of this view. */
  facts(): SessionFacts {
    return {
      ...this.#deps.session.facts(),
      paused: this.#paused,
      waiting: this.#paused ? this.#flow.waiting : 0,
    };
  }

  /** The editor has made room for the page. */
  show(view: vscode.WebviewView): void {
    const { extensionUri } = this.#deps;
    const folder = vscode.Uri.joinPath(extensionUri, "dist", "webview");
    const { webview } = view;
    this.#view = view;
    this.#isReady = false;
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    const own = createDisposables();
    own.add(webview.onDidReceiveMessage((value: unknown) => this.#receive(value)));
    own.add(
      view.onDidChangeVisibility(() => {
        // A hidden page is discarded: it says `ready` again when it is back.
        if (!view.visible) this.#gone();
        this.#deps.onChange();
      }),
    );
    view.onDidDispose(() => {
      own.dispose();
      if (this.#view !== view) return;
      this.#view = undefined;
      this.#gone();
      this.#deps.onChange();
    });
    webview.html = panelPage({
      script: webview.asWebviewUri(vscode.Uri.joinPath(folder, "activity.js")).toString(),
      cspSource: webview.cspSource,
      nonce: newNonce(),
      language: vscode.env.language,
      title: vscode.l10n.t("Agent Activity"),
      strings: pageStrings(vscode.l10n.t),
    });
    this.#deps.onChange();
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    this.#flow.pause(paused);
    this.#tellStatus();
    this.#deps.onChange();
  }

  /** Narrows the list; what is not named is left open. */
  narrow(filter: Partial<PanelFilter>): void {
    this.#tell({ type: "filter", filter: { ...openFilter, ...filter } });
  }

  /** Selects a row and scrolls to it, with the view in front. */
  async reveal(n: number): Promise<void> {
    await vscode.commands.executeCommand("picket.activity.focus");
    this.#tell({ type: "reveal", n });
  }

  /** Tells the state anew, since something beside the session changed. */
  update(): void {
    this.#tellStatus();
  }

  dispose(): void {
    this.#all.dispose();
  }

  #gone(): void {
    this.#isReady = false;
    this.#flow.stop();
  }

  #follow(change: SessionChange): void {
    if (change.kind === "reset") {
      this.#paused = false;
      this.#selected = undefined;
      this.#snapshot();
      this.#deps.onChange();
    } else if (change.kind === "rows") {
      this.#watchRegions();
      this.#flow.push(change.change.rows, change.change.removed);
    }
    this.#tellStatus();
  }

  /** Rows name their Region once there are several: then those that are there are sent again. */
  #watchRegions(): void {
    if (this.#showsRegion || !this.#hasRegions()) return;
    this.#showsRegion = true;
    if (this.#isReady && !this.#paused) this.#snapshot();
  }

  #hasRegions(): boolean {
    const { feed } = this.#deps.session;
    return new Set(feed?.places.map((place) => place.split(" ")[1])).size > 1;
  }

  #snapshot(): void {
    this.#showsRegion = this.#hasRegions();
    if (this.#isReady) this.#flow.reset(this.#deps.session.feed?.rows ?? []);
  }

  #receive(value: unknown): void {
    const message = readFromPanel(value);
    if (!message) return;
    switch (message.type) {
      case "ready":
        return this.#start();
      case "ack":
        return this.#flow.ack(message.epoch, message.seq);
      case "filter":
        this.#filter = message.filter;
        return;
      case "pause":
        return this.pause(message.paused);
      case "select":
        return this.#select(message.n);
      case "open":
      case "command":
      case "writesOnlyAtSource":
        return this.#deps.onRequest(message);
    }
  }

  #start(): void {
    this.#isReady = true;
    // A new page shows what is there now: whoever paused the one before does not see it any more.
    this.#paused = false;
    this.#sendStatus();
    this.#snapshot();
    for (const message of this.#later.splice(0)) this.#send(message);
    this.#deps.onChange();
  }

  #select(n: number): void {
    this.#selected = n;
    const detail = this.#deps.detailOf(n);
    if (detail) this.#send({ type: "detail", detail });
    this.#deps.onChange();
  }

  #tellStatus(): void {
    this.#statusTimer ??= setTimeout(() => {
      this.#statusTimer = undefined;
      this.#sendStatus();
    }, statusPause);
  }

  #sendStatus(): void {
    if (this.#isReady) this.#send({ type: "status", status: panelStatus(this.facts(), vscode.l10n.t) });
  }

  /** Now, or when the page is there; only the last of a kind counts then. */
  #tell(message: ToPanel): void {
    if (this.#isReady) return this.#send(message);
    this.#later = [...this.#later.filter(({ type }) => type !== message.type), message];
  }

  #send(message: ToPanel): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the editor's channel to its own page, not a window
    void this.#view?.webview.postMessage(message);
  }
}
