import * as vscode from "vscode";
import { createWorkerPool } from "./adapters/node/workerPool.ts";
import { createWorkerScanner } from "./adapters/node/workerScanner.ts";
import { createExclusions } from "./editor/exclusions.ts";
import { createFindingStore } from "./editor/findingStore.ts";
import { createLog } from "./editor/log.ts";
import { createSettings } from "./editor/settings.ts";
import { createTextScanner } from "./editor/textScanner.ts";
import { toDiagnostics } from "./features/diagnostics/diagnostic.ts";
import { registerDiagnostics } from "./features/diagnostics/register.ts";
import { registerRulePages, rulePageUris } from "./features/rulePages/register.ts";
import { registerStatus } from "./features/status/register.ts";
import { registerWorkspaceScan } from "./features/workspaceScan/register.ts";
import type { ListFiles } from "./features/workspaceScan/scanFolders.ts";

const loadSecrets = () => import("./bundles/secrets.ts");

/** Builds the adapters, hands them to the features and registers these. Everything ends with the context. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, extension, subscriptions } = context;
  const log = createLog();
  const settings = createSettings();
  const store = createFindingStore();
  const exclusions = createExclusions(settings);
  const workerPath = vscode.Uri.joinPath(extensionUri, "dist", "worker.js").fsPath;
  const worker = createWorkerScanner(workerPath, { size: 1 });
  const createPool = () => createWorkerPool(workerPath, { size: 2 });
  const scanner = createTextScanner({ loadSecrets, worker });
  const pageOf = rulePageUris(extension.id);
  const loadRules = async () => (await loadSecrets()).catalogue;
  subscriptions.push(
    log,
    store,
    exclusions,
    worker,
    registerRulePages({ extensionUri, log, loadRules }),
    registerStatus({ store, settings, log, extensionId: extension.id }),
    registerDiagnostics({ settings, store, exclusions, scanner, log, pageOf }),
    registerWorkspaceScan({ settings, scanner, log, listFiles, createPool, pageOf, toDiagnostics }),
  );
}

const listFiles: ListFiles = async (root, { patterns, ignoreFiles }) => {
  const { walk, patternRules } = await loadSecrets();
  return walk(["."], { base: root, ignoreFiles, rules: patternRules(root, patterns) });
};
