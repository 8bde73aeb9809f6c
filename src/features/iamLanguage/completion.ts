import * as vscode from "vscode";
import type { Completion, CompletionKind } from "../../core/iam/language/typing/completion.ts";
import { isScannable, scanPath } from "../../editor/documents.ts";
import { toRange } from "../../editor/positions.ts";
import { accountFacts, type IamLanguageDeps } from "./environment.ts";

/**
 * Languages by name, so that these entries come before those that the editor makes of words in the text: it asks
 * providers of all languages only when those of the language gave nothing.
 */
const languages = [
  "json",
  "jsonc",
  "yaml",
  "cloudformation",
  "terraform",
  "hcl",
  "opentofu",
  "typescript",
  "typescriptreact",
  "javascript",
  "javascriptreact",
  "python",
  "shellscript",
];

const selector: vscode.DocumentSelector = [
  ...languages.map((language) => ({ language })),
  // Without an extension for Terraform its files are plain text.
  { pattern: "**/*.{tf,tofu,hcl,template}" },
];

const kinds: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  service: vscode.CompletionItemKind.Module,
  action: vscode.CompletionItemKind.Method,
  pattern: vscode.CompletionItemKind.Constant,
  resource: vscode.CompletionItemKind.Reference,
  key: vscode.CompletionItemKind.Property,
  operator: vscode.CompletionItemKind.Operator,
  element: vscode.CompletionItemKind.Field,
  value: vscode.CompletionItemKind.Value,
};

/** An entry that knows what it was made from, for its documentation. */
class PolicyCompletion extends vscode.CompletionItem {
  readonly entry: Completion;

  constructor(entry: Completion) {
    super(
      entry.detail === undefined ? entry.label : { label: entry.label, description: entry.detail },
      kinds[entry.kind],
    );
    this.entry = entry;
  }
}

/** Completes what is typed in a policy. A quote begins a text, and a colon ends the name of a service. */
export function registerCompletion(deps: IamLanguageDeps): vscode.Disposable {
  const provider: vscode.CompletionItemProvider<PolicyCompletion> = {
    async provideCompletionItems(document, position, token) {
      if (!deps.settings.iamEnabled() || !isScannable(document)) return undefined;
      const text = document.getText();
      const offset = document.offsetAt(position);
      if (!mayBePolicy.test(text)) return undefined;
      const { iam, catalogue } = await deps.loadIam();
      if (token.isCancellationRequested) return undefined;
      const { languageId } = document;
      const facts = accountFacts(deps);
      const list = iam.completionsAt({
        text,
        offset,
        path: scanPath(document.uri),
        languageId,
        catalogue,
        facts,
      });
      if (!list) return undefined;
      const replacing = toRange(document, list.span);
      // A token of several lines can be replaced by no entry.
      if (!replacing.isSingleLine) return undefined;
      const inserting = replacing.with({ end: position });
      return list.items.map((entry) => toItem(entry, { inserting, replacing }));
    },
    async resolveCompletionItem(item) {
      const { iam, catalogue } = await deps.loadIam();
      const about = iam.describeCompletion(item.entry, catalogue);
      if (about !== undefined) item.documentation = new vscode.MarkdownString(about);
      return item;
    },
  };
  return vscode.languages.registerCompletionItemProvider(selector, provider, '"', "'", ":");
}

/** A word that every text with a policy holds: the catalogue is not loaded for others. */
const mayBePolicy = /\bEffect\b|\b(?:Policy)?Statement\b|aws_iam_policy_document|Principal\(/;

function toItem(
  entry: Completion,
  range: { readonly inserting: vscode.Range; readonly replacing: vscode.Range },
): PolicyCompletion {
  const item = new PolicyCompletion(entry);
  item.insertText = entry.snippet ? new vscode.SnippetString(entry.insertText) : entry.insertText;
  item.filterText = entry.filterText;
  item.sortText = entry.sortText;
  item.range = range;
  if (entry.again) item.command = { command: "editor.action.triggerSuggest", title: "" };
  return item;
}
