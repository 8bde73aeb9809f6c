import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readPolicyFile } from "../../adapters/node/mcpPolicyFile.ts";
import { MissingPathError } from "../../adapters/node/walk.ts";
import { lintRegistry } from "../../core/mcp/policies/registryLint.ts";
import type { RegistryIssue } from "../../core/mcp/policies/registryIssue.ts";
import { mapLines, type Range } from "../../core/model/lines.ts";
import { atLeast } from "../../core/model/severity.ts";
import { visible } from "../../core/model/visible.ts";
import { findVersion } from "../installation.ts";
import type { Io } from "../io.ts";
import { writeAll } from "../output.ts";
import { plural } from "../report/report.ts";
import { painter, visiblePath } from "../terminalText.ts";
import { UsageError } from "../usageError.ts";
import { escapedJson } from "./json.ts";
import { readLintOptions } from "./mcpOptions.ts";

type PlacedIssue = RegistryIssue & { readonly range: Range };

/** What came of a registry file: its issues, or why it could not be read. */
interface LintReport {
  readonly path: string;
  readonly error?: string;
  readonly issues: readonly PlacedIssue[];
}

/** `picket mcp registry lint FILE`: status 1 when Kiro would refuse the registry, or something in it is wrong. */
export async function runRegistry(argv: readonly string[], io: Io): Promise<0 | 1> {
  const [name, ...rest] = argv;
  if (name !== "lint") throw new UsageError("the one command of a registry is lint FILE", "mcp registry");
  const { file, json, failOn } = readLintOptions(rest);
  const report = await lint(file, io.cwd);
  await writeAll(io, json ? lintJson(report) : lintText(report, io.colour));
  if (failOn === "never") return 0;
  const loud = report.issues.some(({ severity }) => atLeast(severity, failOn));
  return loud || report.error !== undefined ? 1 : 0;
}

async function lint(file: string, cwd: string): Promise<LintReport> {
  const absolute = resolve(cwd, file);
  if (!existsSync(absolute)) throw new MissingPathError(file);
  const found = await readPolicyFile(absolute);
  if (found.kind !== "document") {
    const error = found.kind === "absent" ? "it does not exist" : found.reason.replace("the policy", "it");
    return { path: file, error, issues: [] };
  }
  const { bytes, text } = found.document;
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const lines = mapLines(text);
  // The mark is taken off by decoding, and is an issue of its own.
  const issues = lintRegistry(marked ? `\ufeff${text}` : text);
  return { path: file, issues: issues.map((issue) => ({ ...issue, range: lines.range(issue.span) })) };
}

function* lintJson({ path, error, issues }: LintReport): Generator<string> {
  const tool = { name: "picket", version: findVersion() };
  const accepted = error === undefined && !issues.some(({ rejects }) => rejects);
  const file = { path, ok: error === undefined, ...(error !== undefined && { error }), accepted };
  yield `${escapedJson({ schemaVersion: 1, tool, files: [file], issues: issues.map((issue) => ({ path, ...issue })) })}\n`;
}

function* lintText({ path, error, issues }: LintReport, colour: boolean): Generator<string> {
  const paint = painter(colour);
  if (error !== undefined) yield `${visiblePath(path)}: ${paint("red", "not judged")}: ${visible(error)}\n`;
  for (const { code, severity, message, range } of issues) {
    const place = `${visiblePath(path)}:${range.start.line + 1}:${range.start.character + 1}`;
    const style = severity === "error" ? "red" : "yellow";
    yield `${paint("bold", place)}: ${paint(style, severity)}: ${visible(message)} ${paint("dim", `[${code}]`)}\n`;
  }
  if (error !== undefined) return;
  const rejected = issues.some(({ rejects }) => rejects);
  if (issues.length === 0) yield `${paint("green", "No issues")}: Kiro takes the registry\n`;
  else
    yield `${plural(issues.length, "issue")}; Kiro ${rejected ? "refuses the whole" : "takes the"} registry\n`;
}
