import * as vscode from "vscode";
import { problemsOf, policyStateOf, type McpOverview } from "../../core/mcp/overview/overview.ts";
import { createDisposables } from "../../editor/disposable.ts";
import { mcpRights } from "../../editor/mcpRole.ts";
import type { McpState } from "../../editor/mcpState.ts";
import type { Settings } from "../../editor/settings.ts";
import { shortPathOf } from "./environment.ts";
import { treeOf, type Grouping, type TreeNode } from "./tree.ts";
import { toTreeItem } from "./treeItems.ts";
import { policyLine } from "./wording.ts";

/** Id of the view in the manifest. */
const viewId = "picket.mcpServers";

const groupingKey = "picket.mcp.grouping";

/** What the view needs. */
export interface ServersViewDeps {
  readonly mcpState: McpState;
  readonly settings: Settings;
  /** Keeps the grouping of this workspace. */
  readonly memento: vscode.Memento;
}

/** The tree of MCP servers. */
export interface ServersView {
  group(by: Grouping): Promise<void>;
  filter(words: string): void;
  filterWords(): string;
  /** The node that is selected, if one is. */
  selected(): TreeNode | undefined;
  /** The nodes that are shown, as the tree asks for them. */
  readonly provider: vscode.TreeDataProvider<TreeNode>;
  dispose(): void;
}

/** Registers the view. The servers are read when it is first shown, and for the count on its icon after the start. */
export function createServersView({ mcpState: state, settings, memento }: ServersViewDeps): ServersView {
  const all = createDisposables();
  const changed = all.add(new vscode.EventEmitter<void>());
  let grouping: Grouping = memento.get<unknown>(groupingKey) === "verdict" ? "verdict" : "scope";
  let filter = "";
  const roots = async (): Promise<readonly TreeNode[]> => {
    const reading = await state.ready();
    return reading ? treeOf(reading.overview, { grouping, filter }) : [];
  };
  const provider: vscode.TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    async getChildren(node) {
      if (!node) return [...(await roots())];
      return node.kind === "server" ? [] : [...node.children];
    },
    getTreeItem: (node) =>
      toTreeItem(node, { namesFile: grouping === "scope", shortPath: shortPathOf(state) }),
  };
  const view = all.add(
    vscode.window.createTreeView(viewId, { treeDataProvider: provider, showCollapseAll: true }),
  );
  const update = (): void => {
    const overview = state.current()?.overview;
    render(view, overview, filter);
    setKeys(overview, { grouping, filter, settings });
    changed.fire();
  };
  all.add(state.onDidChange(update));
  all.add(settings.onDidChange((names) => void (names.includes("mcp.role") && update())));
  update();
  return {
    provider,
    async group(by) {
      grouping = by;
      update();
      await memento.update(groupingKey, by);
    },
    filter(words) {
      filter = words.trim();
      update();
    },
    filterWords: () => filter,
    selected: () => view.selection[0],
    dispose: () => all.dispose(),
  };
}

function render(view: vscode.TreeView<TreeNode>, overview: McpOverview | undefined, filter: string): void {
  const { l10n } = vscode;
  const broken = overview?.files.filter(({ error }) => error !== undefined).length ?? 0;
  const count = overview ? problemsOf(overview).length + broken : 0;
  const hasServers = overview !== undefined && overview.rows.length + broken > 0;
  const filtered = filter === "" ? [] : [l10n.t("Filter: {0}", filter)];
  view.message = hasServers ? [policyLine(overview), ...filtered].join("\n") : "";
  view.badge =
    count === 0
      ? undefined
      : { value: count, tooltip: l10n.t("{0} MCP servers or files need a look", count) };
}

interface KeyInput {
  readonly grouping: Grouping;
  readonly filter: string;
  readonly settings: Settings;
}

/** The context keys that the menus of the manifest ask for. */
function setKeys(overview: McpOverview | undefined, { grouping, filter, settings }: KeyInput): void {
  const { enabled, role } = settings.mcp();
  const rights = mcpRights[role];
  const keys: Readonly<Record<string, unknown>> = {
    read: overview !== undefined,
    policy: overview ? policyStateOf(overview.policies) : undefined,
    hasPolicyFile: overview?.policies.some(({ location }) => !/^https:/i.test(location)) ?? false,
    grouping,
    filtered: filter !== "",
    mayRequest: enabled && rights.asks !== undefined,
    mayDraft: enabled && rights.drafts,
    mayChoosePolicy: enabled && rights.choosesPolicy,
  };
  for (const [name, value] of Object.entries(keys))
    void vscode.commands.executeCommand("setContext", `picket.mcp.${name}`, value);
}
