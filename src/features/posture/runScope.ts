import * as vscode from "vscode";
import type { PostureDeps, RunScope } from "./environment.ts";

/** What the settings say that a run looks at; AWS is never asked in Restricted Mode. */
export function usualScope({ settings }: Pick<PostureDeps, "settings">): RunScope {
  const { network, aws } = settings.posture();
  return { network, aws: aws && vscode.workspace.isTrusted };
}

/** Asks what one run may look at beside this machine; undefined when the person went away. */
export async function askScope(usual: RunScope): Promise<RunScope | undefined> {
  const { l10n } = vscode;
  const items: (vscode.QuickPickItem & { readonly part: keyof RunScope })[] = [
    {
      part: "network",
      label: `$(globe) ${l10n.t("Network")}`,
      detail: l10n.t(
        "Resolves the hosts of Kiro and those that must be blocked, and connects to them. No credentials are sent.",
      ),
      picked: usual.network,
    },
    {
      part: "aws",
      label: `$(cloud) ${l10n.t("AWS account")}`,
      detail: l10n.t(
        "Reads trails, alarms, AWS Config, endpoints and the agent's role with the chosen profile. Nothing is changed.",
      ),
      picked: usual.aws,
    },
  ];
  const picked = await vscode.window.showQuickPick(
    vscode.workspace.isTrusted ? items : items.filter(({ part }) => part !== "aws"),
    {
      canPickMany: true,
      title: l10n.t("What may this check ask beside this machine?"),
      placeHolder: l10n.t("Without any, nothing leaves this machine"),
    },
  );
  if (!picked) return undefined;
  const has = (part: keyof RunScope): boolean => picked.some((item) => item.part === part);
  return { network: has("network"), aws: has("aws") };
}
