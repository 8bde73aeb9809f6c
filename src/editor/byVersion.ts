import type * as vscode from "vscode";

/** Results for open documents, each version worked out once. */
export interface ByVersion<T> {
  readonly of: (document: vscode.TextDocument) => Promise<T>;
  readonly forget: (uri: vscode.Uri) => void;
  /** Forgets everything. */
  readonly clear: () => void;
}

/** @param make works one out; a failure is not kept: the next call tries again */
export function byVersion<T>(make: (document: vscode.TextDocument) => Promise<T>): ByVersion<T> {
  const known = new Map<string, { readonly version: number; readonly result: Promise<T> }>();
  return {
    of(document) {
      const key = document.uri.toString();
      const entry = known.get(key);
      if (entry?.version === document.version) return entry.result;
      const result = make(document);
      known.set(key, { version: document.version, result });
      result.catch(() => known.delete(key));
      return result;
    },
    forget: (uri) => void known.delete(uri.toString()),
    clear: () => known.clear(),
  };
}
