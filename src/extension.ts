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
import { registerActivity } from "./features/activityPanel/register.ts";
import { toDiagnostics } from "./features/diagnostics/diagnostic.ts";
import { registerDiagnostics } from "./features/diagnostics/register.ts";
import { registerIamLanguage } from "./features/iamLanguage/register.ts";
import { registerIdentity } from "./features/identity/register.ts";
import { registerLanguageModelTools } from "./features/languageModelTools/register.ts";
import { registerKiroFiles } from "./features/kiroFiles/register.ts";
import { registerKiroHooks } from "./features/kiroHooks/register.ts";
import { registerMcpView } from "./features/mcpView/register.ts";
import { registerPosture } from "./features/posture/register.ts";
import { registerPolicyWizards } from "./features/policyWizards/register.ts";
import { registerQuickFixes } from "./features/quickFix/register.ts";
import { registerRulePages, rulePageUris } from "./features/rulePages/register.ts";
import { registerStatus } from "./features/status/register.ts";
import { registerWorkspaceScan } from "./features/workspaceScan/register.ts";
import { loadersIn } from "./loaders.ts";

/** Longest that a worker thread may take for one request, in ms: many times what the largest file needs. */
const limitMs = 120_000;

/** Builds the adapters, hands them to the features and registers these. Everything ends with the context. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, extension, subscriptions, workspaceState: memento } = context;
  const { globalState, globalStorageUri, secrets } = context;
  const inDist = (name: string) => vscode.Uri.joinPath(extensionUri, "dist", name).fsPath;
  const loaders = loadersIn(inDist);
  const common = { ...loaders, log: createLog(), settings: createSettings() };
  const stores = createFindingStores();
  const exclusions = createExclusions(common.settings);
  const baselines = createBaselines({ ...common, hash });
  const worker = createWorkerScanner(inDist("worker.js"), { size: 1, limitMs });
  const createPool = () => createWorkerPool(inDist("worker.js"), { size: 2, limitMs });
  const scanner = createTextScanner({ ...loaders, worker });
  const iamDocuments = createIamDocuments({ ...common, exclusions, baselines, scanner, worker });
  const identity = registerIdentity(common);
  const judging = { ...stores, scanner, exclusions, baselines, iamDocuments, loadIam: loaders.loadIamTools };
  const shared = { ...common, ...judging, aws: identity.session, pageOf: rulePageUris(extension.id) };
  const mcpState = createMcpState({ ...shared, stateFolder: globalStorageUri.fsPath });
  const fixing = { grammars: fileGrammars(inDist("grammars")), hash, projectFacts, canWrite };
  subscriptions.push(common.log, ...Object.values(stores), exclusions, baselines, worker, identity, mcpState);
  subscriptions.push(
    registerRulePages({ ...common, extensionUri }),
    registerStatus({ ...shared, extensionId: extension.id }),
    registerQuickFixes({
      ...shared,
      ...fixing,
      otherStores: [stores.iamStore, stores.mcpStore, stores.kiroStore],
    }),
    registerIamLanguage(shared),
    registerPolicyWizards(shared),
    registerDiagnostics(shared),
    registerMcpView({ ...shared, mcpState, memento }),
    registerKiroFiles(shared),
    registerKiroHooks({ ...common, inDist }),
    registerActivity({ ...shared, extensionUri, memento }),
    registerPosture({ ...shared, extension, secrets, globalState, storageUri: globalStorageUri }),
    registerLanguageModelTools({ ...shared, mcpState, extensionUri, loadIamEngine: loaders.loadIam }),
    registerWorkspaceScan({ ...shared, createPool, toDiagnostics }),
  );
}
