import assert from "node:assert/strict";
import { parseAllDocuments } from "yaml";
import { SpringImports } from "../../../src/core/fixes/spring/imports.ts";
import { fix, fixSample } from "./support/marked.ts";
import type { Sample } from "./support/marked.ts";
import { clusterOf, springProperties, stepsOf, taskEnvironments } from "./support/meaning.ts";
import type { Stored } from "./support/meaning.ts";
import { allSamples } from "./support/samples.ts";

/** The samples of a form whose fixes are all written, with what the store and the environment hold then. */
async function* fixed(
  form: string,
): AsyncGenerator<{ sample: Sample; text: string; after: string; stored: Stored }> {
  for (const sample of allSamples.get(form) ?? []) {
    const { plan, text, after } = await fixSample(sample);
    if (plan.edits.length === 0) continue;
    const stored = new Map(plan.secrets.map(({ name, value }) => [name, value.reveal()]));
    const { target } = sample;
    const values = [...sample.before.matchAll(/«([^»]*)»/g)].map((match) => match[1]!);
    if (target?.to === "existing")
      stored.set(
        target.name.replace(/^arn:.*:secret:/, ""),
        target.jsonKey === undefined ? values[0]! : JSON.stringify({ [target.jsonKey]: values[0] }),
      );
    yield { sample, text, after, stored };
  }
}

suite("fixed configuration means what it meant", () => {
  test("a cluster has the same Secrets and environments", async () => {
    let seen = 0;
    for await (const { sample, text, after, stored } of fixed("Kubernetes")) {
      if (sample.target?.to === "env" || !/kind: (?!Namespace)/.test(text)) continue;
      const before = clusterOf(text, stored);
      const now = clusterOf(after, stored);
      for (const [name, environment] of Object.entries(before.environments)) {
        for (const [key, value] of Object.entries(environment))
          assert.equal(now.environments[name]?.[key], value, `${sample.title}: ${key}`);
      }
      for (const [name, secret] of Object.entries(before.secrets)) {
        if (name !== "other") assert.deepEqual(now.secrets[name], secret, sample.title);
      }
      seen++;
    }
    assert.ok(seen >= 7);
  });

  test("lines that go at the end of a text without a line break leave the rest", async () => {
    const head = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  password: «value-one»\n";
    for (const tail of ["type: Opaque\nimmutable: true", "immutable: true", "data:\n  user: YQ==", ""]) {
      const { plan, text, after } = await fix("k8s/s.yaml", (head + tail).trimEnd());
      const stored = new Map(plan.secrets.map(({ name, value }) => [name, value.reveal()]));
      assert.deepEqual(clusterOf(after, stored), clusterOf(text, stored));
      assert.match(after, /^kind: ExternalSecret$/m);
    }
  });

  test("ExternalSecrets have the fields that the operator's schema asks for", async () => {
    let seen = 0;
    for await (const { sample, after } of fixed("Kubernetes")) {
      const documents = parseAllDocuments(after);
      for (const document of Array.isArray(documents) ? documents : []) {
        const manifest: unknown = document.toJS();
        if (
          JSON.stringify(manifest).includes('"kind":"ExternalSecret"') &&
          !/"name":"other"/.test(JSON.stringify(manifest))
        ) {
          assert.deepEqual(schemaErrors(manifest), [], sample.title);
          seen++;
        }
      }
    }
    assert.ok(seen >= 6);
  });

  test("the steps of a workflow see the same values", async () => {
    let seen = 0;
    for await (const { sample, text, after, stored } of fixed("GitHub Actions")) {
      if (sample.target?.to === "env") continue;
      const now = JSON.stringify(stepsOf(after, stored));
      const before: { name: string; seen: { run: string; with: object; env: Record<string, unknown> }[] }[] =
        JSON.parse(JSON.stringify(stepsOf(text, stored)));
      const all: typeof before = JSON.parse(now);
      for (const [job, { seen: steps }] of before.entries()) {
        for (const [index, step] of steps.entries()) {
          const other = all[job]?.seen[index];
          assert.deepEqual([other?.run, other?.with], [step.run, step.with], sample.title);
          for (const [key, value] of Object.entries(step.env))
            assert.equal(other?.env[key], value, `${sample.title}: ${key}`);
        }
      }
      seen++;
    }
    assert.ok(seen >= 5);
  });

  test("the containers of a task have the same environment", async () => {
    let seen = 0;
    for await (const { sample, text, after, stored } of fixed("ECS task definitions")) {
      if (sample.target?.to === "env") continue;
      const named = new Map([...stored, ["prod/db-AbCdEf", [...stored.values()].at(-1) ?? ""]]);
      assert.deepEqual(taskEnvironments(after, named), taskEnvironments(text, named), sample.title);
      seen++;
    }
    assert.ok(seen >= 4);
  });

  test("an application of Spring has the same properties", async () => {
    let seen = 0;
    for await (const { sample, text, after, stored } of fixed("Spring Boot")) {
      if (sample.target?.to === "env") continue;
      const now = springProperties(sample.path, after, stored);
      assert.deepEqual(now, springProperties(sample.path, text, stored), sample.title);
      seen++;
    }
    assert.ok(seen >= 6);
  });

  test("secrets of Spring with the same last name are told apart", () => {
    const imports = new SpringImports();
    const of = (name: string): unknown => imports.placeholder({ from: "secrets-manager", name });
    assert.deepEqual([of("a/key"), of("b/key"), of("a/key")], ["${key}", "${s2.key}", "${key}"]);
    assert.deepEqual(imports.locations(), ["aws-secretsmanager:a/key;b/key?prefix=s2."]);
  });
});

/** What of an ExternalSecret is not in the schema of external-secrets.io/v1, for the fields that a fix may write. */
function schemaErrors(manifest: unknown): string[] {
  const errors: string[] = [];
  const check = (value: unknown, path: string, fields: Record<string, unknown>): void => {
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    if (entries.length === 0) errors.push(`${path} is empty`);
    for (const [key, inner] of entries) {
      const kind = fields[key] ?? fields["*"];
      if (kind === undefined) errors.push(`${path}.${key} is not known`);
      else if (typeof kind === "string" && typeof inner !== kind) errors.push(`${path}.${key} is no ${kind}`);
      else if (Array.isArray(kind))
        for (const one of Array.isArray(inner) ? inner : [undefined]) check(one, `${path}.${key}[]`, kind[0]);
      else if (typeof kind === "object")
        check(inner, `${path}.${key}`, Object.fromEntries(Object.entries(kind ?? {})));
    }
  };
  const reference = { key: "string", property: "string" };
  check(manifest, "", {
    apiVersion: "string",
    kind: "string",
    metadata: {
      name: "string",
      namespace: "string",
      labels: { "*": "string" },
      annotations: { "*": "string" },
    },
    spec: {
      secretStoreRef: { kind: "string", name: "string" },
      target: { immutable: "boolean", template: { type: "string", data: { "*": "string" } } },
      data: [{ secretKey: "string", remoteRef: reference }],
    },
  });
  return errors;
}
