import * as vscode from "vscode";
import { createDisposables } from "../../editor/disposable.ts";
import { describeError, describeFault } from "../../editor/log.ts";
import { plainMessage } from "../../editor/plainMessage.ts";
import type { PostureCommand } from "./commandNames.ts";
import { createDetailsDocuments } from "./detailsDocument.ts";
import type { PostureDeps, PosturePanel, PostureView } from "./environment.ts";
import { exportReport } from "./exportCommand.ts";
import { openEvidence } from "./openEvidence.ts";
import type { PostureParts } from "./parts.ts";
import { copyPublicKey, openReport, verifyReport } from "./reportCommands.ts";
import { chosenCheck } from "./chosenCheck.ts";
import { PostureRunner } from "./runner.ts";
import { countsOf } from "./statusLook.ts";
import { summaryLines } from "./summary.ts";
import { areasOf, childrenOf } from "./tree.ts";
import { toTreeItem } from "./treeItems.ts";

/** Between two looks at how old the results are, and whether a run is due, in ms. */
const lookPause = 60_000;

/** Shows the last report of this machine, if there is one; checks nothing by itself but what the schedule says. */
export function createPosturePanel(deps: PostureDeps, view: PostureView): PosturePanel {
  const all = createDisposables();
  const runner = all.add(new PostureRunner(deps, () => update()));
  const details = all.add(createDetailsDocuments(() => runner.current, deps.log));
  const parts: PostureParts = { ...deps, view, runner, details };
  const say = (): void => {
    const run = runner.current;
    const counts = countsOf(run?.body.results ?? []);
    const { l10n } = vscode;
    const problem = runner.problem === undefined ? [] : [runner.problem];
    view.show({
      message: (run ? summaryLines(run, Date.now(), l10n.t) : problem).join("\n"),
      badge:
        counts.FAIL === 0
          ? undefined
          : {
              value: counts.FAIL,
              tooltip: l10n.t("{0} posture checks fail, {1} are unknown", counts.FAIL, counts.UNKNOWN),
            },
    });
  };
  function update(): void {
    say();
    view.changed();
    details.changed();
    void vscode.commands.executeCommand("setContext", "picket.posture.hasRun", runner.current !== undefined);
    void vscode.commands.executeCommand("setContext", "picket.posture.running", runner.isRunning);
  }
  const look = (): void => {
    say();
    void runner.runIfDue();
  };
  const timer = setInterval(look, lookPause);
  all.add({ dispose: () => clearInterval(timer) });
  void runner.ready().then(look);
  all.add(deps.settings.onDidChange((names) => void (names.includes("posture.schedule") && look())));
  return {
    async children(node) {
      await runner.ready();
      return node ? childrenOf(node, vscode.l10n.t) : areasOf(runner.current?.body.results ?? []);
    },
    item: toTreeItem,
    run: (command, argument) => reported(parts, () => runCommand(parts, command, argument)),
    dispose: () => all.dispose(),
  };
}

async function runCommand(parts: PostureParts, command: PostureCommand, argument: unknown): Promise<void> {
  const { runner, details, view } = parts;
  switch (command) {
    case "run":
      return runner.ask();
    case "runWith":
      return runner.askWith();
    case "showDetails": {
      const result = await chosenCheck(runner, view, argument);
      return result && details.open(result.id);
    }
    case "openFile": {
      const result = await chosenCheck(runner, view, argument);
      return result && openEvidence(result);
    }
    case "export":
      return exportReport(parts, argument);
    case "openReport":
      return openReport(parts);
    case "verifyReport":
      return verifyReport(parts, argument);
    case "copyPublicKey":
      return copyPublicKey(parts);
  }
}

/** A failure of the machine, such as a folder that cannot be written: told, with the details in the log. */
async function reported({ log }: PostureDeps, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    log.error(`posture: ${describeFault(error)}`);
    const show = vscode.l10n.t("Show Log");
    const message = vscode.l10n.t("Picket could not do that: {0}", describeError(error));
    const answered = await vscode.window.showErrorMessage(plainMessage(message), show);
    if (answered === show) await vscode.commands.executeCommand("picket.showLog");
  }
}
