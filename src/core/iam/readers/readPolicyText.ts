import type { GrammarSource } from "../../ports.ts";
import { nothingRead, type PolicyText } from "../model/located.ts";
import { readJsonPolicies } from "./jsonPolicies.ts";
import { readTerraform } from "./terraform/readTerraform.ts";

/** What tells the language of a text. */
export interface ReadContext {
  readonly path: string;
  readonly languageId?: string;
  readonly grammars: GrammarSource;
}

/** Finds and reads every policy of a text, whatever its language. Never rejects for what stands in the text. */
export async function readPolicyText(
  text: string,
  { path, languageId, grammars }: ReadContext,
): Promise<PolicyText> {
  if (languageId === "json" || languageId === "jsonc" || /\.json[c5]?$/i.test(path))
    return readJsonPolicies(text);
  if (languageId === "terraform" || /\.(?:tf|tofu|hcl)$/i.test(path)) return readTerraform(text, grammars);
  return nothingRead;
}
