import { nothingRead, type PolicyText } from "../model/located.ts";
import type { ValueNode } from "../model/valueNode.ts";
import { findDocuments } from "./cloudFormation/findDocuments.ts";
import { finish, readFragment, readTemplate } from "./cloudFormation/readTemplate.ts";
import { PolicyCollector } from "./cloudFormation/policyCollector.ts";
import { holdsResources, isTemplate, namesOf } from "./cloudFormation/templateResources.ts";
import { placeByKey } from "./placeByName.ts";
import { isServerless, readServerless } from "./serverless/readServerless.ts";
import type { TreeSource } from "./stringPieces.ts";
import { readYamlTrees } from "./yamlTree.ts";

/** What every YAML text with something to read holds. */
const sign =
  /Statement\\*["']?\s*:|[sS]tatements\s*:|AWS::(?:IAM|EC2::(?:SecurityGroup|NetworkAcl)|WorkSpaces|Lambda::Permission|Serverless|SSO)/;

/** Reads a YAML text: a template, a service of Serverless, or anything that holds policies somewhere. */
export function readYamlPolicies(text: string): PolicyText {
  if (!sign.test(text)) return nothingRead;
  const source = { text, syntax: "yaml" } as const;
  const read = readYamlTrees(text).map((root) => readTree(root, source));
  if (read.length === 1) return read[0]!;
  return {
    policies: read.flatMap(({ policies }) => policies),
    principals: read.flatMap(({ principals }) => principals),
    resources: read.flatMap(({ resources }) => resources),
  };
}

function readTree(root: ValueNode, source: TreeSource): PolicyText {
  if (isTemplate(root)) return readTemplate(root, source);
  if (isServerless(root)) return readServerless(root, source);
  if (holdsResources(root)) return readFragment(root, source);
  const collector = new PolicyCollector();
  for (const { document, key, owner } of findDocuments(root, namesOf(root, [], source)))
    collector.add([document], placeByKey(key, owner));
  return finish(collector, []);
}
