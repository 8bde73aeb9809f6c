import type { Option } from "../../identity/options.ts";
import { shown } from "../../identity/shown.ts";
import type { Constraint, Listing } from "./constraint.ts";
import { dangerInContainer } from "./containers.ts";
import { listedOptions, sameOption } from "./listedOptions.ts";

/** Options that change nothing of what is started. */
const harmless = /^--(?:yes|quiet|prefer-online)$/;
/** Options that are part of the identity, or that the index's constraint judges. */
const judgedElsewhere =
  /^--(?:package|from|spec|(?:.*:)?registry|index-url|extra-index-url|default-index|index|find-links)$/;
/** Options of npm that bring in other code or send traffic elsewhere. */
const dangerousOfNpm =
  /^--(?:call|node-options|node-arg|userconfig|globalconfig|prefix|script-shell|shell|(?:https-|no)?proxy|ca|cafile|cert|key|(?:no-)?strict-ssl|cache|git|npm|workspaces?|replace-registry-host|env-file.*)$/;
/** Options of uv and pipx that bring in other code or send traffic elsewhere. */
const dangerousOfUv =
  /^--(?:with.*|python|config-file|constraints?|build-constraints?|overrides?|directory|project|env-file|allow-insecure-host|trusted-host|pip-args|index-strategy|config-setting.*|no-binary.*|system-site-packages)$/;

/** `runtimeArgs`: options of the runner. None listed: only those that are never harmless count. */
export const runtimeArgsConstraint: Constraint = (listing) => {
  const { found, entry } = listing;
  if (!found.launch) return [];
  const listed = listedOptions(listing);
  const options = found.launch.options.filter(
    ({ name }) => !judgedElsewhere.test(name) && !harmless.test(name),
  );
  const extra = options.filter((option) => !listed.some((one) => sameOption(one, option)));
  const breaches = extra.flatMap((option) => breachOf(option, listing));
  const missing = listed.filter(
    (one) =>
      !judgedElsewhere.test(one.name) &&
      !harmless.test(one.name) &&
      !options.some((option) => sameOption(one, option)),
  );
  if (missing.length > 0 && entry.runtimeArgs !== undefined) {
    const names = missing.map(({ name }) => `"${shown(name, 40)}"`);
    breaches.push(`it leaves out ${names.join(", ")} of the runner, which the policy lists`);
  }
  const packages = found.launch.options.filter(({ name }) => name === "--package");
  if (packages.length > 1) breaches.push('"--package" stands more than once and brings in another package');
  return breaches;
};

function breachOf(option: Option, { entry, found }: Listing): readonly string[] {
  const name = `"${shown(option.name, 40)}"`;
  const why = danger(option, found.identity?.kind);
  if (why !== undefined) return [`${name} ${why}, and the policy does not list it`];
  return entry.runtimeArgs === undefined ? [] : [`${name} of the runner is not listed by the policy`];
}

function danger(option: Option, kind: string | undefined): string | undefined {
  if (kind === "oci") return dangerInContainer(option);
  const dangerous = kind === "npm" ? dangerousOfNpm : dangerousOfUv;
  return dangerous.test(option.name) ? "changes what is fetched or run" : undefined;
}
