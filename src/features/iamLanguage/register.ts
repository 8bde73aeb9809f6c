import * as vscode from "vscode";
import { registerActions } from "./actions.ts";
import { registerCompletion } from "./completion.ts";
import type { IamLanguageDeps } from "./environment.ts";
import { registerHover } from "./hover.ts";
import { registerLens } from "./lens.ts";
import { registerNarrowing } from "./narrowing.ts";
import { registerStatementPages } from "./statementDocument.ts";
import { registerVerification } from "./verification.ts";

/** Registers what the editor says about policies beside diagnostics. Nothing is loaded before a text with a policy. */
export function registerIamLanguage(deps: IamLanguageDeps): vscode.Disposable {
  return vscode.Disposable.from(
    registerHover(deps),
    registerCompletion(deps),
    registerLens(deps),
    registerStatementPages(deps),
    registerActions(deps),
    registerVerification(deps),
    registerNarrowing(deps),
  );
}
