import type { Catalogue, KeyRecord, KeyType } from "../../catalogue/catalogue.ts";
import { findConditionKey, isMultiValued, templatePrefix } from "../../catalogue/conditionKeys.ts";
import { globalKeys } from "../../catalogue/globalKeys.ts";
import { parseOperator } from "../../model/buildPolicy.ts";
import { expandCached } from "../actionSets.ts";
import { findOperator, operators } from "../operators.ts";
import { completion, inSnippet, type Completion, type TypingFacts } from "./completion.ts";
import { servicePrincipals } from "./servicePrincipals.ts";
import type { TypedPlace } from "./typedPlace.ts";

/** Operators by frequency, then their forms for absent keys and for keys with several values. */
export function completeOperators(): Completion[] {
  const several = operators.filter(
    ({ types }) => types.includes("ArrayOfString") || types.includes("ArrayOfARN"),
  );
  const rank = (index: number): string => String(index).padStart(2, "0");
  return [
    ...operators.map(({ name }, index) => completion(name, "operator", { sortText: `1${rank(index)}` })),
    ...operators
      .filter(({ name }) => name !== "Null")
      .map(({ name }, index) =>
        completion(`${name}IfExists`, "operator", {
          detail: "or the key is absent",
          sortText: `3${rank(index)}`,
        }),
      ),
    ...["ForAnyValue", "ForAllValues"].flatMap((qualifier, first) =>
      several.map(({ name }, index) =>
        completion(`${qualifier}:${name}`, "operator", {
          detail: "keys with several values",
          sortText: `2${first}${rank(index)}`,
        }),
      ),
    ),
  ];
}

/** Keys of the statement's actions, then the global ones, then the rest of the service that is being typed. */
export function completeKeys(place: TypedPlace, catalogue: Catalogue): Completion[] {
  const { typed, actions, present, operator } = place;
  const types = operator === undefined ? [] : (findOperator(parseOperator(operator).base)?.types ?? []);
  const found = new Map<string, Completion>();
  const add = (record: KeyRecord, rank: number): void => {
    const lower = record.key.toLowerCase();
    if (!found.has(lower) && !present.some((key) => key.toLowerCase() === lower && key !== typed))
      found.set(lower, keyItem(record, fits(record.type, types) ? rank : rank + 1));
  };
  for (const record of keysOfActions(actions, catalogue)) add(record, 1);
  for (const record of globalKeys) if (record.key.startsWith("aws:")) add(record, 3);
  const colon = typed.indexOf(":");
  const service = colon < 0 ? undefined : catalogue.service(typed.slice(0, colon));
  for (const record of service?.conditionKeys.values() ?? []) add(record, 5);
  return [...found.values()];
}

function fits(type: KeyType, types: readonly KeyType[]): boolean {
  return types.length === 0 || types.includes(type);
}

function keysOfActions(actions: readonly string[], catalogue: Catalogue): KeyRecord[] {
  const keys = new Set<string>();
  for (const pattern of actions) {
    for (const { record } of expandCached(pattern, catalogue).slice(0, 150)) {
      for (const key of record.conditionKeys) keys.add(key);
      for (const { conditionKeys } of record.resources) for (const key of conditionKeys) keys.add(key);
    }
  }
  return [...keys].flatMap((key) => findConditionKey(key, catalogue)?.record ?? []);
}

/** A key with a part of the user's own, such as the key of a tag, has a tab stop there. */
function keyItem({ key, type }: KeyRecord, rank: number): Completion {
  const prefix = templatePrefix(key);
  const detail = isMultiValued(type) ? `${type.replace("ArrayOf", "")}, several values` : type;
  if (prefix === undefined) return completion(key, "key", { detail, rank });
  return completion(`${prefix}tag-key`, "key", {
    detail,
    rank,
    insertText: `${inSnippet(prefix)}\${1:tag-key}`,
    snippet: true,
  });
}

const principalKinds = ["Account", "User", "FederatedUser", "AssumedRole", "Anonymous"];

/** Values that a key can have, where they are few. */
export function completeConditionValues(
  { operator = "", conditionKey = "" }: TypedPlace,
  { catalogue, facts }: { catalogue: Catalogue; facts: TypingFacts },
): Completion[] {
  const { base } = parseOperator(operator);
  const type = findConditionKey(conditionKey, catalogue)?.record.type;
  const key = conditionKey.toLowerCase();
  const values = (texts: readonly string[]): Completion[] => texts.map((text) => completion(text, "value"));
  if (/^(?:bool|null)$/i.test(base) || type === "Bool") return values(["true", "false"]);
  if (/^(?:iam:passedtoservice|aws:calledvia.*|aws:principalservicename(?:slist)?|kms:viaservice)$/.test(key))
    return values(servicePrincipals);
  if (key === "aws:principaltype") return values(principalKinds);
  if (/^aws:(?:source|resource|principal|vpce)account$/.test(key))
    return facts.account === undefined ? [] : values([facts.account]);
  if (key === "aws:requestedregion") return facts.region === undefined ? [] : values([facts.region]);
  return [];
}
