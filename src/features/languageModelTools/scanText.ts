import { kiroPlaceOf } from "../../core/kiro/files/kiroPlace.ts";
import { kindOfPath } from "../../core/mcp/files/kindOfPath.ts";
import type { Finding } from "../../core/model/finding.ts";
import { mapLines } from "../../core/model/lines.ts";
import { hiderOf } from "../../core/secrets/hideText.ts";
import type { ToolDeps } from "./environment.ts";
import { judgedServers } from "./judgedServers.ts";
import { membersOf, textIn, WrongInput } from "./toolInput.ts";

/** Longest text, in UTF-16 code units: what is judged on this thread without a pause that a person feels. */
const longestText = 100_000;
const mostFindings = 100;

/**
 * What Picket finds in a text: rule, place and message of each finding, by the severities of the person's settings. Input:
 * `text`, and `path` when the text is of a file. The values themselves are in no answer.
 */
export async function scanText(deps: ToolDeps, input: unknown, signal: AbortSignal): Promise<string> {
  const members = membersOf(input);
  const text = textIn(members, "text", longestText);
  const path = textIn(members, "path", 1000)?.replaceAll("\\", "/") ?? "";
  if (text === undefined) throw new WrongInput('"text" is missing.');
  const severities = deps.settings.severities();
  const wanted = deps.settings.engines();
  const { findings: secrets, seen } = await deps.scanner.scanDetailed(text, { path, severities, signal });
  const policies = wanted.includes("iam") ? await policiesIn(deps, text, { path, severities, signal }) : [];
  const readsServers = deps.settings.mcp().enabled && kindOfPath(path) !== "unknown";
  const servers = readsServers ? (await judgedServers(deps, text, { path, secrets })).findings : [];
  const readsKiro = deps.settings.kiroEnabled() && kiroPlaceOf(path) !== undefined;
  const kiro = readsKiro ? (await deps.loadKiro()).scanKiro(text, { path, severities }).findings : [];
  signal.throwIfAborted();
  const all = [...(wanted.includes("secrets") ? secrets : []), ...policies, ...servers, ...kiro];
  const hide = hiderOf(
    seen.map(({ candidate: { span } }) => text.slice(span.start, span.end)),
    "********",
  );
  const checked = [...wanted, ...(readsServers ? ["mcp"] : []), ...(readsKiro ? ["kiro"] : [])];
  return JSON.stringify({
    findings: shownFindings(all, text, hide),
    ...(all.length > mostFindings && { notShown: all.length - mostFindings }),
    checked,
    note: "Lines and columns start at 1. Values that are secret are never repeated; picket_explain_finding explains a rule.",
  });
}

async function policiesIn(
  { loadIamEngine }: ToolDeps,
  text: string,
  context: Parameters<Awaited<ReturnType<ToolDeps["loadIamEngine"]>>["scan"]>[1],
): Promise<readonly Finding[]> {
  const { scan } = await loadIamEngine();
  return (await scan(text, context)).findings;
}

function shownFindings(all: readonly Finding[], text: string, hide: (message: string) => string): object[] {
  const lines = mapLines(text);
  return [...all]
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .slice(0, mostFindings)
    .map(({ ruleId, severity, confidence, message, span }) => {
      const { start, end } = lines.range(span);
      return {
        rule: ruleId,
        severity,
        confidence,
        message: hide(message),
        line: start.line + 1,
        column: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      };
    });
}
