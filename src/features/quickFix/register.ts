import * as vscode from "vscode";
import type * as awsBundle from "../../bundles/aws.ts";
import type * as fixes from "../../bundles/fixes.ts";
import type { ProjectFacts } from "../../core/fixes/plan.ts";
import type { GrammarSource, Hash } from "../../core/ports.ts";
import type { AwsSession } from "../../editor/awsSession.ts";
import type { Baselines } from "../../editor/baselines.ts";
import type { FindingStore } from "../../editor/findingStore.ts";
import { describeFault, type EditorLog } from "../../editor/log.ts";
import type { Settings } from "../../editor/settings.ts";
import type { TextScanner } from "../../editor/textScanner.ts";
import { baselineObstacle } from "./baselineFile.ts";
import { registerCommands } from "./commands.ts";
import { createEditorDocument } from "./editorDocument.ts";
import type { FlowEnvironment } from "./environment.ts";
import { createIgnoring } from "./ignoring.ts";
import { createPages } from "./pages.ts";
import { createObstacles, projectOf, type Plan } from "./planning.ts";
import { registerProvider } from "./provider.ts";
import { createVscodeUi } from "./vscodeUi.ts";

/** What quick fixes need. The bundles are loaded when a fix is first asked for. */
export interface QuickFixDeps {
  readonly settings: Settings;
  readonly store: FindingStore;
  /** Findings of the other engines, which can be ignored here. */
  readonly otherStores: readonly FindingStore[];
  readonly scanner: TextScanner;
  readonly baselines: Baselines;
  readonly log: EditorLog;
  readonly aws: AwsSession;
  readonly loadFixes: () => Promise<typeof fixes>;
  readonly loadAws: () => Promise<Pick<typeof awsBundle, "storeSecrets">>;
  readonly grammars: GrammarSource;
  readonly hash: Hash;
  /** Facts of the project around a local file. */
  readonly projectFacts: (fsPath: string) => ProjectFacts;
  /** Whether this account may write a local file. */
  readonly canWrite: (fsPath: string) => Promise<boolean>;
}

/** Registers the quick fixes and their commands. Nothing happens until a person asks for a fix. */
export function registerQuickFixes(deps: QuickFixDeps): vscode.Disposable {
  const { settings, store, loadFixes, hash } = deps;
  const pages = createPages();
  const ui = createVscodeUi(pages);
  const plan: Plan = async (request) => (await loadFixes()).planFixes(request, deps.grammars);
  const ignoring = createIgnoring({ ui, settings, loadFixes, hash });
  const projectFor = (uri: vscode.Uri): ProjectFacts => projectOf(uri, deps.projectFacts);
  const obstaclesAt = createObstacles({ plan, loadFixes, projectFor });
  const environmentFor = (uri: vscode.Uri): FlowEnvironment => ({
    ui,
    document: createEditorDocument(uri, {
      findings: store,
      pages,
      scanner: deps.scanner,
      severities: () => settings.severities(),
      baselines: deps.baselines,
      canWrite: deps.canWrite,
    }),
    gate: deps.aws,
    options: settings.fixOptions(uri),
    project: projectFor(uri),
    plan,
    storeSecrets: async (...args) => (await deps.loadAws()).storeSecrets(...args),
    newToken: () => crypto.randomUUID(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  return vscode.Disposable.from(
    pages,
    registerProvider({
      store,
      otherStores: deps.otherStores,
      async obstacles(document, finding) {
        const baseline = baselineObstacle(document.uri, settings);
        return { ...(await obstaclesAt(document, finding)), ...(baseline === undefined ? {} : { baseline }) };
      },
    }),
    registerCommands({
      ui,
      environmentFor,
      ignoring,
      othersIn: (uri, { version }) =>
        deps.otherStores.flatMap((other) => {
          const latest = other.latest(uri);
          return latest?.version === version ? latest.findings : [];
        }),
      failed: (error) => reportFailure(deps.log, error),
    }),
  );
}

/** An error that no flow expected. Its message is not shown or logged: it may quote the text it failed on. */
function reportFailure(log: EditorLog, error: unknown): void {
  log.error(`A fix failed unexpectedly: ${describeFault(error)}`);
  const show = vscode.l10n.t("Show Log");
  const message = vscode.l10n.t(
    "The fix failed unexpectedly. Look at the text before you go on; the log has details.",
  );
  void vscode.window.showErrorMessage(message, show).then((answer) => {
    if (answer === show) log.show();
  });
}
