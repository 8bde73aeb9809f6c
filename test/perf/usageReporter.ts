/**
 * A module for `node --import` that makes a program write its processor time (all threads, ms) into a file when it ends.
 * @param file absolute path, written on exit
 * @returns its `data:` address
 */
export function usageReporter(file: string): string {
  const onExit = `import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(${JSON.stringify(file)}, String((user + system) / 1000));
});`;
  return `data:text/javascript,${encodeURIComponent(onExit)}`;
}
