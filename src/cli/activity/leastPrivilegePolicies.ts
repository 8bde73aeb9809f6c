import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { decode } from "../../adapters/node/decode.ts";
import type { IamEngine } from "../../adapters/node/iamScanner.ts";
import { MissingPathError, nameOf } from "../../adapters/node/walk.ts";
import { readDeclaredPolicies, type DeclaredPolicy } from "../../core/activity/policy/declaredPolicy.ts";
import { UsageError } from "../usageError.ts";

/** More than any policy or template that a person keeps, in bytes. */
const mostBytes = 4_000_000;

/** A file that gives no policy. */
export interface RefusedPolicy {
  readonly path: string;
  /** For a person. */
  readonly reason: string;
}

/** The policies of the files that were named. */
export interface PolicyFiles {
  readonly policies: readonly DeclaredPolicy[];
  readonly refused: readonly RefusedPolicy[];
}

/**
 * Reads the policies of files in any language that the IAM engine reads. Trust and resource policies in them are left out.
 * @throws MissingPathError for a file that does not exist, UsageError for a folder
 */
export async function readPolicyFiles(
  files: readonly string[],
  kind: DeclaredPolicy["kind"],
  engine: IamEngine,
  cwd: string,
): Promise<PolicyFiles> {
  const policies: DeclaredPolicy[] = [];
  const refused: RefusedPolicy[] = [];
  for (const file of files) {
    const path = resolve(cwd, file);
    const name = nameOf(cwd, path);
    const text = textOf(path, file);
    const read =
      text === undefined
        ? "it is no text, or too large for a policy"
        : await policiesIn(text, { name, kind, engine });
    if (typeof read === "string") refused.push({ path: name, reason: read });
    else policies.push(...read);
  }
  return { policies, refused };
}

function textOf(path: string, given: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new MissingPathError(given);
  if (!stat.isFile()) throw new UsageError(`${given} is no file; a policy is`, "activity least-privilege");
  return stat.size > mostBytes ? undefined : decode(readFileSync(path))?.text;
}

interface Reading {
  readonly name: string;
  readonly kind: DeclaredPolicy["kind"];
  readonly engine: IamEngine;
}

/** The policies of a text, or why there are none. */
async function policiesIn(
  text: string,
  { name, kind, engine }: Reading,
): Promise<readonly DeclaredPolicy[] | string> {
  if (/^\s*(?:[{[]|%7B)/i.test(text)) {
    const read = readDeclaredPolicies(text, { name, kind });
    return "error" in read ? read.error : read;
  }
  const { policies } = await engine.scan(text, { path: name });
  const own = policies.filter(({ type }) => type === "identity" || type === "boundary");
  if (own.length === 0) return "there is no IAM policy of a role in it";
  return own.map((policy) => ({
    name: policy.located.place.name === undefined ? name : `${name} ${policy.located.place.name}`,
    kind: policy.type === "boundary" ? ("boundary" as const) : kind,
    policy,
  }));
}
