import type { Finding } from "../core/model/finding.ts";
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
}

/** Scans small texts and small changes here, where a worker's round trip would cost more, and large ones aside. */
export function createTextScanner({ loadSecrets, worker }: ScannerParts): DocumentScanner {
  const scannerOf = async (text: string): Promise<Omit<DocumentScanner, "rescan">> =>
    text.length > workerThreshold ? worker : loadSecrets();
  const scanDetailed: DocumentScanner["scanDetailed"] = async (text, context) =>
    (await scannerOf(text)).scanDetailed(text, context);
  return {
    scan: async (text, context) => (await scannerOf(text)).scan(text, context),
    scanDetailed,
    async rescan(previous, text, change, context) {
      if (change.inserted > workerThreshold / 2) return scanDetailed(text, context);
      return (await loadSecrets()).rescan(previous, text, change, context);
    },
  };
}
