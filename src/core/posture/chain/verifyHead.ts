import * as v from "valibot";
import type { ChainEntry } from "./chainEntry.ts";
import { chainHeadSchema, headFile, headText, type ChainHead } from "./chainHead.ts";
import type { ChainProblem } from "./problem.ts";
import type { VerifyContext } from "./verifyContext.ts";

/**
 * Whether a chain ends where its head says. A head that is one entry behind is taken: a run was stopped between the two
 * files, and nothing can be added without the key.
 * @param text of the head's file; undefined: it is not there
 */
export function verifyHead(
  entries: readonly ChainEntry[],
  text: string | undefined,
  context: Omit<VerifyContext, "hash" | "now">,
): readonly ChainProblem[] {
  if (text === undefined)
    return [
      {
        code: "head",
        message: "the file that says where the chain ends is missing: entries may be missing too",
      },
    ];
  const head = readHead(text);
  if (!head) return [{ code: "head", message: "the file that says where the chain ends was changed" }];
  const signature = signatureProblem(head, context);
  if (signature) return [signature];
  const at = entries[head.entries - 1];
  if (entries.length < head.entries)
    return [
      {
        code: "head",
        message: `the chain was cut: ${head.entries - entries.length} entries are missing at its end`,
      },
    ];
  if (at?.hash !== head.hash || entries.length > head.entries + 1)
    return [{ code: "head", message: "the chain does not end where its head says" }];
  return [];
}

function readHead(text: string): ChainHead | undefined {
  try {
    const outcome = v.safeParse(chainHeadSchema, JSON.parse(text));
    return outcome.success && headFile(outcome.output) === text ? outcome.output : undefined;
  } catch {
    return undefined;
  }
}

function signatureProblem(
  head: ChainHead,
  { key: expected, signatures, allowUnsigned }: Omit<VerifyContext, "hash" | "now">,
): ChainProblem | undefined {
  const { key, signature } = head;
  if (key === undefined || signature === undefined) {
    return expected === undefined && allowUnsigned && key === signature
      ? undefined
      : { code: "unsigned", message: "the file that says where the chain ends is not signed" };
  }
  if (expected !== undefined && key !== expected)
    return {
      code: "wrong-key",
      message: "the end of the chain is signed with another key than the expected one",
    };
  const outcome = signatures.verify(key, signature, new TextEncoder().encode(headText(head)));
  return outcome === "good"
    ? undefined
    : { code: "signature", message: "the signature of the chain's end does not fit" };
}
