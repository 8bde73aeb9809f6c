import * as vscode from "vscode";
import type { DeclaredPolicy } from "../../core/activity/policy/declaredPolicy.ts";
import { mayHoldPolicy } from "../../core/iam/mayHoldPolicy.ts";
import { describeError } from "../../editor/log.ts";
import type { ActivityDeps } from "./environment.ts";

/** Files in which policies of a workspace stand. */
const files = "**/*.{json,yaml,yml,tf,ts,js,py,template}";
const elsewhere = "**/{node_modules,.git,dist,out,.venv,.terraform}/**";
/** Files looked at, and their longest text in bytes. */
const mostFiles = 2000;
const longest = 1_000_000;

/** A document of the workspace with the policies that it holds. */
export interface PolicyFile {
  readonly document: vscode.TextDocument;
  readonly policies: readonly DeclaredPolicy[];
}

type Deps = Pick<ActivityDeps, "iamDocuments" | "log">;

/** The policies of the workspace, file by file; ends early when the person cancels. */
export async function* workspacePolicies(
  deps: Deps,
  token: vscode.CancellationToken,
): AsyncGenerator<PolicyFile> {
  for (const uri of await vscode.workspace.findFiles(files, elsewhere, mostFiles, token)) {
    if (token.isCancellationRequested) return;
    if (!(await holdsPolicy(uri))) continue;
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      const policies = await policiesOf(deps, document);
      if (policies.length > 0) yield { document, policies };
    } catch (error) {
      deps.log.debug(`no policies of ${uri.path}: ${describeError(error)}`);
    }
  }
}

/** The policies of a document, as it is now; none while it is being typed in, or when it cannot be read. */
export async function policiesOf(
  { iamDocuments, log }: Deps,
  document: vscode.TextDocument,
): Promise<readonly DeclaredPolicy[]> {
  const file = vscode.workspace.asRelativePath(document.uri);
  try {
    const result = await iamDocuments.resultOf(document);
    if (result?.version !== document.version) return [];
    return result.policies.map((policy) => {
      const { name } = policy.located.place;
      return {
        name: name === undefined ? file : `${file} ${name}`,
        kind: policy.type === "boundary" ? "boundary" : "identity",
        policy,
      };
    });
  } catch (error) {
    log.debug(`no policies of ${document.uri.path}: ${describeError(error)}`);
    return [];
  }
}

async function holdsPolicy(uri: vscode.Uri): Promise<boolean> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > longest) return false;
    return mayHoldPolicy(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    // Gone meanwhile, or not ours to read.
    return false;
  }
}
