import { fileURLToPath } from "node:url";
import { packageGrammars } from "../../src/adapters/node/grammars.ts";
import { packageCatalogue } from "../../src/adapters/node/iamData.ts";
import { createCatalogue } from "../../src/core/iam/catalogue/catalogue.ts";
import type { Example } from "../../src/core/iam/checks/check.ts";
import { judge, scanIam, type IamContext, type IamResult } from "../../src/core/iam/engine.ts";
import { nothingRead, type PolicyPlace } from "../../src/core/iam/model/located.ts";
import { readJsonTree } from "../../src/core/iam/readers/jsonTree.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The catalogue and the grammars as installed. */
export const iamParts = {
  catalogue: createCatalogue(packageCatalogue(root)),
  grammars: packageGrammars(root),
};

/** Scans a text as if it stood in a file of that name. */
export function scanText(text: string, path: string, more: Partial<IamContext> = {}): Promise<IamResult> {
  return scanIam(text, { path, ...iamParts, ...more });
}

/** Judges a JSON text as one policy, whatever its shape. A value that is no text is written as JSON first. */
export function judgePolicy(
  policy: unknown,
  place: PolicyPlace = {},
  more: Partial<IamContext> = {},
): IamResult {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy, undefined, 2);
  const { root: tree, problems } = readJsonTree(text);
  const policies = tree ? [{ root: tree, syntax: "json" as const, place, problems }] : [];
  return judge(text, { ...nothingRead, policies }, { path: "policy.json", ...iamParts, ...more });
}

/** For each finding its rule and the text it covers: `iam/invalid-effect "allow"`. */
export function marksOf(policy: unknown, place: PolicyPlace = {}): string[] {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy, undefined, 2);
  return judgePolicy(text, place).findings.map(
    ({ ruleId, span }) => `${ruleId} ${JSON.stringify(text.slice(span.start, span.end))}`,
  );
}

const names = { json: "policy.json", yaml: "template.yaml", terraform: "main.tf", shellscript: "deploy.sh" };

/** Runs an example of a rule's page through the engine. */
export async function judgeExample({
  text,
  language = "json",
  type,
  resourceType,
}: Example): Promise<IamResult> {
  if (language === "json")
    return judgePolicy(text, { ...(type && { type }), ...(resourceType && { resourceType }) });
  return scanText(text, names[language], type ? { policyType: type } : {});
}
