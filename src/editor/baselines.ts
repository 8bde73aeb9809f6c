import * as vscode from "vscode";
import type { Finding } from "../core/model/finding.ts";
import type { Hash } from "../core/ports.ts";
import type { Baseline, knownFindings, parseBaseline } from "../core/secrets/baseline.ts";
import { folderOf, scanPath } from "./documents.ts";
import { describeError, type EditorLog } from "./log.ts";
import { isMissing, readSmallText } from "./readSmallText.ts";
import type { Settings } from "./settings.ts";

/** What reading baselines needs. The engine's part is loaded when there is a file to read. */
export interface BaselineDeps {
  readonly settings: Settings;
  readonly log: EditorLog;
  readonly hash: Hash;
  readonly loadSecrets: () => Promise<BaselineModule>;
}

interface BaselineModule {
  readonly parseBaseline: typeof parseBaseline;
  readonly knownFindings: typeof knownFindings;
}

/** The baseline files of a trusted workspace: findings that are known and accepted. */
export interface Baselines {
  /** The findings of a text that the baseline of its workspace folder does not know. */
  unknown(uri: vscode.Uri, text: string, findings: readonly Finding[]): Promise<readonly Finding[]>;
  /** Fires when the answer may have changed for some resource. */
  readonly onDidChange: vscode.Event<void>;
  dispose(): void;
}

/** Reads the baseline file at the top of each workspace folder, lazily, and again when it changes. */
export function createBaselines(deps: BaselineDeps): Baselines {
  const { settings, loadSecrets, hash } = deps;
  const files = new Map<string, Promise<Baseline | undefined>>();
  const changed = new vscode.EventEmitter<void>();
  const forget = (): void => {
    files.clear();
    changed.fire();
  };
  let watcher = watch(settings.baselineName(), forget);
  const parts = [
    changed,
    vscode.workspace.onDidGrantWorkspaceTrust(forget),
    settings.onDidChange((names) => {
      if (!names.includes("secrets.baseline")) return;
      watcher?.dispose();
      watcher = watch(settings.baselineName(), forget);
      forget();
    }),
  ];
  const read = (folder: vscode.Uri, name: string): Promise<Baseline | undefined> => {
    const uri = vscode.Uri.joinPath(folder, name);
    const known = files.get(uri.toString()) ?? readBaseline(uri, deps);
    files.set(uri.toString(), known);
    return known;
  };
  return {
    async unknown(uri, text, findings) {
      const name = settings.baselineName();
      const folder = folderOf(uri);
      // A folder that is not trusted could come with a baseline that knows everything in it.
      if (findings.length === 0 || name === "" || !folder || !vscode.workspace.isTrusted) return findings;
      const baseline = await read(folder.uri, name);
      if (!baseline) return findings;
      const { knownFindings } = await loadSecrets();
      const known = knownFindings(baseline, { path: scanPath(uri), text, findings }, hash);
      return findings.filter((_finding, index) => !known[index]);
    },
    onDidChange: changed.event,
    dispose() {
      watcher?.dispose();
      for (const part of parts) part.dispose();
    },
  };
}

async function readBaseline(
  uri: vscode.Uri,
  { log, loadSecrets }: BaselineDeps,
): Promise<Baseline | undefined> {
  try {
    const text = await readSmallText(uri);
    return (await loadSecrets()).parseBaseline(text);
  } catch (error) {
    if (isMissing(error)) return undefined;
    log.warn(`${uri.path} is not used, all findings are shown: ${describeError(error)}`);
    return undefined;
  }
}

function watch(name: string, changed: () => void): vscode.Disposable | undefined {
  if (name === "") return undefined;
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${name}`);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(changed),
  );
}
