import { parse, parseAllDocuments } from "yaml";

/** Stored values by name, as a plan asks for them. */
export type Stored = ReadonlyMap<string, string>;

type Tree = Record<string, unknown>;

const tree = (value: unknown): Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
const list = (value: unknown): Tree[] => (Array.isArray(value) ? value.map((one) => tree(one)) : []);
const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value ?? ""));

function documents(source: string): Tree[] {
  const objects = parseAllDocuments(source, { uniqueKeys: false });
  const all = Array.isArray(objects) ? objects.map((one) => tree(one.toJS())) : [];
  return all.flatMap((one) => (Array.isArray(one["items"]) ? list(one["items"]) : [one]));
}

/** What a cluster makes of a manifest: the Secrets by name with their keys, and the environment of each container. */
export function clusterOf(
  source: string,
  stored: Stored,
): { secrets: Record<string, Tree>; environments: Record<string, Tree> } {
  const secrets: Record<string, Tree> = {};
  const objects = documents(source);
  for (const one of objects) {
    const name = text(tree(one["metadata"])["name"]);
    if (one["kind"] === "Secret") secrets[name] = { type: one["type"] ?? "Opaque", ...plainSecret(one) };
    if (one["kind"] === "ExternalSecret") secrets[name] = operated(one, stored);
  }
  const environments: Record<string, Tree> = {};
  for (const one of objects) {
    for (const container of containersIn(one)) {
      const known: Record<string, string> = {};
      for (const entry of list(container["env"])) {
        const key = tree(tree(entry["valueFrom"])["secretKeyRef"]);
        const value =
          entry["valueFrom"] === undefined
            ? text(entry["value"]).replace(/\$\((\w+)\)/g, (whole, name: string) => known[name] ?? whole)
            : text(tree(tree(secrets[text(key["name"])])["keys"])[text(key["key"])]);
        known[text(entry["name"])] = value;
      }
      environments[text(container["name"])] = known;
    }
  }
  return { secrets, environments };
}

function plainSecret(secret: Tree): Tree {
  const data = Object.entries(tree(secret["data"])).map(([key, value]) => [
    key,
    Buffer.from(text(value), "base64").toString("utf8"),
  ]);
  return {
    immutable: secret["immutable"] ?? false,
    keys: { ...Object.fromEntries(data), ...tree(secret["stringData"]) },
  };
}

/** As the External Secrets Operator does it: a template with `data` replaces what was fetched. */
function operated(external: Tree, stored: Stored): Tree {
  const spec = tree(external["spec"]);
  const target = tree(spec["target"]);
  const template = tree(target["template"]);
  const fetched: Record<string, string> = {};
  for (const { secretKey, remoteRef } of list(spec["data"])) {
    const { key, property } = tree(remoteRef);
    const value = stored.get(text(key)) ?? "";
    fetched[text(secretKey)] = property === undefined ? value : text(tree(JSON.parse(value))[text(property)]);
  }
  const filled = Object.entries(tree(template["data"])).map(([key, value]) => [
    key,
    text(value).replace(/\{\{ \.(\w+) \}\}/g, (whole, name: string) => fetched[name] ?? whole),
  ]);
  return {
    type: template["type"] ?? "Opaque",
    immutable: target["immutable"] ?? false,
    keys: template["data"] === undefined ? fetched : Object.fromEntries(filled),
  };
}

function containersIn(value: unknown): Tree[] {
  if (Array.isArray(value)) return value.flatMap((one) => containersIn(one));
  return Object.entries(tree(value)).flatMap(([key, inner]) =>
    /^(?:containers|initContainers)$/.test(key) ? list(inner) : containersIn(inner),
  );
}

/** What each step of a workflow's jobs sees: its script, inputs and environment, without the steps that read the store. */
export function stepsOf(source: string, stored: Stored): unknown[] {
  const workflow = tree(parse(source));
  return Object.entries(tree(workflow["jobs"])).map(([name, job]) => {
    let environment: Tree = { ...tree(workflow["env"]), ...tree(tree(job)["env"]) };
    const seen: unknown[] = [];
    for (const step of list(tree(job)["steps"])) {
      const read = /^(?:Sign in to AWS|Read secrets)$/.test(text(step["name"]));
      if (read) environment = { ...environment, ...exportedBy(step, stored) };
      else {
        const expand = (value: unknown): string =>
          text(value).replace(/\$\{\{ (env|secrets)\.(\w+) \}\}/g, (_, from: string, key: string) =>
            text(from === "env" ? environment[key] : stored.get(key)),
          );
        const each = (values: unknown): Tree =>
          Object.fromEntries(Object.entries(tree(values)).map(([key, value]) => [key, expand(value)]));
        const own = each({ ...environment, ...tree(step["env"]) });
        seen.push({ run: expand(step["run"]), with: each(step["with"]), env: own });
      }
    }
    return { name, seen };
  });
}

function exportedBy(step: Tree, stored: Stored): Tree {
  const exported: Tree = {};
  const inputs = tree(step["with"]);
  for (const line of text(inputs["secret-ids"] ?? "").split("\n")) {
    const [, variable, name] = /^(\w+), (\S+)$/.exec(line) ?? [];
    if (variable === undefined || name === undefined) continue;
    const value = stored.get(name) ?? "";
    if (inputs["parse-json-secrets"] !== true) exported[variable] = value;
    else
      for (const [key, field] of Object.entries(tree(JSON.parse(value))))
        exported[`${variable}_${key.toUpperCase().replace(/\W/g, "_")}`] = field;
  }
  const names = [...text(step["run"] ?? "").matchAll(/--name (\S+) [^\n]*\n[^\n]*\necho "(\w+)=/g)];
  for (const [, name = "", variable = ""] of names) exported[variable] = stored.get(name);
  return exported;
}

/** The environment of each container of a task or job definition, once the agent has read the secrets. */
export function taskEnvironments(source: string, stored: Stored): Tree[] {
  const task = tree(JSON.parse(source));
  const containers = [...list(task["containerDefinitions"]), ...list([task["containerProperties"]])];
  return containers.map((container) => {
    const plain = list(container["environment"]).map(({ name, value }) => [text(name), value]);
    const secret = list(container["secrets"]).map(({ name, valueFrom }) => {
      const [, id = "", field] =
        /^(?:arn:[^:]+:secretsmanager:[^:]+:\d+:secret:)?([^:]+)(?::([^:]+)::)?$/.exec(text(valueFrom)) ?? [];
      const value = stored.get(id) ?? text(valueFrom);
      return [text(name), field === undefined ? value : tree(JSON.parse(value))[field]];
    });
    return Object.fromEntries([...plain, ...secret]);
  });
}

/** The properties of each document of a Spring Boot application, once imports are read and placeholders filled in. */
export function springProperties(path: string, source: string, stored: Stored): Tree[] {
  const parts = path.endsWith(".properties")
    ? source.split(/^[#!]---[ \t]*\r?$/m).map((part) => linesOf(part))
    : documents(source).map((document) => flat(document, ""));
  return parts.map((properties) => {
    const imported: Record<string, string> = {};
    const keys = Object.keys(properties).filter((key) => key.startsWith("spring.config.import"));
    for (const location of keys.flatMap((key) => text(properties[key]).split(","))) {
      const [, store, names = ""] = /^aws-(secretsmanager|parameterstore):(.*)$/.exec(location) ?? [];
      if (store === "secretsmanager")
        for (const name of names.split(";")) Object.assign(imported, secretProperties(name, stored));
      else if (store !== undefined)
        for (const [name, value] of stored)
          if (name.startsWith(names)) imported[name.slice(names.length).replaceAll("/", ".")] = value;
    }
    const rest = Object.entries(properties).filter(([key]) => !key.startsWith("spring.config.import"));
    return Object.fromEntries(
      rest.map(([key, value]) => [
        key,
        text(value).replace(/\$\{([^}]+)\}/g, (whole, name: string) => imported[name] ?? whole),
      ]),
    );
  });
}

function secretProperties(name: string, stored: Stored): Record<string, string> {
  const value = stored.get(name) ?? "";
  if (!value.startsWith("{")) return { [name.split("/").at(-1) ?? ""]: value };
  return Object.fromEntries(
    Object.entries(tree(JSON.parse(value))).map(([key, field]) => [key, text(field)]),
  );
}

function linesOf(source: string): Tree {
  const joined = source.replace(/\\\r?\n[ \t]*/g, "").split(/\r?\n/);
  const pairs = joined.flatMap((line) => {
    const [, key, value = ""] = /^[ \t]*([^#!\s:=][^\s:=]*)[ \t]*[:=][ \t]*(.*)$/.exec(line) ?? [];
    const plain = value
      .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\(.)/g, "$1");
    return key === undefined ? [] : [[key, plain]];
  });
  return Object.fromEntries(pairs);
}

function flat(value: unknown, path: string): Tree {
  if (typeof value !== "object" || value === null) return { [path]: value };
  const entries = Object.entries(value).map(([key, inner]) =>
    flat(inner, Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`),
  );
  return Object.fromEntries(entries.flatMap((one) => Object.entries(one)));
}
