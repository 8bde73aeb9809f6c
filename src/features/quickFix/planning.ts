import * as vscode from "vscode";
import type * as fixes from "../../bundles/fixes.ts";
import type { FixPlan, FixRequest, ProjectFacts } from "../../core/fixes/plan.ts";
import type { TextEdit } from "../../core/model/edit.ts";
import type { Finding } from "../../core/model/finding.ts";
import { folderOf, scanPath } from "../../editor/documents.ts";
import type { Obstacles } from "./actions.ts";

/** Plans fixes with the parts that only the editor knows. */
export type Plan = (request: FixRequest) => Promise<FixPlan>;

/** Facts about the project a document is in. A document without a file has the name of the workspace at most. */
export function projectOf(uri: vscode.Uri, readFacts: (fsPath: string) => ProjectFacts): ProjectFacts {
  if (uri.scheme === "file") return readFacts(uri.fsPath);
  return { name: folderOf(uri)?.name ?? vscode.workspace.name ?? "project" };
}

/** Texts longer than this, in UTF-16 code units, are not parsed just to grey out a menu entry. */
const longest = 200_000;

/** Longest that a menu waits for an answer, ms: after that it shows everything, and the fix itself refuses. */
const patience = 400;

/** Facts of a project may be this old for a menu, in ms. */
const factsAge = 5_000;

/** The facts of the last document, read again after a while: they are read on this thread, and menus come often. */
function recently(projectFor: ObstacleDeps["projectFor"]): ObstacleDeps["projectFor"] {
  let last: { readonly key: string; readonly until: number; readonly facts: ProjectFacts } | undefined;
  return (uri) => {
    const key = uri.toString();
    const now = Date.now();
    if (last?.key !== key || now >= last.until) {
      last = { key, until: now + factsAge, facts: projectFor(uri) };
    }
    return last.facts;
  };
}

/** What deciding needs. */
export interface ObstacleDeps {
  readonly plan: Plan;
  readonly loadFixes: () => Promise<Pick<typeof fixes, "ignoreEdit">>;
  readonly projectFor: (uri: vscode.Uri) => ProjectFacts;
}

type PlaceObstacles = Omit<Obstacles, "baseline">;

/**
 * Says which fixes a place refuses, by planning them. Plans once per finding and version, since the editor asks on
 * every move of the cursor; the last document's answers are kept. Never rejects: what is not known is no obstacle, and
 * the fix itself says what is wrong.
 */
export function createObstacles(
  deps: ObstacleDeps,
): (document: vscode.TextDocument, finding: Finding) => Promise<PlaceObstacles> {
  const own = { ...deps, projectFor: recently(deps.projectFor) };
  let of = "";
  const known = new Map<string, Promise<PlaceObstacles>>();
  return async (document, finding) => {
    const key = `${document.uri.toString()} ${document.version}`;
    if (key !== of) known.clear();
    of = key;
    const place = `${finding.ruleId} ${finding.span.start}`;
    const found = known.get(place) ?? judge(own, document, finding).catch(() => ({}));
    known.set(place, found);
    return soon(found);
  };
}

async function soon(obstacles: Promise<PlaceObstacles>): Promise<PlaceObstacles> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PlaceObstacles>((resolve) => {
    timer = setTimeout(() => resolve({}), patience);
  });
  return Promise.race([obstacles, late]).finally(() => clearTimeout(timer));
}

async function judge(
  { plan, loadFixes, projectFor }: ObstacleDeps,
  document: vscode.TextDocument,
  finding: Finding,
): Promise<PlaceObstacles> {
  const text = document.getText();
  if (text.length > longest) return {};
  const base = { text, path: scanPath(document.uri), languageId: document.languageId };
  const { ignoreEdit } = await loadFixes();
  const request = { ...base, findings: [finding], project: projectFor(document.uri) };
  const moving = finding.ruleId.startsWith("secrets/")
    ? {
        ...reason("store", await plan({ ...request, target: { to: "secrets-manager" } })),
        ...reason("env", await plan({ ...request, target: { to: "env" } })),
      }
    : {};
  return {
    ...moving,
    ...refusal("line", ignoreEdit({ ...base, finding, scope: "line" })),
    ...refusal("file", ignoreEdit({ ...base, finding, scope: "file" })),
  };
}

function reason(key: "store" | "env", plan: FixPlan): PlaceObstacles {
  const why = plan.edits.length === 0 ? plan.skipped[0]?.reason : undefined;
  return why === undefined ? {} : { [key]: why };
}

function refusal(key: "line" | "file", result: TextEdit | { readonly reason: string }): PlaceObstacles {
  return "reason" in result ? { [key]: result.reason } : {};
}
