import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { scanDetailed } from "../../core/secrets/scan.ts";
import { createIamEngine, iamPartsBeside } from "./iamScanner.ts";
import { scanKiroText } from "./kiroScanner.ts";
import { scanMcpText } from "./mcpScanner.ts";
import { scanFile, type Engines } from "./scanFile.ts";
import { scanPart } from "./history/scanPart.ts";
import type { WorkerAnswer, WorkerRequest } from "./workerMessages.ts";

/**
 * Script of a worker thread that scans texts and files one after the other. Speaks `WorkerRequest` and
 * `WorkerAnswer`; `createWorkerScanner` is its other end.
 */
const engines: Engines = {
  secrets: scanDetailed,
  iam: createIamEngine(() => iamPartsBeside(fileURLToPath(import.meta.url))).scan,
  mcp: scanMcpText,
  kiro: scanKiroText,
};
const running = new Map<number, AbortController>();
let last: Promise<void> = Promise.resolve();

parentPort?.on("message", (request: WorkerRequest) => {
  if (request.kind === "cancel") {
    running.get(request.id)?.abort();
    return;
  }
  const controller = new AbortController();
  running.set(request.id, controller);
  last = last.then(async () => {
    parentPort?.postMessage(await answer(request, controller.signal), []);
    running.delete(request.id);
  });
});

async function answer(
  request: Exclude<WorkerRequest, { kind: "cancel" }>,
  signal: AbortSignal,
): Promise<WorkerAnswer> {
  const { id } = request;
  try {
    signal.throwIfAborted();
    if (request.kind === "scan") {
      // Between chunks a message that cancels can come in.
      const pause = (): Promise<void> => setImmediate();
      const result = await scanDetailed(request.text, { ...request.context, signal, pause });
      return { id, findings: result.findings, ...(request.detailed && { result }) };
    }
    if (request.kind === "iam") {
      return { id, iam: await engines.iam(request.text, { ...request.context, signal }) };
    }
    if (request.kind === "parts") {
      return { id, hits: await Promise.all(request.parts.map((part) => scanPart(part, engines, signal))) };
    }
    const files = await Promise.all(
      request.files.map((job) => scanFile(job, request.limits, engines, signal)),
    );
    return { id, files };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: "Error", message: "the scan failed" };
    return { id, error: { name, message } };
  }
}
