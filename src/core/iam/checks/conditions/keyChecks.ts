import { findConditionKey, templatePrefix } from "../../catalogue/conditionKeys.ts";
import { globalKeys, replacedKeys, spoofableKeys } from "../../catalogue/globalKeys.ts";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { nearest } from "../../catalogue/nearest.ts";
import { hasUnknown } from "../../model/valueNode.ts";
import type { CheckContext, Issue, PolicyCheck } from "../check.ts";
import { conditionCheck, shown, type ConditionFacts } from "./facts.ts";
import { analyzerRule } from "../analyzerRule.ts";

const invalidConditionKeyFormat = analyzerRule(
  "INVALID_CONDITION_KEY_FORMAT",
  "error",
  "Condition key that is not written service:key",
);
const invalidGlobalConditionKey = analyzerRule(
  "INVALID_GLOBAL_CONDITION_KEY",
  "error",
  "Global condition key that does not exist",
);
const invalidServiceConditionKey = analyzerRule(
  "INVALID_SERVICE_CONDITION_KEY",
  "error",
  "Condition key that the service does not have",
);
const unsupportedGlobalConditionKey = analyzerRule(
  "UNSUPPORTED_GLOBAL_CONDITION_KEY",
  "error",
  "Global condition key that is not supported",
);
const deprecatedGlobalConditionKey = analyzerRule(
  "DEPRECATED_GLOBAL_CONDITION_KEY",
  "warning",
  "Global condition key that was replaced",
);
const missingTagKeyInCondition = analyzerRule(
  "MISSING_TAG_KEY_IN_CONDITION",
  "error",
  "Tag condition without the tag's key",
);
const untrustworthyConditionKey = analyzerRule(
  "UNTRUSTWORTHY_CONDITION_KEY",
  "warning",
  "Condition on what the caller can forge",
);

/** Names of condition keys. */
export const keyChecks: readonly PolicyCheck[] = [
  conditionCheck(
    [
      invalidConditionKeyFormat,
      invalidGlobalConditionKey,
      invalidServiceConditionKey,
      unsupportedGlobalConditionKey,
      deprecatedGlobalConditionKey,
      missingTagKeyInCondition,
      untrustworthyConditionKey,
    ],
    checkKey,
  ),
];

/** Keys that IAM accepts although no page lists them: AWS's own policies use them. */
const unlisted = new Set(["aws:principalorgmasteraccountid"]);

function* checkKey({ condition, keyName, key }: ConditionFacts, context: CheckContext): Iterable<Issue> {
  const name = condition.key.value;
  const span = condition.key.content;
  if (hasUnknown(name)) return;
  const replacement = replacedKeys.get(keyName);
  if (replacement !== undefined && !key) {
    const message = `IAM does not support ${name}. Use ${replacement} for who calls, or aws:SourceArn for the resource that a service calls for.`;
    yield { rule: unsupportedGlobalConditionKey, span, message, data: { suggestion: replacement } };
  } else if (replacement !== undefined) {
    const message = `${name} was replaced by ${replacement}. Use ${replacement}.`;
    yield { rule: deprecatedGlobalConditionKey, span, message, data: { suggestion: replacement } };
  } else if (key) {
    if (spoofableKeys.has(keyName)) {
      const message = `The caller sets ${name} to any text it likes, so this condition keeps no one out. Use a key that AWS fills in, such as aws:SourceVpce or aws:PrincipalArn.`;
      yield { rule: untrustworthyConditionKey, span, message };
    }
  } else if (isTagKeyMissing(keyName, context.catalogue)) {
    const prefix = name.endsWith("/") ? name : `${name}/`;
    const message = `${name} names no tag. Write the tag's key behind a slash: ${prefix}Owner, for example.`;
    yield { rule: missingTagKeyInCondition, span, message };
  } else if (!/^[^:\s]+:\S/.test(name)) {
    const message = `${name === "" ? "An empty text" : shown(name)} is no condition key. Write the service, a colon and the key, such as s3:prefix or aws:SourceIp.`;
    yield { rule: invalidConditionKeyFormat, span, message };
  } else if (keyName.startsWith("aws:")) yield* checkGlobal(name, keyName, span, context.catalogue.date);
  else yield* checkService(name, keyName, span, context.catalogue);
}

/** Whether a key is a tag template without its tag: `aws:RequestTag`, `ec2:ResourceTag/`. */
function isTagKeyMissing(keyName: string, catalogue: Catalogue): boolean {
  if (!/tag\/?$/.test(keyName)) return false;
  const found = findConditionKey(`${keyName.replace(/\/$/, "")}/key`, catalogue);
  return found !== undefined && templatePrefix(found.record.key) !== undefined;
}

function* checkGlobal(name: string, keyName: string, span: Issue["span"], date: string): Iterable<Issue> {
  if (unlisted.has(keyName)) return;
  const slash = name.indexOf("/");
  const candidates = globalKeys.map(({ key }) => templatePrefix(key) ?? key);
  const start = nearest(slash < 0 ? name : name.slice(0, slash + 1), candidates);
  const suggestion = start?.endsWith("/") ? start + (slash < 0 ? "Owner" : name.slice(slash + 1)) : start;
  if (suggestion) {
    const message = `${shown(name)} is no global condition key, so the condition never finds a value. Did you mean ${shown(suggestion)}?`;
    yield { rule: invalidGlobalConditionKey, span, message, data: { suggestion } };
    return;
  }
  const message = `AWS had no global condition key ${shown(name)} on ${date}. Check its name; a key that is missing from the request never matches.`;
  // Newer than the list, perhaps: no more than a warning.
  yield { rule: invalidGlobalConditionKey, span, message, severity: "warning" };
}

function* checkService(
  name: string,
  keyName: string,
  span: Issue["span"],
  catalogue: Catalogue,
): Iterable<Issue> {
  const prefix = keyName.slice(0, keyName.indexOf(":"));
  const service = catalogue.service(prefix);
  if (!service) yield* checkPrefix(name, prefix, span, catalogue);
  // A service without keys may be listed in part.
  if (!service || service.conditionKeys.size === 0) return;
  const own = [...service.conditionKeys.values()].filter(({ key }) => key.toLowerCase().startsWith(prefix));
  const suggestion = nearest(
    name,
    own.map(({ key }) => key),
  );
  if (suggestion) {
    const message = `${service.name} has no condition key ${shown(name)}. Did you mean ${suggestion}?`;
    yield { rule: invalidServiceConditionKey, span, message, data: { suggestion } };
    return;
  }
  const message = `${service.name} has no condition key ${shown(name)} in the data of ${catalogue.date}. Check its name; a key that is missing from the request never matches.`;
  // Newer than the data, perhaps: no more than a warning.
  yield { rule: invalidServiceConditionKey, span, message, severity: "warning" };
}

/** A prefix that is no service's: an error when a service of a near name has the key. */
function* checkPrefix(
  name: string,
  prefix: string,
  span: Issue["span"],
  catalogue: Catalogue,
): Iterable<Issue> {
  const near = nearest(prefix, catalogue.prefixes);
  const suggestion = near && near + name.slice(prefix.length);
  if (!suggestion || !findConditionKey(suggestion, catalogue)) return;
  const message = `No service has the prefix of ${shown(name)}, so the condition never finds a value. Did you mean ${shown(suggestion)}?`;
  yield { rule: invalidServiceConditionKey, span, message, data: { suggestion } };
}
