import * as vscode from "vscode";

/** After this time without a result, ms, the work gets a notification that can be cancelled. */
const patience = 1_000;

/** Runs a task and shows progress only when it takes longer than a second. Cancelling aborts the signal. */
export async function lateProgress<T>(title: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const work = task(stop.signal);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), patience);
  });
  const first = await Promise.race([work.then(() => "done" as const), late]).finally(() =>
    clearTimeout(timer),
  );
  if (first === "done") return await work;
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (_progress, token) => {
    token.onCancellationRequested(() => stop.abort());
    return await work;
  });
}
