import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../host/project.ts";

/** A group of tests that runs in one or more processes of its own. */
export interface Tier {
  readonly name: string;
  readonly title: string;
  /** Arguments to Node of each process; the processes run at the same time. */
  readonly processes: () => readonly (readonly string[])[];
  /** A process that says only by its exit status whether it worked: counts as one test. */
  readonly plain?: boolean;
  /** Tier that must have run before; left out when the same run holds one of `insteadOf`. */
  readonly needs?: string;
}

const script = (name: string): string => join(projectRoot, "scripts", name);

const build: Tier = { name: "build", title: "build", processes: () => [[script("build.ts")]], plain: true };
const electron: Tier = {
  name: "electron",
  title: "integration on the desktop editor",
  processes: () => [[script("tiers/electronProcess.ts")]],
  needs: "build",
};

/** What runs without arguments, in order: the quick ones first. */
const standardTiers: readonly Tier[] = [
  { name: "lint", title: "static checks", processes: () => [[script("lint.ts")]] },
  { name: "unit", title: "unit", processes: () => sharded("unit", 10_000) },
  { name: "aws", title: "secret stores", processes: () => mochaProcesses("aws", 60_000, 1) },
  { name: "package", title: "build and package", processes: () => [[script("package.ts")]], plain: true },
  {
    name: "integration",
    title: "integration, in the extension host",
    processes: () => [[script("tiers/integrationProcess.ts")]],
    needs: "build",
  },
  { name: "ui", title: "workbench", processes: () => mochaProcesses("ui", 90_000, 1), needs: "build" },
  {
    name: "smoke",
    title: "installed package",
    processes: () => mochaProcesses("smoke", 120_000, 1),
    needs: "package",
  },
];

/** All tiers by name, those that only run when asked for included. */
const tiers: readonly Tier[] = [build, ...standardTiers, electron];

/**
 * The tiers to run for the names given, with what they need before them.
 * @throws Error naming the tiers there are, when a name is none
 */
export function selectTiers(names: readonly string[]): readonly Tier[] {
  if (names.length === 0) return standardTiers;
  const chosen = names.map((name) => named(name));
  const has = (name: string): boolean => chosen.some((tier) => tier.name === name);
  const needed = new Set(
    chosen.flatMap((tier) => (tier.needs === undefined || has(tier.needs) ? [] : [tier.needs])),
  );
  // A package is built from the same bundles.
  if (has("package") || needed.has("package")) needed.delete("build");
  return [...[...needed].map((name) => named(name)), ...chosen];
}

function named(name: string): Tier {
  const found = tiers.find((tier) => tier.name === name);
  if (found) return found;
  throw new Error(`There is no tier "${name}". There are: ${tiers.map((tier) => tier.name).join(", ")}.`);
}

function sharded(folder: string, timeout: number): string[][] {
  return mochaProcesses(folder, timeout, Math.min(4, availableParallelism()));
}

function mochaProcesses(folder: string, timeout: number, count: number): string[][] {
  const files = globSync(`test/${folder}/**/*.test.ts`, { cwd: projectRoot }).sort();
  if (files.length === 0) throw new Error(`There are no tests in test/${folder}.`);
  const shards = Array.from({ length: Math.min(count, files.length) }, (_, shard) =>
    files.filter((_file, index) => index % count === shard),
  );
  return shards.map((shard) => [script("tiers/mochaProcess.ts"), String(timeout), ...shard]);
}
