import type { StoreLookup } from "../targetForm.ts";
import { indented, yamlEntry, yamlScalar } from "../yamlWriter.ts";

/** Where the External Secrets Operator reads from. */
export interface StoreReference {
  readonly kind: string;
  readonly name: string;
}

/** One value that the operator fetches, under the name that the Secret or its template knows it by. */
export interface Fetched {
  readonly secretKey: string;
  readonly lookup: StoreLookup;
}

/** What the Secret is to look like beyond the fetched values. */
export interface SecretShape {
  readonly type?: string;
  readonly immutable?: boolean;
  /** All keys of the Secret as Go templates, when some are more than a fetched value. */
  readonly template?: ReadonlyMap<string, string>;
}

/** The store that is referred to when the file names none. */
export function defaultStore(from: StoreLookup["from"]): StoreReference {
  return {
    kind: "ClusterSecretStore",
    name: from === "secrets-manager" ? "aws-secrets-manager" : "aws-parameter-store",
  };
}

/**
 * The `spec` of an ExternalSecret (external-secrets.io/v1), as lines without indentation. Source of the fields: the
 * operator's page on ExternalSecret; without `target.name` the Secret has the name of the ExternalSecret, and a template
 * with `data` replaces what was fetched.
 */
export function specLines(
  fetched: readonly Fetched[],
  store: StoreReference,
  shape: SecretShape,
  step: string,
): string[] {
  const lines = [
    "secretStoreRef:",
    ...indented([`kind: ${store.kind}`, `name: ${yamlScalar(store.name)}`], step),
  ];
  const template: string[] = [];
  if (shape.type !== undefined) template.push(`type: ${yamlScalar(shape.type)}`);
  if (shape.template) {
    const entries = [...shape.template].flatMap(([key, value]) => yamlEntry(key, value, step));
    template.push("data:", ...indented(entries, step));
  }
  const target: string[] = [];
  if (shape.immutable) target.push("immutable: true");
  if (template.length > 0) target.push("template:", ...indented(template, step));
  if (target.length > 0) lines.push("target:", ...indented(target, step));
  lines.push("data:");
  for (const { secretKey, lookup } of fetched) {
    const reference = [`key: ${yamlScalar(lookup.name)}`];
    if (lookup.jsonKey !== undefined) reference.push(`property: ${yamlScalar(lookup.jsonKey)}`);
    const entry = [`secretKey: ${yamlScalar(secretKey)}`, "remoteRef:", ...indented(reference, step)];
    lines.push(...entry.map((line, index) => step + (index === 0 ? "- " : "  ") + line));
  }
  return indented(lines, step);
}
