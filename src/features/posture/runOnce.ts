import * as vscode from "vscode";
import { collectAccount } from "./collectAccount.ts";
import type { PostureDeps, PostureRun, RunRequest, RunScope } from "./environment.ts";
import { signingKey } from "./signingKey.ts";

/** Absolute path of the folder of reports and their chain. */
export function reportFolder({ settings, storageUri }: Pick<PostureDeps, "settings" | "storageUri">): string {
  return settings.posture().reportFolder ?? vscode.Uri.joinPath(storageUri, "posture").fsPath;
}

/** One run, as far as the editor's part in it goes. */
export async function runOnce(
  deps: PostureDeps,
  request: Pick<RunRequest, "signal" | "onStep"> & RunScope,
): Promise<PostureRun> {
  const { network, aws, signal, onStep } = request;
  const { policy, policyKey } = deps.settings.mcp();
  const engine = await deps.loadPosture();
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const done = await engine.run({
    network,
    signal,
    onStep,
    version: versionOf(deps),
    hookProgram: vscode.Uri.joinPath(deps.extension.extensionUri, "dist", "hook.js").fsPath,
    allowlist: {
      stateFolder: deps.storageUri.fsPath,
      ...(policy !== undefined && { policy }),
      ...(policyKey !== undefined && { policyKey }),
    },
    findSecrets: (text, path, abort) =>
      deps.scanner.scan(text, { path: path.replaceAll("\\", "/"), signal: abort }),
    workspaces: folders.map(({ uri }) => uri.fsPath),
    folder: reportFolder(deps),
    key: await signingKey(deps),
    ...(aws && { account: (role: string | undefined) => collectAccount(deps, role, signal) }),
  });
  if (done.problem !== undefined) deps.log.warn(`posture: ${done.problem}`);
  return done;
}

function versionOf({ extension }: PostureDeps): string {
  const manifest: unknown = extension.packageJSON;
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest && manifest.version;
  return typeof version === "string" ? version : "unknown";
}
