import { shown } from "../../identity/shown.ts";
import { readAddress } from "../../identity/url.ts";
import { isReference } from "../../identity/variables.ts";
import type { Constraint } from "./constraint.ts";

/** `headers`: a literal where the policy asks for a reference. A header that is absent is no breach. */
export const headerConstraint: Constraint = ({ definition, entry }) => {
  const references = new Set(
    Object.entries(entry.headers ?? {}).flatMap(([name, rule]) =>
      rule === "ref-only" ? [name.toLowerCase()] : [],
    ),
  );
  return Object.entries(definition.headers ?? {}).flatMap(([name, value]) =>
    references.has(name.trim().toLowerCase()) && !isReference(value)
      ? [`the header ${shown(name)} holds a literal where the policy asks for a reference such as \${NAME}`]
      : [],
  );
};

/** Url extras: a credential, a query, a fragment, or only a slash at the end more or less. */
export const addressConstraint: Constraint = ({ found: { address }, entry, slashDiffers }) => {
  if (!address || entry.url === undefined) return [];
  const breaches: string[] = [];
  if (address.hasCredentials) breaches.push("its url holds a credential before the host");
  if (address.query !== undefined && address.query !== readAddress(entry.url)?.query) {
    breaches.push("its url has a query, which the policy does not list");
  }
  if (address.hasFragment) breaches.push("its url has a fragment, which the policy does not list");
  if (slashDiffers) breaches.push("its url differs from the listed one by a slash at the end");
  return breaches;
};

/** `transports`: another transport. `http` is the older name of `streamable-http`; nothing said is no breach. */
export const transportConstraint: Constraint = ({ definition, found, entry }) => {
  const given = definition.type ?? (found.identity?.kind === "url" ? undefined : "stdio");
  if (!entry.transports || given === undefined) return [];
  if (entry.transports.map(transportName).includes(transportName(given))) return [];
  return [`its transport is "${shown(given, 40)}", the policy lists ${shown(entry.transports.join(", "))}`];
};

function transportName(transport: string): string {
  const name = transport.toLowerCase().replaceAll(/[^a-z]/g, "");
  return name === "http" ? "streamablehttp" : name === "local" ? "stdio" : name;
}
