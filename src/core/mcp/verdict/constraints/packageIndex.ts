import { readAddress } from "../../identity/url.ts";
import { shown } from "../../identity/shown.ts";
import type { Constraint } from "./constraint.ts";
import { listedOptions, sameOption } from "./listedOptions.ts";

/** Variables that name an index or registry. */
export const indexVariable =
  /^(?:NPM_CONFIG_(?:.*:)?REGISTRY|YARN_NPM_REGISTRY_SERVER|BUN_CONFIG_REGISTRY|UV_(?:DEFAULT_|EXTRA_)?INDEX(?:_URL)?|PIP_(?:EXTRA_)?INDEX_URL)$/i;

/** Whether every address of a text (`UV_INDEX` may hold several, each with a name) is the policy's own index. */
export function isListedIndex(text: string, baseUrl: string | undefined): boolean {
  const wanted = baseUrl === undefined ? undefined : indexAddress(baseUrl);
  if (wanted === undefined || text.trim() === "") return false;
  return text
    .trim()
    .split(/\s+/)
    .every((one) => indexAddress(one.replace(/^[\w.-]+=/, "")) === wanted);
}

function indexAddress(url: string): string | undefined {
  const address = readAddress(url);
  if (!address || address.odd !== undefined || address.hasCredentials || address.query !== undefined)
    return undefined;
  return address.identity.replace(/\/+$/, "");
}

/** `package.registryBaseUrl`: an index or registry on the command line that is another one. Variables: see `env`. */
export const indexConstraint: Constraint = (listing) => {
  const { found, entry } = listing;
  const listed = listedOptions(listing);
  return found.indexes.flatMap(({ by, url }) => {
    if (isListedIndex(url, entry.package?.registryBaseUrl)) return [];
    if (listed.some((option) => sameOption(option, { name: by, value: url }))) return [];
    return [`"${shown(by)}" makes it fetch from ${hostOf(url)}, which the policy does not list`];
  });
};

/** The host of an index, which is all that is shown of it. */
function hostOf(url: string): string {
  const host = readAddress(url.replace(/^[\w.-]+=(?=[a-z]+:)/i, ""))?.host;
  return host === undefined || host === "" ? "another place" : shown(host, 80);
}
