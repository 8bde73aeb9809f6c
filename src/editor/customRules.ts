import * as vscode from "vscode";
import type { catalogue } from "../core/secrets/catalogue.ts";
import type { CustomRule } from "../core/secrets/custom/customRule.ts";
import type { readCustomRules, ReadRules } from "../core/secrets/custom/readCustomRules.ts";
import type { readRulesFile } from "../core/secrets/custom/rulesFile.ts";
import { describeError, type EditorLog } from "./log.ts";
import { isMissing, readSmallText } from "./readSmallText.ts";
import type { Settings } from "./settings.ts";

/** Name of the file with a team's rules at the top of a workspace folder. */
const rulesFileName = "picket.json";

/** What custom rules are read with. */
export interface CustomRuleDeps {
  readonly settings: Settings;
  readonly log: EditorLog;
  readonly loadSecrets: () => Promise<CustomRuleModule>;
}

interface CustomRuleModule {
  readonly catalogue: typeof catalogue;
  readonly readCustomRules: typeof readCustomRules;
  readonly readRulesFile: typeof readRulesFile;
}

/** Rules of the user's settings, and of the `picket.json` of each folder of a trusted workspace. */
export interface CustomRules {
  /** The same list until something changes. */
  current(): Promise<readonly CustomRule[]>;
  /** Fires when the rules may have changed. */
  readonly onDidChange: vscode.Event<void>;
  dispose(): void;
}

/** Reads the rules when they are first asked for, and again after a change. What is wrong with one goes to the log. */
export function createCustomRules(deps: CustomRuleDeps): CustomRules {
  let rules: Promise<readonly CustomRule[]> | undefined;
  const changed = new vscode.EventEmitter<void>();
  const forget = (): void => {
    rules = undefined;
    changed.fire();
  };
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${rulesFileName}`);
  const forgetFile = (uri: vscode.Uri): void => {
    if (ruleFiles().some((file) => file.toString() === uri.toString())) forget();
  };
  const parts = [
    changed,
    watcher,
    watcher.onDidCreate(forgetFile),
    watcher.onDidChange(forgetFile),
    watcher.onDidDelete(forgetFile),
    vscode.workspace.onDidGrantWorkspaceTrust(forget),
    vscode.workspace.onDidChangeWorkspaceFolders(forget),
    deps.settings.onDidChange((names) => {
      if (names.includes("secrets.customRules")) forget();
    }),
  ];
  return {
    current: () => (rules ??= readAll(deps)),
    onDidChange: changed.event,
    dispose: () => parts.forEach((part) => void part.dispose()),
  };
}

/** A folder that is not trusted brings no rules: they take time on every text. */
function ruleFiles(): readonly vscode.Uri[] {
  if (!vscode.workspace.isTrusted) return [];
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => vscode.Uri.joinPath(uri, rulesFileName));
}

async function readAll(deps: CustomRuleDeps): Promise<readonly CustomRule[]> {
  const { settings, log, loadSecrets } = deps;
  const module = await loadSecrets();
  const rules = new Map<string, CustomRule>();
  const add = (where: string, read: ReadRules): void => {
    for (const problem of read.problems) log.warn(`${where}: ${problem}`);
    for (const rule of read.rules) {
      if (rules.has(rule.id))
        log.warn(`${where}: the rule ${rule.id} is not used: another source has one of this id`);
      else rules.set(rule.id, rule);
    }
  };
  add("picket.secrets.customRules", module.readCustomRules(settings.customRules()));
  for (const uri of ruleFiles()) {
    try {
      add(uri.path, module.readRulesFile(await readSmallText(uri)));
    } catch (error) {
      if (!isMissing(error)) log.warn(`${uri.path} is not read: ${describeError(error)}`);
    }
  }
  const known = new Set<string>(module.catalogue.map(({ ruleId }) => ruleId)).add("secrets/*");
  for (const id of Object.keys(settings.severities())) {
    if (!id.startsWith("secrets/") || known.has(id) || rules.has(id.slice("secrets/".length))) continue;
    log.warn(`picket.secrets.severity: there is no rule ${JSON.stringify(id)}`);
  }
  return [...rules.values()];
}
