import type { GuardPolicy } from "../policy.ts";
import { shown, type Decision, type Reason } from "../reason.ts";
import { knownBadPackages } from "./knownBad.ts";
import type { Ecosystem, InstallCommand, RequestedPackage } from "./installCommand.ts";
import { popularNearMiss } from "./nearMiss.ts";

/** Files that pin every package of a project. */
export const lockFiles: Readonly<Record<Ecosystem, readonly string[]>> = {
  npm: ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"],
  pypi: ["uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml"],
  crates: ["Cargo.lock"],
  go: ["go.sum"],
  rubygems: ["Gemfile.lock"],
  packagist: ["composer.lock"],
};

/** The public registries themselves; an organisation adds its own to the policy. */
const publicRegistries = [
  "registry.npmjs.org",
  "registry.yarnpkg.com",
  "pypi.org",
  "files.pythonhosted.org",
  "proxy.golang.org",
  "rubygems.org",
  "index.crates.io",
];

/** What is doubtful about what a command installs, by the policy's rules. */
export function judgeInstall(
  install: InstallCommand,
  { dependencies: policy }: GuardPolicy,
  /** Whether the project's folder, or one above it, holds a lock file of this kind. */
  hasLockFile: boolean,
): readonly Reason[] {
  const { manager, packages, registry } = install;
  const reasons: Reason[] = [];
  const add = (decision: Decision, message: string): void => {
    if (decision !== "allow") reasons.push({ decision, message });
  };
  if (registry !== undefined && !isKnownRegistry(registry, policy.registries))
    add(policy.registry, `${manager} would ask a registry that is not on the list: ${shown(registry)}.`);
  const named = packages.filter(({ name }) => !policy.allowed.includes(name));
  for (const one of named) judgePackage(one, install, policy, add);
  if (packages.some(({ from }) => from === "address"))
    add(
      policy.address,
      `${manager} would take a package from an address, not from a registry that keeps what it has published.`,
    );
  if (!install.global && !hasLockFile && !install.locked && install.ecosystem !== "go")
    add(
      policy.lockFile,
      `The project has no lock file, so ${manager} takes whatever version is the newest. Create one first.`,
    );
  return reasons;
}

function judgePackage(
  one: RequestedPackage,
  install: InstallCommand,
  policy: GuardPolicy["dependencies"],
  add: (decision: Decision, message: string) => void,
): void {
  if (one.from !== "registry") return;
  const bad = [...knownBadPackages, ...policy.blocked].find(
    ({ ecosystem, name, versions }) =>
      ecosystem === install.ecosystem &&
      name === one.name &&
      (!versions || (one.version !== undefined && versions.includes(one.version))),
  );
  if (bad) add("block", `${shown(bad.name)}${bad.versions ? " in this version" : ""} is known to do harm.`);
  const like = popularNearMiss(one.name, install.ecosystem);
  if (like !== undefined)
    add(
      policy.nearMiss,
      `${shown(one.name)} is nearly the name of ${shown(like)}: check that it is the package you mean.`,
    );
  if (install.global && !isExact(one.version))
    add(
      policy.unpinned,
      `${install.manager} would take the newest ${shown(one.name)}, whatever that is. Name an exact version.`,
    );
}

function isExact(version: string | undefined): boolean {
  return (
    version !== undefined && /^v?\d[\w.+-]*$/.test(version) && !/[x*]/i.test(version.replace(/[-+].*$/, ""))
  );
}

function isKnownRegistry(host: string, more: readonly string[]): boolean {
  return [...publicRegistries, ...more].some(
    (known) => host === known || (known.startsWith("*.") && host.endsWith(known.slice(1))),
  );
}
