import * as vscode from "vscode";
import { createServices } from "./editor/services.ts";
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
import { machineIn } from "./machine.ts";

/** Builds the adapters, hands them to the features and registers these. Everything ends with the context. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, extension, subscriptions, workspaceState: memento } = context;
  const { globalState, globalStorageUri, secrets } = context;
  const inDist = (name: string) => vscode.Uri.joinPath(extensionUri, "dist", name).fsPath;
  const loaders = loadersIn(inDist);
  const machine = machineIn(inDist);
  const given = { ...loaders, ...machine, stateFolder: globalStorageUri.fsPath };
  const { services, disposables } = createServices(given);
  const common = { ...given, ...services };
  const identity = registerIdentity(common);
  const judging = {
    loadIam: loaders.loadIamTools,
    aws: identity.session,
    pageOf: rulePageUris(extension.id),
  };
  const shared = { ...common, ...judging };
  const otherStores = [services.iamStore, services.mcpStore, services.kiroStore];
  subscriptions.push(
    ...disposables,
    machine.worker,
    identity,
    registerRulePages({ ...common, extensionUri }),
    registerStatus({ ...shared, extensionId: extension.id }),
    registerQuickFixes({ ...shared, otherStores }),
    registerIamLanguage(shared),
    registerPolicyWizards(shared),
    registerDiagnostics(shared),
    registerMcpView({ ...shared, memento }),
    registerKiroFiles(shared),
    registerKiroHooks({ ...common, inDist }),
    registerActivity({ ...shared, extensionUri, memento }),
    registerPosture({ ...shared, extension, secrets, globalState, storageUri: globalStorageUri }),
    registerLanguageModelTools({ ...shared, extensionUri, loadIamEngine: loaders.loadIam }),
    registerWorkspaceScan({ ...shared, toDiagnostics }),
  );
}
