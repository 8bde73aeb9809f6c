import { jsonParserOf, noJsonParser } from "../java/jsonFields.ts";
import type { KotlinNames } from "./names.ts";

/** Writes the code that reads a field of a JSON text, from the code of both. */
export type FieldReader = (json: string, field: string) => string;

/**
 * How a file reads a field: with kotlinx.serialization, Jackson, Gson or org.json, whichever it imports or its manifest
 * names. Undefined when there is none.
 */
export function fieldReader(
  text: string,
  dependencies: readonly string[] | undefined,
  names: KotlinNames,
): FieldReader | undefined {
  const own =
    /^import\s+kotlinx\.serialization\.json\b/m.test(text) ||
    dependencies?.some((name) => name.startsWith("org.jetbrains.kotlinx:kotlinx-serialization-json"));
  if (own) {
    const json = names.nameOf("kotlinx.serialization.json.Json");
    // Properties that extend a type have no full name to be called by.
    for (const extension of ["jsonObject", "jsonPrimitive"])
      names.nameOf(`kotlinx.serialization.json.${extension}`);
    return (code, field) =>
      `${json}.parseToJsonElement(${code}).jsonObject.getValue(${field}).jsonPrimitive.content`;
  }
  const parser = jsonParserOf(text, dependencies);
  if (parser === "jackson") {
    const mapper = names.nameOf("com.fasterxml.jackson.databind.ObjectMapper");
    return (json, field) => `${mapper}().readTree(${json}).get(${field}).asText()`;
  }
  if (parser === "gson") {
    const type = names.nameOf("com.google.gson.JsonParser");
    return (json, field) => `${type}.parseString(${json}).asJsonObject.get(${field}).asString`;
  }
  if (parser === undefined) return undefined;
  const type = names.nameOf("org.json.JSONObject");
  return (json, field) => `${type}(${json}).getString(${field})`;
}

/** Why a field cannot be read without a parser. */
export const noKotlinParser = noJsonParser.replace("Jackson,", "kotlinx.serialization, Jackson,");
