import * as vscode from "vscode";
import { fileGrammars } from "./adapters/node/grammars.ts";
import { nodeHash as hash } from "./adapters/node/hash.ts";
import { readProjectFacts as projectFacts } from "./adapters/node/projectFacts.ts";
import { createWorkerPool } from "./adapters/node/workerPool.ts";
import { createWorkerScanner } from "./adapters/node/workerScanner.ts";
import { canWrite } from "./adapters/node/writable.ts";
import { createBaselines } from "./editor/baselines.ts";
import { createExclusions } from "./editor/exclusions.ts";
import { createFindingStores } from "./editor/findingStore.ts";
import { createIamDocuments } from "./editor/iamDocuments.ts";
import { createLog } from "./editor/log.ts";
import { createMcpState } from "./editor/mcpState.ts";
import { createSettings } from "./editor/settings.ts";
import { createTextScanner } from "./editor/textScanner.ts";
import { toDiagnostics } from "./features/diagnostics/diagnostic.ts";
import { registerDiagnostics } from "./features/diagnostics/register.ts";
import { registerIamLanguage } from "./features/iamLanguage/register.ts";
import { registerIdentity } from "./features/identity/register.ts";
import { registerMcpView } from "./features/mcpView/register.ts";
import { registerQuickFixes } from "./features/quickFix/register.ts";
import { registerRulePages, rulePageUris } from "./features/rulePages/register.ts";
import { registerStatus } from "./features/status/register.ts";
import { registerWorkspaceScan } from "./features/workspaceScan/register.ts";
import { loadersIn } from "./loaders.ts";

/** Longest that a worker thread may take for one request, in ms: many times what the largest file needs. */
const limitMs = 120_000;

/** Builds the adapters, hands them to the features and registers these. Everything ends with the context. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, extension, subscriptions } = context;
  const inDist = (name: string) => vscode.Uri.joinPath(extensionUri, "dist", name).fsPath;
  const { loadAws, loadFixes, loadIam, loadIamTools, loadMcp, loadRules, loadSecrets } = loadersIn(inDist);
  const log = createLog();
  const settings = createSettings();
  const stores = createFindingStores();
  const exclusions = createExclusions(settings);
  const baselines = createBaselines({ settings, log, hash, loadSecrets });
  const worker = createWorkerScanner(inDist("worker.js"), { size: 1, limitMs });
  const createPool = () => createWorkerPool(inDist("worker.js"), { size: 2, limitMs });
  const scanner = createTextScanner({ loadSecrets, worker });
  const iamDocuments = createIamDocuments({ settings, exclusions, baselines, scanner, loadIam, worker });
  const shared = { settings, ...stores, scanner, baselines, log, pageOf: rulePageUris(extension.id) };
  const mcpState = createMcpState({ ...shared, loadMcp, stateFolder: context.globalStorageUri.fsPath });
  const identity = registerIdentity({ settings, log, loadAws });
  const grammars = fileGrammars(inDist("grammars"));
  const fixing = { aws: identity.session, loadFixes, loadAws, grammars, hash, projectFacts, canWrite };
  const own = [log, ...Object.values(stores), exclusions, baselines, worker, identity, mcpState];
  subscriptions.push(
    ...own,
    registerRulePages({ extensionUri, log, loadRules }),
    registerStatus({ ...shared, extensionId: extension.id }),
    registerQuickFixes({ ...shared, ...fixing, otherStores: [stores.iamStore, stores.mcpStore] }),
    registerIamLanguage({ aws: identity.session, loadIam: loadIamTools, settings, log, iamDocuments }),
    registerDiagnostics({ ...shared, exclusions, iamDocuments }),
    registerMcpView({ ...shared, exclusions, loadMcp, mcpState, memento: context.workspaceState }),
    registerWorkspaceScan({ ...shared, loadSecrets, createPool, toDiagnostics }),
  );
}
