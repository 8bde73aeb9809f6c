import { lintSource } from "@secretlint/core";
import { secretLintProfiler } from "@secretlint/profiler";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import type { Scanner } from "./accuracy.ts";

const aws = "@secretlint/secretlint-rule-aws";

/**
 * secretlint's recommended preset alone, with the scan for AWS key ids switched on, as a baseline. All it reports
 * counts as an error, which is its default.
 */
export function createSecretlint(): Scanner {
  secretLintProfiler.setEnabled(false);
  const config = {
    rules: [
      {
        id: "@secretlint/secretlint-rule-preset-recommend",
        rule: creator,
        rules: [{ id: aws, options: { enableIDScanRule: true } }],
      },
    ],
  };
  return async (text, path) => {
    const source = {
      content: text,
      filePath: path === "" ? "sample" : path,
      ext: "",
      contentType: "text" as const,
    };
    const result = await lintSource({ source, options: { config, noPhysicFilePath: true } });
    return result.messages.map(({ range }) => ({
      span: { start: range[0], end: range[1] },
      severity: "error" as const,
    }));
  };
}
