import { open } from "node:fs/promises";
import { known, notApplicable, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { SignInFact } from "../../../../../core/posture/facts.ts";
import { errorCode } from "../../../skipReason.ts";

/** A token's file is a few kilobytes. */
const mostBytes = 262_144;

/** A word of an identity provider; anything else is not passed on, since the file next to it holds tokens. */
const word = /^[\w .-]{1,64}$/;

/**
 * How Kiro is signed in, by `~/.aws/sso/cache/kiro-auth-token.json`: provider and method alone are taken from it, the
 * bytes are wiped, and no error quotes it.
 */
export async function readSignIn(path: string): Promise<Fact<SignInFact>> {
  let bytes: Buffer | undefined;
  try {
    const file = await open(path, "r");
    try {
      const stat = await file.stat();
      if (!stat.isFile() || stat.size > mostBytes) return unknown(`${path} is no file of a token`);
      bytes = await file.readFile();
      const named = readProvider(bytes);
      if (!named) return unknown(`${path} cannot be read: sign in to Kiro again`);
      return known({ ...named, changedAt: Math.round(stat.mtimeMs) }, path);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (errorCode(error) === "ENOENT") return notApplicable("nobody is signed in to Kiro");
    return unknown(`${path} cannot be read: access is denied or the disk fails`);
  } finally {
    bytes?.fill(0);
  }
}

function readProvider(bytes: Buffer): Pick<SignInFact, "provider" | "method"> | undefined {
  try {
    // What is not asked for is let go while it is parsed.
    const value: unknown = JSON.parse(bytes.toString("utf8"), (key, member: unknown) =>
      key === "" || key === "provider" || key === "authMethod" ? member : undefined,
    );
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const text = (member: unknown): string => (typeof member === "string" && word.test(member) ? member : "");
    return {
      provider: text("provider" in value ? value.provider : undefined),
      method: text("authMethod" in value ? value.authMethod : undefined),
    };
  } catch {
    return undefined;
  }
}
