import type { PolicyType } from "../model/located.ts";
import { toPolicyType } from "../policyTypes.ts";

const comment = /picket:policy-type[ =:]+([a-z-]+)/;

/** The type that a comment such as `// picket:policy-type scp` of the text asks for. */
export function typeInComment(text: string): PolicyType | undefined {
  return toPolicyType(comment.exec(text)?.[1]);
}
