import { applyEdits } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { contains, type Span } from "../../model/span.ts";
import type { JudgedEntry } from "../checks/check.ts";
import { packagePlace } from "../checks/packagePlace.ts";
import { isUnpinned } from "../checks/policy/unpinned.ts";
import { readMcpFile } from "../files/readMcpFile.ts";
import { judgePolicy } from "../verdict/policyStep.ts";
import type { Draft, FixContext, FixPlanner } from "./draft.ts";
import { jsonTree } from "./jsonEdits.ts";
import { pinAll, pinOne } from "./kinds/pin.ts";
import {
  dropMutating,
  dropStar,
  dropUnlisted,
  removeDuplicate,
  removeNamed,
  removeOption,
} from "./kinds/removals.ts";
import { splitCommand, useHttps, useKiroForm, useVariable } from "./kinds/rewrites.ts";
import { rename, useListed } from "./kinds/useListed.ts";
import type { McpFix, McpFixRequest } from "./mcpFix.ts";

/** What answers each rule, the likeliest first. */
const planners: Readonly<Record<string, readonly FixPlanner[]>> = {
  "mcp/drift": [pinOne, dropUnlisted, useListed],
  "mcp/name-only": [useListed],
  "mcp/imitates": [useListed],
  "mcp/not-listed": [useListed],
  "mcp/unverifiable": [useListed],
  "mcp/invalid": [useListed],
  "mcp/blocked-by-registry-mode": [useListed],
  "mcp/allowed-renamed": [rename],
  "mcp/unapproved-variable": [useKiroForm],
  "mcp/inline-secret": [useVariable],
  "mcp/env-redirects-code": [removeNamed],
  "mcp/registry-override": [removeNamed],
  "mcp/auto-approve-all": [dropStar],
  "mcp/auto-approve-mutating": [dropMutating],
  "mcp/docker-flags": [removeOption],
  "mcp/will-not-start": [splitCommand],
  "mcp/plain-http": [useHttps],
  "mcp/duplicate-key": [removeDuplicate],
};

/** So many fixes are always planned, and so much is read for more of them, in UTF-16 code units. */
const fewest = 20;
const mostRead = 5_000_000;

/**
 * The fixes that can be offered for a text, ordered by span, each on its own: apply one, then scan the text again.
 * Pure and synchronous, for menus. What cannot be written safely is left out, and of a text of megabytes all but the
 * first ones when no span is given.
 */
export function planMcpFixes(request: McpFixRequest): readonly McpFix[] {
  const { result, text, context: given } = request;
  const root = jsonTree(text);
  const policy = judgePolicy(given.policy ?? { state: "missing" }, given.now);
  const context: FixContext = {
    request,
    text,
    ...(root && { root }),
    ...("policy" in policy && { policy: policy.policy }),
  };
  const fixes: McpFix[] = [];
  // Each fix is proved by reading the whole text again.
  const most = Math.max(fewest, Math.floor(mostRead / Math.max(1, text.length)));
  for (const finding of result.findings) {
    if (fixes.length >= most) break;
    if (finding.ruleId === "mcp/unpinned") {
      fixes.push(...pins(finding, context));
    } else if (wants(request.span, finding.span) && Object.hasOwn(planners, finding.ruleId)) {
      const entry = entryAt(result.verdicts, finding.span);
      for (const planner of entry ? (planners[finding.ruleId] ?? []) : []) {
        for (const draft of entry ? planner(finding, entry, context) : []) {
          fixes.push(...finished(draft, finding, finding.span, entry, context));
        }
      }
    }
  }
  return fixes.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The one finding for a whole file has a fix for each server, at its package, and one for all. */
function* pins(finding: Finding, context: FixContext): Generator<McpFix> {
  const { result, span } = context.request;
  const loose = result.verdicts.filter((entry) => isUnpinned(entry, context.policy !== undefined));
  for (const [index, entry] of loose.entries()) {
    const place = packagePlace(context.text, entry)?.span ?? entry.server.nameSpan;
    if (!wants(span, place)) continue;
    for (const draft of pinOne(finding, entry, context))
      yield* finished(draft, finding, place, entry, context);
    if (index > 0) continue;
    for (const draft of pinAll(loose, context)) yield* finished(draft, finding, place, entry, context);
  }
}

/** The server that a place is in. Of nested keys the inner one cannot be meant: servers do not nest. */
function entryAt(entries: readonly JudgedEntry[], span: Span): JudgedEntry | undefined {
  return entries.find(
    ({ server }) => contains(server.span, span) || contains(server.span, { ...span, end: span.start }),
  );
}

function wants(wanted: Span | undefined, place: Span): boolean {
  return !wanted || (wanted.start <= place.end && place.start <= wanted.end);
}

function finished(
  { id, title, edits, notes = [], preferred = false }: Draft,
  finding: Finding,
  span: Span,
  entry: JudgedEntry | undefined,
  context: FixContext,
): readonly McpFix[] {
  const { only } = context.request;
  if (!entry || edits.length === 0 || (only && !only.has(id)) || !keepsFile(edits, context)) return [];
  const { name } = entry.server;
  return [{ id, title, ruleIds: [finding.ruleId], span, edits, notes, preferred, server: name }];
}

/** Whether the file still reads as well as before, with no server more. */
function keepsFile(edits: Draft["edits"], { text, request }: FixContext): boolean {
  const { file } = request.result;
  const after = readMcpFile(applyEdits(text, edits), { kind: file.kind, path: request.context.path });
  return (
    (after.error === undefined || file.error !== undefined) && after.servers.length <= file.servers.length
  );
}
