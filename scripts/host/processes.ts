import { readdirSync, readFileSync } from "node:fs";

/**
 * Whether a process with this id runs, whoever owns it. One that has ended and that nobody collects does not count:
 * that is common in containers whose first process collects none.
 */
export function alive(pid: number): boolean {
  return signalled(pid) && processState(String(pid))?.state !== "Z";
}

/** Whether any process of the group runs. Always false on Windows, which has no such groups. */
export function groupAlive(group: number): boolean {
  if (process.platform === "win32" || !signalled(-group)) return false;
  if (process.platform !== "linux") return true;
  return readdirSync("/proc").some((name) => {
    const found = processState(name);
    return found !== undefined && found.group === group && found.state !== "Z";
  });
}

function signalled(target: number): boolean {
  try {
    process.kill(target, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** State letter and group of a process, on Linux; undefined elsewhere and when it is gone. */
function processState(name: string): { readonly state: string; readonly group: number } | undefined {
  if (process.platform !== "linux" || !/^\d+$/.test(name)) return undefined;
  try {
    // "pid (command) state parent group …", and the command may hold anything.
    const stat = readFileSync(`/proc/${name}/stat`, "utf8");
    const [state = "", , group = ""] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state, group: Number(group) };
  } catch {
    return undefined;
  }
}
