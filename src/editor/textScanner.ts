import type { Finding } from "../core/model/finding.ts";
import type { CustomRule } from "../core/secrets/custom/customRule.ts";
import type { ScanContext } from "../core/secrets/options.ts";
import type { TextChange } from "../core/secrets/rescan.ts";
import type { ScanResult } from "../core/secrets/scan.ts";

/** Scans a whole text. Rejects with the signal's reason when it is aborted. */
export interface TextScanner {
  scan(text: string, context: ScanContext): Promise<readonly Finding[]>;
}

/** Scans a text and goes on from there when it changes. No call keeps the thread busy for long. */
export interface DocumentScanner extends TextScanner {
  scanDetailed(text: string, context: ScanContext): Promise<ScanResult>;
  /** As `scanDetailed` of the text after the change, from the result before it, at the cost of the change. */
  rescan(previous: ScanResult, text: string, change: TextChange, context: ScanContext): Promise<ScanResult>;
}

/** Texts longer than this, in UTF-16 code units, are scanned on a worker thread. */
export const workerThreshold = 100_000;

/** What the scanner is made of: the engine on this thread, and a worker thread for large texts. */
export interface ScannerParts {
  readonly loadSecrets: () => Promise<DocumentScanner>;
  readonly worker: Omit<DocumentScanner, "rescan">;
  /** The user's own rules, the same list until they change. They count in every scan. */
  readonly customRules: { current(): Promise<readonly CustomRule[]> };
  /** Says that custom rules were stopped in the text of that path, since they took too many steps. */
  readonly onStopped: (ruleIds: readonly string[], path: string) => void;
}

/** Scans small texts and small changes here, where a worker's round trip would cost more, and large ones aside. */
export function createTextScanner({
  loadSecrets,
  worker,
  customRules,
  onStopped,
}: ScannerParts): DocumentScanner {
  /** The rules that a result was made with. */
  const rulesOf = new WeakMap<ScanResult, readonly CustomRule[]>();
  const scannerOf = async (text: string): Promise<Omit<DocumentScanner, "rescan">> =>
    text.length > workerThreshold ? worker : loadSecrets();
  const noted = (result: ScanResult, rules: readonly CustomRule[], path: string): ScanResult => {
    rulesOf.set(result, rules);
    if (result.stopped) onStopped(result.stopped, path);
    return result;
  };
  const scanDetailed: DocumentScanner["scanDetailed"] = async (text, context) => {
    const rules = await customRules.current();
    const scanner = await scannerOf(text);
    return noted(await scanner.scanDetailed(text, withRules(context, rules)), rules, context.path);
  };
  return {
    scan: async (text, context) =>
      (await scannerOf(text)).scan(text, withRules(context, await customRules.current())),
    scanDetailed,
    async rescan(previous, text, change, context) {
      const rules = await customRules.current();
      const isSame = rulesOf.get(previous) === rules;
      if (!isSame || change.inserted > workerThreshold / 2) return scanDetailed(text, context);
      const result = await (await loadSecrets()).rescan(previous, text, change, withRules(context, rules));
      return noted(result, rules, context.path);
    },
  };
}

function withRules(context: ScanContext, rules: readonly CustomRule[]): ScanContext {
  return rules.length === 0 ? context : { ...context, customRules: rules };
}
