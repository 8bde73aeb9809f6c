import type { Finding } from "../core/model/finding.ts";
import type { ScanContext } from "../core/secrets/options.ts";

/** Scans a whole text. Rejects with the signal's reason when it is aborted. */
export interface TextScanner {
  scan(text: string, context: ScanContext): Promise<readonly Finding[]>;
}

/** Texts longer than this, in UTF-16 code units, are scanned on a worker thread. */
export const workerThreshold = 100_000;

/** What the scanner is made of: the engine on this thread, and a worker thread for large texts. */
export interface ScannerParts {
  readonly loadSecrets: () => Promise<TextScanner>;
  readonly worker: TextScanner;
}

/** Scans small texts at once, where a worker's round trip would cost more than the scan, and large ones aside. */
export function createTextScanner({ loadSecrets, worker }: ScannerParts): TextScanner {
  return {
    async scan(text, context) {
      if (text.length > workerThreshold) return worker.scan(text, context);
      return (await loadSecrets()).scan(text, context);
    },
  };
}
