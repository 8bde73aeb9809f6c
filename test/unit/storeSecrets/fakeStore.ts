import { StoreError, type StoreErrorCode } from "../../../src/core/fixes/storeError.ts";
import { Sensitive } from "../../../src/core/model/sensitive.ts";
import type { NewSecret, SecretStore, StoredSecret, StoreKind } from "../../../src/core/ports.ts";

type Method = "describe" | "create" | "addVersion" | "read";

/** A store in memory that can be told to fail, and that remembers what it was asked. */
export interface FakeStore extends SecretStore {
  /** Values by name. */
  readonly held: Map<string, string>;
  /** `create app/key`, in order. */
  readonly calls: string[];
  /** What `create` and `addVersion` were given. */
  readonly written: NewSecret[];
  /** Fails the `at`th call of a method from now on (1 is the next one), once. */
  fail(method: Method, with_: StoreErrorCode | Error, at?: number): void;
  /** The next reads give these instead of the value; undefined: not found. */
  readonly staleReads: (string | undefined)[];
  readonly deleting: Set<string>;
  /** Runs before each call. */
  before: (call: string) => void;
}

/** An empty store. */
export function createFakeStore(kind: StoreKind = "secrets-manager"): FakeStore {
  const held = new Map<string, string>();
  const calls: string[] = [];
  const written: NewSecret[] = [];
  const staleReads: (string | undefined)[] = [];
  const deleting = new Set<string>();
  const failures: { method: Method; error: StoreErrorCode | Error; left: number }[] = [];
  const enter = (method: Method, name: string): void => {
    store.before(`${method} ${name}`);
    calls.push(`${method} ${name}`);
    for (const failure of failures) {
      if (failure.method !== method) continue;
      failure.left -= 1;
      if (failure.left !== 0) continue;
      throw failure.error instanceof Error
        ? failure.error
        : new StoreError(failure.error, `the store says ${failure.error}`);
    }
  };
  const info = (name: string): StoredSecret => ({
    kind,
    name,
    arn: `arn:fake:${name}`,
    ...(deleting.has(name) ? { deleting: true } : {}),
  });
  const store: FakeStore = {
    kind,
    held,
    calls,
    written,
    staleReads,
    deleting,
    before() {},
    fail: (method, error, at = 1) => void failures.push({ method, error, left: at }),
    async describe(name) {
      enter("describe", name);
      return held.has(name) ? info(name) : undefined;
    },
    async create(secret) {
      enter("create", secret.name);
      if (held.has(secret.name)) throw new StoreError("exists", "taken");
      written.push(secret);
      held.set(secret.name, secret.value.reveal());
      return info(secret.name);
    },
    async addVersion(secret) {
      enter("addVersion", secret.name);
      written.push(secret);
      held.set(secret.name, secret.value.reveal());
      return info(secret.name);
    },
    async read(name) {
      enter("read", name);
      const stale = staleReads.length > 0;
      const value = stale ? staleReads.shift() : held.get(name);
      if (value === undefined) throw new StoreError("not-found", "none");
      return new Sensitive(value);
    },
    async list() {
      return [...held.keys()].map(info);
    },
  };
  return store;
}
