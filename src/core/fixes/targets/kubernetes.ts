import type { Document } from "yaml";
import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { contains } from "../../model/span.ts";
import { entryBefore, envEntryOf, objectName, referToKey } from "../kubernetes/containerEnv.ts";
import type { EnvEntry } from "../kubernetes/containerEnv.ts";
import { decodedText, secretEdits, secretRefusal } from "../kubernetes/secretDocument.ts";
import type { SecretUse } from "../kubernetes/secretDocument.ts";
import { defaultStore, specLines } from "../kubernetes/externalSecret.ts";
import type { Fetched, StoreReference } from "../kubernetes/externalSecret.ts";
import { manifestAt, manifestsOf, storeInUse } from "../kubernetes/manifest.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { nameCounter } from "../naming.ts";
import { partNote, placeholderOf } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import type { Lookup, Refusal, Rewrite, TargetForm, Use } from "../targetForm.ts";
import { eolOf, freeName } from "../textStyle.ts";
import { locateInYaml, parseYaml, yamlErrors } from "../yamlText.ts";
import type { YamlPlace } from "../yamlText.ts";
import { yamlScalar } from "../yamlWriter.ts";

/** A place in an object; a value in a comment has none. */
interface KubernetesPlace extends YamlPlace {
  readonly manifest?: Manifest;
  readonly entry?: EnvEntry;
}

/** Manifests of Kubernetes: ExternalSecrets of the External Secrets Operator, and references to their Secrets. */
export const kubernetesForm: TargetForm<KubernetesPlace> = {
  id: "kubernetes",
  accepts: ({ path, languageId, text }) =>
    (languageId === undefined ? /\.ya?ml$/i.test(path) : languageId === "yaml") &&
    /^apiVersion\s*:/m.test(text) &&
    /^kind\s*:/m.test(text),
  errors: yamlErrors,
  open: ({ path, text }) => {
    if (text.includes("{{") && (/(?:^|\/)templates\//.test(path) || yamlErrors(text) > 0))
      return { reason: helm };
    const documents = parseYaml(text);
    const manifests = manifestsOf(documents);
    return {
      locate: (finding) => locate(finding, documents, manifests, text),
      rewrite: (uses) => rewrite(uses, manifests, text),
    };
  },
};

const helm =
  "it is a template that Helm fills in: write an ExternalSecret beside it, and refer to the Secret that it makes";

function locate(
  finding: Finding,
  documents: readonly Document.Parsed[],
  manifests: readonly Manifest[],
  text: string,
): KubernetesPlace | Refusal {
  const place = locateInYaml(documents, finding, text);
  if ("reason" in place || place.mention) return place;
  const manifest = manifestAt(manifests, finding.span.start);
  if (!manifest) return { reason: "it is not inside an object of Kubernetes" };
  const path = place.path.slice(manifest.path.length);
  if (manifest.kind === "Secret" && /^(?:data|stringData)$/.test(String(path[0])))
    return inSecret(place, manifest, path);
  const entry = envEntryOf(manifest, place);
  if (entry) return { ...place, manifest, entry, key: entry.name };
  return { reason: otherPlace(manifest, path) };
}

function inSecret(
  place: YamlPlace,
  manifest: Manifest,
  path: readonly (string | number)[],
): KubernetesPlace | Refusal {
  const reason = secretRefusal(manifest);
  if (reason !== undefined) return { reason };
  const name = String(path[1]);
  const key = place.whole && manifest.name !== undefined ? `${manifest.name}_${name}` : (place.key ?? name);
  if (path[0] === "stringData") return { ...place, manifest, key };
  // What base64 stands for is the value, whichever part of it was found.
  const encoded = String(manifest.document.getIn(place.path));
  const value = decodedText(encoded);
  if (value === undefined)
    return { reason: "the value is binary: store it by hand, and write an ExternalSecret" };
  const span = place.scalar;
  return {
    ...place,
    manifest,
    key: `${manifest.name ?? "secret"}_${name}`,
    container: span,
    span,
    whole: true,
    value,
  };
}

function otherPlace({ kind }: Manifest, path: readonly (string | number)[]): string {
  const last = String(path.at(-1));
  if (kind === "ConfigMap")
    return "everyone who may read the namespace sees a ConfigMap: move this entry to a Secret, then fix it there";
  if (path.includes("annotations") || path.includes("labels"))
    return "annotations and labels hold no references: remove the value";
  if (path.includes("args") || path.includes("command"))
    return "an argument takes no Secret: put the value into env, write $(NAME) here, then fix it there";
  return `${last} of ${/^[AEIOU]/.test(kind) ? "an" : "a"} ${kind || "object"} takes no Secret here: see whether it has a field for a reference`;
}

interface Work {
  readonly text: string;
  readonly manifests: readonly Manifest[];
  readonly edits: TextEdit[];
  readonly notes: FixNote[];
  readonly refused: Map<Use, string>;
}

function rewrite(
  uses: readonly Use<KubernetesPlace>[],
  manifests: readonly Manifest[],
  text: string,
): Rewrite {
  const work: Work = { text, manifests, edits: [], notes: [], refused: new Map() };
  const byManifest = new Map<Manifest, Use<KubernetesPlace>[]>();
  const mentions: TextEdit[] = [];
  for (const use of uses) {
    const { manifest } = use.place;
    if (manifest) byManifest.set(manifest, [...(byManifest.get(manifest) ?? []), use]);
    else mentions.push({ span: use.place.span, newText: placeholderOf(use.lookup) });
  }
  const appended: string[][] = [];
  for (const [manifest, own] of byManifest) {
    if (manifest.kind === "Secret") rewriteSecret(manifest, own, work);
    else appended.push(...rewriteWorkload(manifest, own, work));
  }
  if (appended.length > 0) work.edits.push(append(appended, text));
  // A comment between values goes with them.
  const left = mentions.filter(({ span }) => !work.edits.some((edit) => contains(edit.span, span)));
  return { edits: [...work.edits, ...left], notes: work.notes, refused: work.refused };
}

function rewriteSecret(manifest: Manifest, uses: readonly Use<KubernetesPlace>[], work: Work): void {
  const stored: SecretUse[] = [];
  for (const use of uses) {
    if (use.lookup.from === "env") {
      work.refused.set(
        use,
        "a Secret holds its values itself: move them to a store, or leave the Secret out and make it with kubectl create secret",
      );
    } else stored.push({ place: use.place, lookup: use.lookup });
  }
  const first = stored[0];
  if (!first) return;
  const store = storeInUse(work.manifests) ?? defaultStore(first.lookup.from);
  const edits = secretEdits(manifest, stored, store, work.text);
  if ("reason" in edits) {
    for (const use of uses) work.refused.set(use, edits.reason);
    return;
  }
  work.edits.push(...edits);
  if (stored.some(({ place }) => !place.whole)) work.notes.push(partNote());
  work.notes.push(storeNote(store));
}

/** Refers to the keys of one Secret, which an ExternalSecret at the end of the file makes. */
function rewriteWorkload(manifest: Manifest, uses: readonly Use<KubernetesPlace>[], work: Work): string[][] {
  const taken = new Set(
    work.manifests.filter(({ kind }) => kind.endsWith("Secret")).flatMap(({ name }) => name ?? []),
  );
  const base = `${objectName(manifest.name ?? manifest.kind)}-secrets`;
  const secret = freeName(taken, base, `${base}-`);
  const keys = new Map<string, string>();
  const unique = nameCounter([]);
  const variables = nameCounter(uses.flatMap(({ place }) => (place.entry ? [place.entry.name] : [])));
  const fetched: Fetched[] = [];
  const lookups = new Map<string, Lookup>();
  for (const use of uses) {
    const { place, lookup } = use;
    const { entry } = place;
    if (!entry) continue;
    const id = `${lookup.name}\n${lookup.from === "env" ? "" : (lookup.jsonKey ?? "")}`;
    const key = keys.get(id) ?? unique(place.whole ? entry.name : `${entry.name}_SECRET`);
    const part = place.whole ? undefined : variables(`${entry.name}_SECRET`);
    const to = { secret, key };
    const edit =
      part === undefined ? referToKey(entry, to, work.text) : entryBefore(entry, part, to, work.text);
    if ("reason" in edit) {
      work.refused.set(use, edit.reason);
      continue;
    }
    work.edits.push(edit);
    if (part !== undefined) {
      work.edits.push({ span: place.span, newText: `$(${part})` });
      work.notes.push(partNote());
    }
    if (!keys.has(id) && lookup.from !== "env") fetched.push({ secretKey: key, lookup });
    keys.set(id, key);
    lookups.set(key, lookup);
  }
  if (lookups.size === 0) return [];
  if (fetched.length === 0) {
    work.notes.push(createNote(secret, lookups));
    return [];
  }
  const store = storeInUse(work.manifests) ?? defaultStore(fetched[0]!.lookup.from);
  work.notes.push(storeNote(store));
  return [externalSecret(manifest, secret, fetched, store)];
}

function externalSecret(
  { namespace }: Manifest,
  name: string,
  fetched: readonly Fetched[],
  store: StoreReference,
): string[] {
  return [
    "apiVersion: external-secrets.io/v1",
    "kind: ExternalSecret",
    "metadata:",
    `  name: ${name}`,
    ...(namespace === undefined ? [] : [`  namespace: ${yamlScalar(namespace)}`]),
    "spec:",
    ...specLines(fetched, store, {}, "  "),
  ];
}

function append(documents: readonly string[][], text: string): TextEdit {
  const eol = eolOf(text);
  const gap = text === "" || text.endsWith("\n") ? "" : eol;
  const body = documents.map((lines) => ["---", ...lines].join(eol) + eol).join("");
  const marked = /(?:^|\n)---[ \t]*\r?\n?$/.exec(text);
  return {
    span: { start: text.length, end: text.length },
    newText: gap + (marked ? body.slice(3 + eol.length) : body),
  };
}

function storeNote({ kind, name }: StoreReference): FixNote {
  return {
    code: "store",
    message: `The External Secrets Operator makes the Secret from this: the cluster needs it, and a ${kind} named ${name} whose role may read the values.`,
  };
}

function createNote(secret: string, lookups: ReadonlyMap<string, Lookup>): FixNote {
  const literals = [...lookups].map(([key, { name }]) => `--from-literal=${key}="$${name}"`).join(" ");
  return {
    code: "env",
    message: `Make the Secret in the same namespace before this is applied: kubectl create secret generic ${secret} ${literals}.`,
  };
}
