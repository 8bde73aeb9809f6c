import type { Catalogue, KeyType } from "../catalogue/catalogue.ts";
import { findConditionKey } from "../catalogue/conditionKeys.ts";
import type { Condition } from "../model/policy.ts";
import { globalKeyTexts } from "./globalKeyTexts.ts";
import { code, counted, paragraphs, plain } from "./markdown.ts";
import { findOperator, operatorsFor, qualifiers } from "./operators.ts";

const typeNames: Readonly<Record<KeyType, string>> = {
  String: "text",
  ARN: "ARN",
  Bool: "true or false",
  Numeric: "number",
  Date: "date",
  IPAddress: "IP address",
  Binary: "binary",
  ArrayOfString: "texts",
  ArrayOfARN: "ARNs",
  ArrayOfBool: "true or false values",
};

/** What a condition key holds and which operators fit it. */
export function describeKey(key: string, catalogue: Catalogue): string {
  const found = findConditionKey(key, catalogue);
  if (!found) return `${code(key)} is not among the condition keys of the catalogue.`;
  const { record, multiValued, scope } = found;
  const kinds = {
    global: "global condition key",
    service: ownerOf(record.key, catalogue),
    federation: "claim of an identity provider",
  };
  const fitting = operatorsFor(record.type).slice(0, 6).map(code).join(", ");
  return paragraphs([
    `**${code(record.key)}** · ${kinds[scope]} · ${typeNames[record.type]}`,
    keyText(record.key, catalogue),
    multiValued
      ? "A request can hold several values: put `ForAnyValue:` or `ForAllValues:` in front of the operator."
      : "A request holds one value of it.",
    fitting === "" ? undefined : `Operators that fit: ${fitting}, and \`Null\``,
  ]);
}

/** What is known of a key in one sentence. */
function keyText(key: string, catalogue: Catalogue): string | undefined {
  const lower = key.toLowerCase();
  const own = globalKeyTexts[lower.split("/")[0] ?? ""];
  if (own) return own;
  const colon = lower.indexOf(":");
  const about = catalogue.descriptions(lower.slice(0, Math.max(colon, 0)))?.conditionKeys[lower];
  return about === undefined || about === "" ? undefined : `${plain(about)}.`;
}

function ownerOf(key: string, catalogue: Catalogue): string {
  const name = catalogue.nameOf(key.slice(0, Math.max(key.indexOf(":"), 0)));
  return name ? `condition key of ${plain(name)}` : "condition key";
}

/** What a condition operator does with its values. */
export function describeOperator({ operator, parsed }: Pick<Condition, "operator" | "parsed">): string {
  const { base, qualifier, ifExists } = parsed;
  const known = findOperator(base);
  const types =
    known && known.types.length > 0
      ? ` · for ${known.types.map((type) => typeNames[type]).join(" and ")}`
      : "";
  const qualified = qualifier === undefined ? undefined : qualifiers[qualifier.toLowerCase()];
  return paragraphs([
    known ? `**${code(operator.value)}**${types}` : `${code(operator.value)} is no condition operator.`,
    known?.about,
    qualified === undefined ? undefined : `\`${qualifier}:\` ${qualified}`,
    ifExists ? "`IfExists`: true as well when the key is absent." : undefined,
  ]);
}

/** What a value of a condition is compared with. The value itself is not repeated. */
export function describeConditionValue(condition: Condition, catalogue: Catalogue): string {
  const key = findConditionKey(condition.key.value, catalogue);
  const type = key ? typeNames[key.record.type] : "value";
  const others = condition.values.length - 1;
  const operator = findOperator(condition.parsed.base);
  return paragraphs([
    `Value of ${code(condition.key.value)} · ${type}`,
    operator?.about,
    others > 0
      ? `One of ${counted(others + 1, "value")}: ${/not/i.test(condition.parsed.base) ? "none may match" : "one match is enough"}.`
      : undefined,
  ]);
}
