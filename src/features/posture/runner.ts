import * as vscode from "vscode";
import type { Disposable } from "../../editor/disposable.ts";
import { describeFault } from "../../editor/log.ts";
import { plainMessage } from "../../editor/plainMessage.ts";
import { lastRunKey, type PostureDeps, type PostureRun, type RunScope } from "./environment.ts";
import { reportFolder, runOnce } from "./runOnce.ts";
import { askScope, usualScope } from "./runScope.ts";
import { isDue } from "./schedule.ts";
import { knownKey } from "./signingKey.ts";
import { countLine } from "./statusLook.ts";
import { timeOf } from "./summary.ts";

/** Runs the checks, one run at a time, and keeps the last results. */
export class PostureRunner implements Disposable {
  private run: PostureRun | undefined;
  private fault: string | undefined;
  private abort: AbortController | undefined;
  private first: Promise<void> | undefined;
  private isOver = false;
  private readonly deps: PostureDeps;
  private readonly onChange: () => void;

  /** @param onChange the results or the state changed */
  constructor(deps: PostureDeps, onChange: () => void) {
    this.deps = deps;
    this.onChange = onChange;
  }

  get current(): PostureRun | undefined {
    return this.run;
  }

  /** What is wrong with the last report, when it cannot be shown. */
  get problem(): string | undefined {
    return this.fault;
  }

  get isRunning(): boolean {
    return this.abort !== undefined;
  }

  /** The last results, of an earlier session too; undefined when there are none. */
  async ready(): Promise<PostureRun | undefined> {
    await (this.first ??= this.restore());
    return this.run;
  }

  /** Runs with what the settings say, and tells the person what came of it. */
  ask(): Promise<void> {
    return this.runAndTell(usualScope(this.deps));
  }

  /** Lets the person choose for this run whether the network and AWS are asked. */
  async askWith(): Promise<void> {
    const scope = await askScope(usualScope(this.deps));
    if (scope) await this.runAndTell(scope);
  }

  /** Runs quietly when the schedule says so. */
  async runIfDue(): Promise<void> {
    const { schedule } = this.deps.settings.posture();
    if (schedule === "off" || this.abort) return;
    const last = await this.ready();
    if (this.isOver || !isDue(schedule, last && timeOf(last), Date.now())) return;
    await this.start(usualScope(this.deps), vscode.ProgressLocation.Window).catch((error: unknown) =>
      this.deps.log.error(`the posture was not checked: ${describeFault(error)}`),
    );
  }

  dispose(): void {
    this.isOver = true;
    this.abort?.abort();
  }

  private async restore(): Promise<void> {
    const { log, loadPosture } = this.deps;
    try {
      // Without a key no report was ever signed here.
      const key = await knownKey(this.deps);
      if (key === undefined) return;
      const latest = await (await loadPosture()).latest(reportFolder(this.deps), key);
      if (!latest || this.run) return;
      if ("body" in latest) this.run = latest;
      else this.fault = vscode.l10n.t("The last report is not shown: {0}", latest.problem);
      this.onChange();
    } catch (error) {
      log.warn(`the last posture report was not read: ${describeFault(error)}`);
    }
  }

  private async runAndTell(scope: RunScope): Promise<void> {
    if (this.abort) {
      void vscode.window.showInformationMessage(vscode.l10n.t("The posture is being checked."));
      return;
    }
    const done = await this.start(scope, vscode.ProgressLocation.Notification);
    // Not awaited: whoever ran the command does not wait for an answer.
    if (done) void tell(done);
  }

  private async start(scope: RunScope, location: vscode.ProgressLocation): Promise<PostureRun | undefined> {
    if (this.abort || this.isOver) return undefined;
    const abort = (this.abort = new AbortController());
    this.onChange();
    const title = vscode.l10n.t("Checking posture");
    try {
      const done = await vscode.window.withProgress(
        { location, title, cancellable: true },
        (progress, token) => {
          token.onCancellationRequested(() => abort.abort());
          const onStep = (message: string): void => progress.report({ message });
          return runOnce(this.deps, { ...scope, signal: abort.signal, onStep });
        },
      );
      this.run = done;
      this.fault = undefined;
      await this.deps.globalState.update(lastRunKey, timeOf(done));
      return done;
    } catch (error) {
      if (!abort.signal.aborted) throw error;
      return undefined;
    } finally {
      this.abort = undefined;
      if (!this.isOver) this.onChange();
    }
  }
}

async function tell({ body: { results }, problem }: PostureRun): Promise<void> {
  const { l10n } = vscode;
  const show = l10n.t("Show");
  const open = l10n.t("Open Report");
  const line = l10n.t("Posture: {0}.", countLine(results, l10n.t));
  const answered =
    problem === undefined
      ? await vscode.window.showInformationMessage(line, show, open)
      : await vscode.window.showWarningMessage(plainMessage(`${line} ${problem}`), show, open);
  if (answered === show) await vscode.commands.executeCommand("picket.posture.focus");
  if (answered === open) await vscode.commands.executeCommand("picket.posture.openReport");
}
