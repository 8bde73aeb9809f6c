import * as vscode from "vscode";
import type * as mcp from "../bundles/mcp.ts";
import { createDisposables } from "./disposable.ts";
import { describeFault, type EditorLog } from "./log.ts";
import { createMcpWatch } from "./mcpWatch.ts";
import type { Settings } from "./settings.ts";
import type { DocumentScanner } from "./textScanner.ts";

/** What reading gave. */
export type McpReading = Awaited<ReturnType<typeof mcp.readOverview>>;

/** What the state of MCP servers needs. */
export interface McpStateDeps {
  readonly settings: Settings;
  readonly log: EditorLog;
  readonly scanner: Pick<DocumentScanner, "scanDetailed">;
  readonly loadMcp: () => Promise<Pick<typeof mcp, "readOverview">>;
  /** Folder for what is kept: the highest serial seen, fetched documents. */
  readonly stateFolder: string;
}

/** Every server of this machine with its verdict, read again when a file or a setting changes. */
export interface McpState {
  /** The last reading; undefined before the first, and while the feature is off. */
  current(): McpReading | undefined;
  /** Reads now; resolves to the reading, or undefined when it failed, was overtaken, or the feature is off. */
  refresh(options?: { readonly force?: boolean }): Promise<McpReading | undefined>;
  /** The current reading, or the first one. */
  ready(): Promise<McpReading | undefined>;
  /** Fires after every reading, and when the feature is switched off. */
  readonly onDidChange: vscode.Event<void>;
  dispose(): void;
}

/** Changes come in bunches: a save is two or three events. Time of quiet before the files are read, in ms. */
const quiet = 60;

/** Time after which a watch that was asked for has surely begun, in ms. */
const untilWatched = 2000;

/** Nothing is read before `refresh` or `ready` is called. */
export function createMcpState(deps: McpStateDeps): McpState {
  const { settings, log } = deps;
  const all = createDisposables();
  const changed = all.add(new vscode.EventEmitter<void>());
  let current: McpReading | undefined;
  let first: Promise<McpReading | undefined> | undefined;
  let abort: AbortController | undefined;
  let timer: NodeJS.Timeout | undefined;
  const watch = all.add(createMcpWatch(() => soon()));
  const refresh = async (options?: { readonly force?: boolean }): Promise<McpReading | undefined> => {
    abort?.abort();
    clearTimeout(timer);
    if (all.disposed) return undefined;
    if (!settings.mcp().enabled) {
      current = undefined;
      changed.fire();
      return undefined;
    }
    const mine = (abort = new AbortController());
    try {
      const reading = await read(deps, options?.force ?? false, mine.signal);
      if (mine.signal.aborted) return current;
      current = reading;
      const isNew = await watch.follow(reading.watched);
      // A watch takes a while to begin; what changed until then is seen by another look.
      if (isNew && !mine.signal.aborted) soon(untilWatched);
      changed.fire();
      return reading;
    } catch (error) {
      if (!mine.signal.aborted) log.error(`the MCP servers were not read: ${describeFault(error)}`);
      return undefined;
    }
  };
  function soon(delay = quiet): void {
    // Until someone looks, nothing is read.
    if (!first) return;
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), delay);
  }
  all.add(settings.onDidChange((names) => void (names.some((name) => name.startsWith("mcp.")) && soon())));
  all.add(vscode.workspace.onDidGrantWorkspaceTrust(() => soon()));
  all.add(vscode.workspace.onDidChangeWorkspaceFolders(() => soon()));
  // Some file systems tell of no change; whoever comes back to the window sees the truth all the same.
  all.add(vscode.window.onDidChangeWindowState(({ focused }) => void (focused && soon())));
  all.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("kiroAgent.mcpApprovedEnvVars")) soon();
    }),
  );
  return {
    current: () => current,
    refresh: (options) => (first = refresh(options)),
    ready: () => (current ? Promise.resolve(current) : (first ??= refresh())),
    onDidChange: changed.event,
    dispose() {
      clearTimeout(timer);
      abort?.abort();
      all.dispose();
    },
  };
}

async function read(deps: McpStateDeps, force: boolean, signal: AbortSignal): Promise<McpReading> {
  const { settings, scanner, stateFolder, loadMcp } = deps;
  const { policy, policyKey, registry, registryMode } = settings.mcp();
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const { readOverview } = await loadMcp();
  const request = {
    workspaceFolders: folders.map(({ name, uri }) => ({ name, path: uri.fsPath })),
    trusted: vscode.workspace.isTrusted,
    ...(policy !== undefined && { policy }),
    ...(policyKey !== undefined && { policyKey }),
    ...(registry !== undefined && { registry }),
    registryMode,
    approvedEnv: settings.kiroApprovedVariables(),
    stateFolder,
    force,
  };
  const findSecrets = async (text: string, path: string) => {
    const { findings } = await scanner.scanDetailed(text, { path });
    return findings.filter(({ severity }) => severity !== "hint").map(({ span }) => span);
  };
  return readOverview(request, { signal, findSecrets });
}
