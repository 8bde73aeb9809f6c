import { shown } from "../../identity/shown.ts";
import type { Constraint } from "./constraint.ts";

/** Names of one and the same runner, by the documentation of uv, npm, pnpm and bun. */
const sameRunner: Readonly<Record<string, string>> = {
  "uv tool run": "uvx",
  "npm exec": "npx",
  "pnpm dlx": "pnpx",
  "bun x": "bunx",
  "pipx run": "pipx",
  "yarn dlx": "yarn",
  "docker run": "docker",
  "podman run": "podman",
  "nerdctl run": "nerdctl",
};

function runnerName(runner: string): string {
  return Object.hasOwn(sameRunner, runner) ? (sameRunner[runner] ?? runner) : runner;
}

/** `runners`: another runner. */
export const runnerConstraint: Constraint = ({ found: { launch }, entry }) => {
  if (!entry.runners || !launch) return [];
  const listed = entry.runners.map(runnerName);
  if (listed.includes(runnerName(launch.runner))) return [];
  return [`it is started by "${shown(launch.runner)}", the policy lists ${shown(entry.runners.join(", "))}`];
};
