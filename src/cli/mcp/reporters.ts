import type { Io } from "../io.ts";
import { mcpCsv } from "./csv.ts";
import { mcpJson } from "./json.ts";
import type { McpFormat } from "./mcpOptions.ts";
import type { McpReporter } from "./mcpReport.ts";
import { mcpSarif } from "./sarif.ts";
import { mcpText } from "./text.ts";

/** The reporter of a format. */
export function reporterOf(format: McpFormat, { colour }: Pick<Io, "colour">): McpReporter {
  switch (format) {
    case "json":
      return mcpJson;
    case "sarif":
      return mcpSarif;
    case "csv":
      return mcpCsv;
    case "text":
    default:
      return mcpText(colour);
  }
}
