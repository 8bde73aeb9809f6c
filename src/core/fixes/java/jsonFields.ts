import type { TypeNames } from "./typeNames.ts";

/** How a file reads a field of a JSON text: an expression, and the method that it calls where one is needed. */
export interface JsonReader {
  read(json: string, field: string): string;
  /** Lines of the static method that the expression calls, for a parser that throws checked exceptions. */
  helper?(unit: string): string[];
}

/** A library that reads JSON. */
export type JsonParser = "jackson" | "gson" | "org.json";

/** Package of each parser's types, and what manifests call the parser. */
const parsers: readonly {
  readonly parser: JsonParser;
  readonly imports: RegExp;
  readonly dependency: RegExp;
}[] = [
  {
    parser: "jackson",
    imports: /^import\s+com\.fasterxml\.jackson\.databind\b/m,
    dependency: /^com\.fasterxml\.jackson\.core:jackson-databind$|:spring-boot-starter-(?:web|json|webflux)$/,
  },
  {
    parser: "gson",
    imports: /^import\s+com\.google\.gson\b/m,
    dependency: /^com\.google\.code\.gson:gson$/,
  },
  { parser: "org.json", imports: /^import\s+org\.json\b/m, dependency: /^org\.json:json$/ },
];

/** The parser that the file imports, else one that the manifest names. */
export function jsonParserOf(
  text: string,
  dependencies: readonly string[] | undefined,
): JsonParser | undefined {
  const found =
    parsers.find(({ imports }) => imports.test(text)) ??
    parsers.find(({ dependency }) => dependencies?.some((name) => dependency.test(name)));
  return found?.parser;
}

/** Why a field cannot be read without a parser. */
export const noJsonParser =
  "a field of a JSON secret needs a JSON parser, and none is named by the manifest or imported here: add Jackson, Gson or org.json, or store the field as a secret of its own";

/** Code that reads a field with that parser. `helper` is a free name for a method, where one is needed. */
export function jsonReader(parser: JsonParser, helper: string, types: TypeNames): JsonReader {
  if (parser === "gson") {
    const type = types.nameOf("com.google.gson.JsonParser");
    return {
      read: (json, field) => `${type}.parseString(${json}).getAsJsonObject().get(${field}).getAsString()`,
    };
  }
  if (parser === "org.json") {
    const type = types.nameOf("org.json.JSONObject");
    return { read: (json, field) => `new ${type}(${json}).getString(${field})` };
  }
  const mapper = types.nameOf("com.fasterxml.jackson.databind.ObjectMapper");
  const exception = types.nameOf("com.fasterxml.jackson.core.JsonProcessingException");
  return {
    read: (json, field) => `${helper}(${json}, ${field})`,
    // The cause is left out: Jackson's message quotes the text that it could not read.
    helper: (unit) => [
      `private static String ${helper}(String json, String field) {`,
      `${unit}try {`,
      `${unit}${unit}return new ${mapper}().readTree(json).get(field).asText();`,
      `${unit}} catch (${exception} e) {`,
      `${unit}${unit}throw new IllegalStateException("The secret is not valid JSON");`,
      `${unit}}`,
      "}",
    ],
  };
}
