import * as vscode from "vscode";
import { createDisposables } from "../../editor/disposable.ts";
import { describeError, type EditorLog } from "../../editor/log.ts";
import { pageOfPath, pathOfRule } from "./rulePageUri.ts";

/** What the rule pages need. `loadRules` gives all rules for the list, by id. */
export interface RulePagesDeps {
  readonly extensionUri: vscode.Uri;
  readonly log: EditorLog;
  readonly loadRules: () => Promise<readonly RuleEntry[]>;
}

/** A rule as the list shows it. */
interface RuleEntry {
  readonly ruleId: string;
  readonly title: string;
}

/**
 * Makes the URI of a rule's page. The editor hands it back to the extension, since a link to a file of the extension
 * would show its source, and a `command:` link in a diagnostic does nothing.
 */
export function rulePageUris(extensionId: string): (ruleId: string) => vscode.Uri {
  const base = vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: extensionId, path: "/" });
  return (ruleId) => base.with({ path: pathOfRule(ruleId) });
}

/** Opens the pages of `docs/rules/` that ship with the extension: from a diagnostic's code, or from a list. */
export function registerRulePages(deps: RulePagesDeps): vscode.Disposable {
  const all = createDisposables();
  all.add(vscode.window.registerUriHandler({ handleUri: (uri) => openPage(deps, uri.path) }));
  all.add(
    vscode.commands.registerCommand("picket.openRuleDocs", async (ruleId?: unknown) => {
      const wanted = typeof ruleId === "string" ? ruleId : await pickRule(deps);
      if (wanted !== undefined) await openPage(deps, pathOfRule(wanted));
    }),
  );
  return all;
}

async function pickRule({ loadRules }: RulePagesDeps): Promise<string | undefined> {
  const items = loadRules().then((rules) =>
    rules.map(({ ruleId, title }) => ({ label: title, description: ruleId, ruleId })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Picket: rules"),
    placeHolder: vscode.l10n.t("Choose a rule to read its page"),
    matchOnDescription: true,
  });
  return picked?.ruleId;
}

async function openPage({ extensionUri, log }: RulePagesDeps, path: string): Promise<void> {
  const page = pageOfPath(path);
  // A rule of the user's own has no page; one tells of them all.
  const pages = page?.startsWith("docs/rules/secrets/") ? [page, "docs/custom-rules.md"] : page ? [page] : [];
  const uris = pages.map((one) => vscode.Uri.joinPath(extensionUri, one));
  const found = await Promise.all(uris.map(exists));
  const uri = uris.find((_one, index) => found[index]);
  if (!uri) {
    void vscode.window.showWarningMessage(vscode.l10n.t("Picket has no rule page at this address."));
    return;
  }
  try {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  } catch (error) {
    // The editor's own Markdown extension can be disabled; the source is still readable.
    log.debug(`no Markdown preview: ${describeError(error)}`);
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
