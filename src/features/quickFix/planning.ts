import * as vscode from "vscode";
import type { FixPlan, FixRequest, ProjectFacts } from "../../core/fixes/plan.ts";
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

/**
 * Says which fixes a place refuses, by planning them. Plans once per finding and version, since the editor asks on
 * every move of the cursor; the last document's answers are kept.
 */
export function createObstacles(
  plan: Plan,
  projectFor: (uri: vscode.Uri) => ProjectFacts,
): (document: vscode.TextDocument, finding: Finding) => Promise<Pick<Obstacles, "store" | "env">> {
  let of = "";
  const known = new Map<string, Promise<Pick<Obstacles, "store" | "env">>>();
  return async (document, finding) => {
    const text = document.getText();
    if (text.length > longest) return {};
    const key = `${document.uri.toString()} ${document.version}`;
    if (key !== of) known.clear();
    of = key;
    const place = `${finding.ruleId} ${finding.span.start}`;
    const request = {
      text,
      path: scanPath(document.uri),
      languageId: document.languageId,
      findings: [finding],
      project: projectFor(document.uri),
    };
    const found = known.get(place) ?? judge(plan, request);
    known.set(place, found);
    return found;
  };
}

async function judge(
  plan: Plan,
  request: Omit<FixRequest, "target">,
): Promise<Pick<Obstacles, "store" | "env">> {
  try {
    const [store, env] = [
      await plan({ ...request, target: { to: "secrets-manager" } }),
      await plan({ ...request, target: { to: "env" } }),
    ];
    return {
      ...(refusal(store) === undefined ? {} : { store: refusal(store) as string }),
      ...(refusal(env) === undefined ? {} : { env: refusal(env) as string }),
    };
  } catch {
    // Not known: the action stays enabled, and says what is wrong when it is used.
    return {};
  }
}

function refusal(plan: FixPlan): string | undefined {
  return plan.edits.length === 0 ? plan.skipped[0]?.reason : undefined;
}
