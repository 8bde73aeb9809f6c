import * as vscode from "vscode";
import { createDisposables } from "../../editor/disposable.ts";
import { describeFault } from "../../editor/log.ts";
import type { ToolDeps } from "./environment.ts";
import { toolNames, type ToolName } from "./toolNames.ts";

/**
 * Offers Picket to language models of editors that have such tools: read-only, answered on this machine, without a call of
 * anything else. Their code is loaded with the first call.
 */
export function registerLanguageModelTools(deps: ToolDeps): vscode.Disposable {
  const all = createDisposables();
  // Editors that are built on VS Code may be without.
  const models: Partial<typeof vscode.lm> | undefined = vscode.lm;
  if (typeof models?.registerTool !== "function") return all;
  for (const name of toolNames) {
    all.add(
      vscode.lm.registerTool<unknown>(`picket_${name}`, {
        prepareInvocation: () => ({ invocationMessage: doing(name) }),
        invoke: ({ input }, token) => answer(deps, name, input, token),
      }),
    );
  }
  return all;
}

async function answer(
  deps: ToolDeps,
  name: ToolName,
  input: unknown,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  const abort = new AbortController();
  const cancelled = token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
  const { answerTool } = await deps.loadTools();
  const text = await answerTool(deps, name, input, abort.signal)
    .catch((error: unknown) => {
      if (abort.signal.aborted) throw new vscode.CancellationError();
      deps.log.error(`the tool ${name} failed: ${describeFault(error)}`);
      // What the error itself says could quote what was looked at: the model is not told.
      return JSON.stringify({ error: "Picket could not answer. The log of the extension says why." });
    })
    .finally(() => cancelled.dispose());
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}

function doing(name: ToolName): string {
  const { l10n } = vscode;
  const texts: Readonly<Record<ToolName, string>> = {
    scan_text: l10n.t("Scanning a text with Picket"),
    explain_finding: l10n.t("Reading about a finding of Picket"),
    check_mcp_server: l10n.t("Asking Picket about an MCP server"),
  };
  return texts[name];
}
