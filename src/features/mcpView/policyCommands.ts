import * as vscode from "vscode";
import { mcpRights } from "../../editor/mcpRole.ts";
import type { McpDeps } from "./environment.ts";

/** The commands that choose and open the organisation's policy. */
export function registerPolicyCommands(deps: McpDeps): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("picket.mcp.choosePolicy", () => choose(deps)),
    vscode.commands.registerCommand("picket.mcp.openPolicy", () => open(deps)),
  );
}

async function choose({ settings }: McpDeps): Promise<void> {
  const { l10n } = vscode;
  if (!mcpRights[settings.mcp().role].choosesPolicy) return;
  const file = { label: `$(file) ${l10n.t("A file of this machine…")}`, address: false };
  const address = { label: `$(globe) ${l10n.t("An https address…")}`, address: true };
  const picked = await vscode.window.showQuickPick([file, address], {
    title: l10n.t("Where is the policy for MCP servers?"),
    placeHolder: l10n.t("It is kept in your own settings; no workspace can change it"),
  });
  if (!picked) return;
  const policy = picked.address ? await askAddress(settings.mcp().policy) : await askFile();
  if (policy !== undefined) await settings.updateMcpPolicy(policy);
}

async function askFile(): Promise<string | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Choose the policy for MCP servers"),
      canSelectMany: false,
      filters: { JSON: ["json", "jsonc"] },
    })) ?? [];
  return chosen?.fsPath;
}

async function askAddress(present: string | undefined): Promise<string | undefined> {
  const { l10n } = vscode;
  return vscode.window.showInputBox({
    title: l10n.t("Address of the policy"),
    value: present?.startsWith("https:") ? present : "https://",
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^https:\/\/[^\s/@]+\/\S*$/.test(value) ? undefined : l10n.t("An https address without a user's name"),
  });
}

async function open({ mcpState: state }: McpDeps): Promise<void> {
  const policies = (await state.ready())?.overview.policies ?? [];
  const files = policies.filter(({ location }) => !/^https:/i.test(location));
  const [first] = files;
  const picked =
    files.length < 2
      ? first
      : await vscode.window
          .showQuickPick(
            files.map((policy) => ({ label: policy.location, policy })),
            { title: vscode.l10n.t("Which policy?") },
          )
          .then((item) => item?.policy);
  if (picked) await vscode.window.showTextDocument(vscode.Uri.file(picked.location));
  else void vscode.window.showInformationMessage(vscode.l10n.t("No policy of this machine is a file."));
}
