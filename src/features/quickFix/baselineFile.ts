import * as vscode from "vscode";
import type * as fixes from "../../bundles/fixes.ts";
import type { Hash } from "../../core/ports.ts";
import { folderOf } from "../../editor/documents.ts";
import { isMissing, readSmallText } from "../../editor/readSmallText.ts";
import type { Settings } from "../../editor/settings.ts";
import type { BaselineEngine, BaselineStorage } from "./baselineFlow.ts";

/** Why nothing of this document can go into a baseline, for a person; undefined when it can. */
export function baselineObstacle(uri: vscode.Uri, settings: Settings): string | undefined {
  if (!folderOf(uri))
    return vscode.l10n.t("the baseline is a file of a workspace folder, and this text is in none");
  if (settings.baselineName() === "") return vscode.l10n.t("the setting picket.secrets.baseline is empty");
  if (!vscode.workspace.isTrusted)
    return vscode.l10n.t("in Restricted Mode no baseline of the workspace is used");
  return undefined;
}

/** The baseline file for a document that stands in a workspace folder. */
export function baselineStorage(uri: vscode.Uri, settings: Settings): BaselineStorage | undefined {
  const folder = folderOf(uri);
  if (!folder || baselineObstacle(uri, settings) !== undefined) return undefined;
  const file = vscode.Uri.joinPath(folder.uri, settings.baselineName());
  return {
    label: settings.baselineName(),
    async read() {
      try {
        return await readSmallText(file);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    write: async (text) => vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text)),
    async open() {
      await vscode.window.showTextDocument(file);
    },
  };
}

/** The engine's baseline functions with this host's hash and random salts. */
export function baselineEngine(bundle: typeof fixes, hash: Hash): BaselineEngine {
  const newSalt = (): string =>
    [...crypto.getRandomValues(new Uint8Array(32))]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
  return {
    parse: bundle.parseBaseline,
    empty: () => bundle.createBaseline(newSalt(), [], hash),
    add: (baseline, file, chosen) => bundle.addToBaseline(baseline, file, hash, chosen),
    format: bundle.formatBaseline,
  };
}
