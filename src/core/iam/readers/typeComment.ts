import type { PolicyType } from "../model/located.ts";

const types: readonly PolicyType[] = [
  "identity",
  "trust",
  "resource",
  "scp",
  "rcp",
  "boundary",
  "vpc-endpoint",
];

const comment = /picket:policy-type[ =:]+([a-z-]+)/;

/** The type that a comment such as `// picket:policy-type scp` of the text asks for. */
export function typeInComment(text: string): PolicyType | undefined {
  const name = comment.exec(text)?.[1];
  return types.find((type) => type === name);
}
