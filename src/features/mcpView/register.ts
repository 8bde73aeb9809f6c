import type * as vscode from "vscode";
import { createDisposables } from "../../editor/disposable.ts";
import { registerMcpActions } from "./actions.ts";
import { registerApproval } from "./approval.ts";
import { registerDecorations } from "./decorations.ts";
import { registerDetails } from "./detailsDocument.ts";
import { registerMcpScans, type McpDiagnosticsDeps } from "./diagnostics.ts";
import { createMcpDocuments, type McpDocumentDeps } from "./documentScans.ts";
import { registerExport } from "./exportCommand.ts";
import { registerGoToDefinition } from "./goToDefinition.ts";
import { registerMcpLanguage } from "./language.ts";
import { registerPolicyCommands } from "./policyCommands.ts";
import { createServersView, type ServersViewDeps } from "./serversView.ts";
import { registerViewCommands } from "./viewCommands.ts";

/** What everything about MCP servers needs. */
export type McpViewDeps = Omit<McpDiagnosticsDeps, "mcpDocuments"> & McpDocumentDeps & ServersViewDeps;

/** Time after the start before the servers are first read for the count on the view's icon, in ms. */
const firstLook = 1500;

/** The view of MCP servers, its commands, and what Picket says in their configuration files. */
export function registerMcpView(deps: McpViewDeps): vscode.Disposable {
  const all = createDisposables();
  const view = all.add(createServersView(deps));
  const mcpDocuments = createMcpDocuments(deps);
  const inFiles = { ...deps, mcpDocuments };
  all.add(registerViewCommands(view, deps.mcpState));
  all.add(registerDecorations());
  all.add(registerDetails(deps));
  all.add(registerGoToDefinition(deps));
  all.add(registerPolicyCommands(deps));
  all.add(registerExport(deps));
  all.add(registerMcpScans(inFiles));
  all.add(registerMcpActions(inFiles));
  all.add(registerMcpLanguage(inFiles));
  all.add(registerApproval(deps));
  const timer = setTimeout(() => void deps.mcpState.ready(), firstLook);
  all.add({ dispose: () => clearTimeout(timer) });
  return all;
}
