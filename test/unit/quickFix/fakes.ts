import assert from "node:assert/strict";
import type { FixPlan, FixRequest } from "../../../src/core/fixes/plan.ts";
import { StoreError } from "../../../src/core/fixes/storeError.ts";
import { storeSecrets } from "../../../src/core/fixes/storeSecrets.ts";
import { applyEdits } from "../../../src/core/model/edit.ts";
import type { Finding } from "../../../src/core/model/finding.ts";
import { Sensitive } from "../../../src/core/model/sensitive.ts";
import type { NewSecret, SecretStore, StoreKind } from "../../../src/core/ports.ts";
import type { SignedIn } from "../../../src/editor/awsSession.ts";
import type { FlowEnvironment } from "../../../src/features/quickFix/environment.ts";
import type { ApplyOutcome, FlowDocument, Snapshot } from "../../../src/features/quickFix/flowDocument.ts";
import type { FlowUi } from "../../../src/features/quickFix/flowUi.ts";

/** The value of the tests: made of parts, so that no file holds it whole. */
export const secretValue = ["k3y", "Zq81", "vN02", "Lx77"].join("-");

/** One answer of the person: which kind of question it is for, and what they do. */
export type Answer =
  | { readonly confirm: string | undefined; readonly before?: () => void }
  | { readonly inform: string | undefined; readonly before?: () => void }
  | { readonly pick: string | undefined }
  | { readonly input: string | undefined }
  | { readonly name: string | undefined }
  | { readonly progress: "cancel" };

/** A person who follows a script, and everything that was put on the screen. */
export interface FakeUi extends FlowUi {
  readonly shown: string[];
  readonly copied: string[];
  /** Fails when the script has answers that nobody asked for. */
  finished(): void;
}

export function createFakeUi(answers: readonly Answer[]): FakeUi {
  const left = [...answers];
  const shown: string[] = [];
  const copied: string[] = [];
  const t = (message: string, ...args: (string | number)[]): string =>
    message.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)]));
  const next = <K extends string>(kind: K, what: string): Extract<Answer, Record<K, unknown>> => {
    const answer = left.shift();
    assert.ok(answer && kind in answer, `unexpected ${kind}: ${what}\nscript: ${JSON.stringify(answer)}`);
    return answer as Extract<Answer, Record<K, unknown>>;
  };
  return {
    shown,
    copied,
    finished: () => assert.deepEqual(left, [], `not asked for. Shown:\n${shown.join("\n")}`),
    l10n: { t },
    async confirm({ message, detail, buttons }) {
      shown.push(`confirm: ${message}\n${detail}\n[${buttons.join("] [")}]`);
      const answer = next("confirm", message);
      answer.before?.();
      assert.ok(
        answer.confirm === undefined || buttons.includes(answer.confirm),
        `no button ${answer.confirm}`,
      );
      return answer.confirm;
    },
    async inform(loudness, message, buttons = []) {
      shown.push(`${loudness}: ${message} [${buttons.join("] [")}]`);
      if (!left[0] || !("inform" in left[0])) return undefined;
      const answer = next("inform", message);
      answer.before?.();
      assert.ok(answer.inform === undefined || buttons.includes(answer.inform), `no button ${answer.inform}`);
      return answer.inform;
    },
    async pick({ title, choices }) {
      shown.push(
        `pick: ${title}\n${choices.map((row) => `${row.label} ${row.description ?? ""}`).join("\n")}`,
      );
      const { pick } = next("pick", title);
      if (pick === undefined) return undefined;
      const chosen = choices.find((choice) => choice.label.includes(pick));
      assert.ok(chosen, `no row ${pick}`);
      return chosen.value;
    },
    async input({ title, prompt, value, validate }) {
      shown.push(`input: ${title} ${prompt} ${value}`);
      const { input } = next("input", title);
      const problem = input === undefined ? undefined : validate?.(input);
      assert.equal(problem, undefined);
      return input;
    },
    async pickName({ title, load, loadFailed }) {
      const names = await load(new AbortController().signal).catch((error: unknown) => [loadFailed(error)]);
      shown.push(`names: ${title} ${names.join(", ")}`);
      return next("name", title).name;
    },
    async progress(title, work) {
      const abort = new AbortController();
      shown.push(`progress: ${title}`);
      if (left[0] && "progress" in left[0]) {
        left.shift();
        abort.abort();
      }
      return work(abort.signal, (step) => shown.push(`step: ${step}`));
    },
    async copyName(name) {
      copied.push(name);
    },
    async showPage(title, markdown) {
      shown.push(`page: ${title}\n${markdown}`);
    },
  };
}

/** A document whose text the test may change behind the flow's back. */
export interface FakeDocument extends FlowDocument {
  text: string | undefined;
  readOnly: boolean;
  refuses: boolean;
  preview: ApplyOutcome;
  /** Runs once, just before the next edit arrives. */
  beforeApply: (() => void) | undefined;
  readonly applied: string[];
}

export function createFakeDocument(text: string, values: readonly string[] = [secretValue]): FakeDocument {
  const document: FakeDocument = {
    path: "src/app.ts",
    label: "app.ts",
    text,
    readOnly: false,
    refuses: false,
    preview: "applied",
    beforeApply: undefined,
    applied: [],
    async current() {
      return document.text === undefined
        ? undefined
        : { version: 1, text: document.text, languageId: "typescript" };
    },
    findings: async (snapshot: Snapshot) => findingsIn(snapshot.text, values),
    readOnlyReason: async () => (document.readOnly ? "This file is read-only." : undefined),
    async apply(snapshot, edits, preview) {
      document.beforeApply?.();
      document.beforeApply = undefined;
      if (document.text !== snapshot.text) return "stale";
      if (document.refuses) return "refused";
      if (preview !== undefined && document.preview === "discarded") return "discarded";
      document.text = applyEdits(snapshot.text, edits);
      document.applied.push(preview ?? "direct");
      return preview === undefined ? "applied" : document.preview;
    },
    async compare() {},
  };
  return document;
}

/** A finding for each place of each value, in text order. */
export function findingsIn(text: string, values: readonly string[]): Finding[] {
  const findings = values.flatMap((value) =>
    [...text.matchAll(new RegExp(value, "g"))].map((match): Finding => ({
      ruleId: "secrets/generic",
      severity: "warning",
      confidence: "medium",
      message: "A secret.",
      span: { start: match.index, end: match.index + value.length },
      related: [],
      data: {},
      docs: "docs/rules/secrets/generic.md",
    })),
  );
  return findings.sort((a, b) => a.span.start - b.span.start);
}

/** Plans like the real planner, in a language where a lookup is `get(NAME)`. `!` before a value makes it unfixable. */
async function fakePlan(request: FixRequest): Promise<FixPlan> {
  const { text, target, findings } = request;
  const able = findings.filter((finding) => text[finding.span.start - 1] !== "!");
  const valueOf = (finding: Finding): string => text.slice(finding.span.start, finding.span.end);
  const values = [...new Set(able.map(valueOf))];
  const nameOf = (value: string): string => {
    const chosen = request.names?.find(
      (choice) => text.slice(choice.span.start, choice.span.end) === value,
    )?.name;
    return chosen ?? target.name ?? `demo/app/key${values.indexOf(value) + 1}`;
  };
  return {
    edits: able.map((finding) => ({ span: finding.span, newText: `get(${nameOf(valueOf(finding))})` })),
    secrets:
      target.to === "env" || target.to === "existing"
        ? []
        : values.map((value) => ({
            name: nameOf(value),
            store: target.to,
            value: new Sensitive(value),
            spans: able.filter((finding) => valueOf(finding) === value).map((finding) => finding.span),
          })),
    notes: able.length > 0 ? [{ code: "iam", message: "Needs arn:aws:x:*:*:y." }] : [],
    skipped: findings
      .filter((finding) => !able.includes(finding))
      .map(({ ruleId, span }) => ({ ruleId, span, reason: "a lookup cannot stand here" })),
  };
}

/** A store in memory. `failures` are thrown by the next calls of that method, in order; undefined lets one pass. */
export interface FakeStore extends SecretStore {
  readonly values: Map<string, string>;
  readonly failures: Record<"create" | "read" | "describe", (StoreError | undefined)[]>;
  readonly requests: NewSecret[];
  /** Runs once, just before the next create. */
  beforeCreate: (() => void) | undefined;
  /** What reading gives instead of the truth. */
  lie: string | undefined;
}

export function createFakeStore(kind: StoreKind = "secrets-manager"): FakeStore {
  const values = new Map<string, string>();
  const failures: FakeStore["failures"] = { create: [], read: [], describe: [] };
  const throwNext = (list: (StoreError | undefined)[]): void => {
    const error = list.shift();
    if (error) throw error;
  };
  const stored = (name: string) => ({ kind, name, arn: `arn:aws:demo:${name}` });
  const put = async (secret: NewSecret) => {
    store.requests.push(secret);
    store.beforeCreate?.();
    store.beforeCreate = undefined;
    throwNext(failures.create);
    values.set(secret.name, secret.value.reveal());
    return stored(secret.name);
  };
  const store: FakeStore = {
    kind,
    values,
    failures,
    requests: [],
    beforeCreate: undefined,
    lie: undefined,
    async describe(name) {
      throwNext(failures.describe);
      return values.has(name) ? stored(name) : undefined;
    },
    create: put,
    addVersion: put,
    async read(name) {
      throwNext(failures.read);
      const value = store.lie ?? values.get(name);
      if (value === undefined) throw new StoreError("not-found", "There is no such secret.");
      return new Sensitive(value);
    },
    list: async () => [...values.keys()].map(stored),
  };
  return store;
}

export const identity: SignedIn = {
  state: "signed-in",
  profile: "dev",
  region: "eu-west-1",
  account: "123456789012",
  arn: "arn:aws:iam::123456789012:user/dev",
};

/** Everything a flow needs; `signIns` are the identities that the gate gives, the last one for ever. */
export function createFakeEnvironment(
  ui: FlowUi,
  document: FlowDocument,
  store: SecretStore,
  signIns: readonly (SignedIn | undefined)[] = [identity],
): FlowEnvironment & { readonly gateCalls: string[] } {
  const gateCalls: string[] = [];
  let tokens = 0;
  let asked = 0;
  return {
    ui,
    document,
    gateCalls,
    gate: {
      async ready() {
        const found = signIns[Math.min(asked++, signIns.length - 1)];
        return found && { identity: found, store: () => store };
      },
      selectProfile: async () => void gateCalls.push("selectProfile"),
      signIn: async () => void gateCalls.push("signIn"),
    },
    options: { nameTemplate: "{project}/{file}/{key}", tags: { team: "demo" } },
    project: { name: "demo" },
    plan: fakePlan,
    storeSecrets,
    newToken: () => `token-${++tokens}`.padEnd(32, "0"),
    wait: async () => {},
  };
}
