import { fileGrammars } from "./adapters/node/grammars.ts";
import { nodeHash } from "./adapters/node/hash.ts";
import { readProjectFacts } from "./adapters/node/projectFacts.ts";
import { createWorkerPool } from "./adapters/node/workerPool.ts";
import { createWorkerScanner } from "./adapters/node/workerScanner.ts";
import { canWrite } from "./adapters/node/writable.ts";

/** Longest that a worker thread may take for one request, in ms: many times what the largest file needs. */
const limitMs = 120_000;

/**
 * What the extension has of its machine: threads, hashes, files. No thread is started before it is needed.
 * @param inDist gives the path of a file of the installation's `dist`
 */
export function machineIn(inDist: (name: string) => string) {
  return {
    hash: nodeHash,
    projectFacts: readProjectFacts,
    canWrite,
    grammars: fileGrammars(inDist("grammars")),
    worker: createWorkerScanner(inDist("worker.js"), { size: 1, limitMs }),
    createPool: () => createWorkerPool(inDist("worker.js"), { size: 2, limitMs }),
  };
}
