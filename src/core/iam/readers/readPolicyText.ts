import type { GrammarSource } from "../../ports.ts";
import { nothingRead, type PolicyText, type PolicyType } from "../model/located.ts";
import { codeReader } from "./codeReaders.ts";
import { readJsonPolicies } from "./jsonPolicies.ts";
import { readYamlPolicies } from "./yamlPolicies.ts";

/** What tells the language of a text. */
export interface ReadContext {
  readonly path: string;
  readonly languageId?: string;
  readonly grammars: GrammarSource;
  /** What a setting says of the type of the text's policies. */
  readonly policyType?: PolicyType;
}

/** Finds and reads every policy of a text, whatever its language. Never rejects for what stands in the text. */
export async function readPolicyText(
  text: string,
  { path, languageId, grammars, policyType }: ReadContext,
): Promise<PolicyText> {
  const data = dataLanguage(text, path, languageId);
  if (data)
    return data === "json" ? readJsonPolicies(text, path, policyType !== undefined) : readYamlPolicies(text);
  return codeReader(text, path, languageId)?.(text, grammars) ?? nothingRead;
}

/** Files whose name does not tell the language: templates, and what was not saved yet. */
const byContent = /(?:^|\.)(?:template|cfn|cform|txt)$|(?:^|\/)[^./]*$/i;

/** The data language of a text, by its name, by what the editor says, and at last by its content. */
function dataLanguage(text: string, path: string, languageId = ""): "json" | "yaml" | undefined {
  if (/\.(?:jsonc?|json5)(?:\.(?:tpl|tftpl|j2|tmpl|template|erb))?$/i.test(path) || /json/i.test(languageId))
    return "json";
  if (/\.ya?ml(?:\.(?:tpl|tftpl|j2|tmpl|template|erb))?$/i.test(path)) return "yaml";
  if (/yaml|^(?:ansible|dockercompose|github-actions-workflow|helm)$/i.test(languageId)) return "yaml";
  const isOpen = languageId === "" || languageId === "plaintext";
  if (!isOpen || !byContent.test(path)) return undefined;
  if (/^\s*[{[]/.test(text)) return "json";
  return /^(?:AWSTemplateFormatVersion|Resources|Statement|service|Version)\s*:/m.test(text)
    ? "yaml"
    : undefined;
}
