import { nothingRead, type PolicyText } from "../model/located.ts";
import { readJsonTree } from "./jsonTree.ts";
import { isPolicyShape } from "./policyShape.ts";

/** Reads a JSON text that is one policy. */
export function readJsonPolicies(text: string): PolicyText {
  const { root, problems } = readJsonTree(text);
  if (!root || !isPolicyShape(root)) return nothingRead;
  return { ...nothingRead, policies: [{ root, syntax: "json", place: {}, problems }] };
}
