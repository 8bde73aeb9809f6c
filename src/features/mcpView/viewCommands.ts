import * as vscode from "vscode";
import type { McpState } from "../../editor/mcpState.ts";
import type { ServersView } from "./serversView.ts";

/** The commands that change what the view shows. */
export function registerViewCommands(view: ServersView, state: McpState): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("picket.mcp.refresh", async () => {
      await state.refresh({ force: true });
    }),
    vscode.commands.registerCommand("picket.mcp.groupByVerdict", () => view.group("verdict")),
    vscode.commands.registerCommand("picket.mcp.groupByScope", () => view.group("scope")),
    vscode.commands.registerCommand("picket.mcp.clearFilter", () => view.filter("")),
    vscode.commands.registerCommand("picket.mcp.filter", async (argument?: unknown) => {
      const words = typeof argument === "string" ? argument : await askFilter(view.filterWords());
      if (words !== undefined) view.filter(words);
    }),
  );
}

async function askFilter(present: string): Promise<string | undefined> {
  const { l10n } = vscode;
  return vscode.window.showInputBox({
    title: l10n.t("Filter MCP servers"),
    value: present,
    placeHolder: l10n.t("Words of a name, a package, a verdict, a scope or a path"),
    prompt: l10n.t("All words must occur. Empty: every server is shown."),
  });
}
