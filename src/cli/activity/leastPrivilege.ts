import { createIamEngine } from "../../adapters/node/iamScanner.ts";
import { analyse } from "../../core/activity/leastPrivilege/analyse.ts";
import { policyFromUse, type PolicyOfUse } from "../../core/activity/leastPrivilege/policyFromUse.ts";
import type { LeastPrivilegeReport } from "../../core/activity/leastPrivilege/report.ts";
import { reportJson } from "../../core/activity/leastPrivilege/reportJson.ts";
import { policyOfUseMarkdown, reportMarkdown } from "../../core/activity/leastPrivilege/reportMarkdown.ts";
import { findIamParts, findVersion } from "../installation.ts";
import type { Io } from "../io.ts";
import { writeAll } from "../output.ts";
import { painter, visiblePath } from "../terminalText.ts";
import { gatherUse, type GatheredUse } from "./leastPrivilegeEvents.ts";
import { readLeastPrivilegeArguments, type LeastPrivilegeArguments } from "./leastPrivilegeOptions.ts";
import { readPolicyFiles, type RefusedPolicy } from "./leastPrivilegePolicies.ts";
import { leastPrivilegeText } from "./leastPrivilegeText.ts";
import { problemsText } from "./listSummary.ts";

/** What there is to print. */
interface Answer {
  readonly report: LeastPrivilegeReport;
  /** Where no policy was given. */
  readonly made: PolicyOfUse | undefined;
  readonly refused: readonly RefusedPolicy[];
}

/**
 * `picket activity least-privilege`: what a role used against what it is granted, and its policies narrowed to that. Status
 * 1 when something could not be read or narrowed, or there is nothing to go by.
 * @throws UsageError, MissingPathError
 */
export async function runLeastPrivilege(argv: readonly string[], io: Io): Promise<0 | 1> {
  const options = readLeastPrivilegeArguments(argv, Date.now());
  const engine = createIamEngine(findIamParts);
  const own = await readPolicyFiles(options.policies, "identity", engine, io.cwd);
  const limits = await readPolicyFiles(options.boundaries, "boundary", engine, io.cwd);
  const refused = [...own.refused, ...limits.refused];
  const catalogue = engine.catalogue();
  const gathered = await gatherUse(options, catalogue, io.cwd);
  const { use, gaps, isIncomplete } = gathered;
  const report = analyse({
    use,
    policies: [...own.policies, ...limits.policies],
    catalogue,
    coverage: { gaps, isIncomplete },
    dropUnseen: options.dropUnseen,
  });
  const made = options.policies.length === 0 ? policyFromUse(use, catalogue) : undefined;
  await writeAll(io, output({ report, made, refused }, options, io.colour));
  io.stderr(summary(gathered, refused, { report, made }, options));
  const isWhole = report.policies.every(({ kind, narrowed, statements }) => {
    const isUnused = statements.every(({ outcome }) => outcome === "removed");
    return kind === "boundary" || narrowed !== undefined || isUnused;
  });
  return isIncomplete || gaps.length > 0 || refused.length > 0 || use.actions.size === 0 || !isWhole ? 1 : 0;
}

function* output(answer: Answer, options: LeastPrivilegeArguments, colour: boolean): Generator<string> {
  const { report, made } = answer;
  const title = `Least privilege of ${options.role.name}`;
  switch (options.format) {
    case "json":
      yield `${JSON.stringify(documentOf(answer), undefined, 2)}\n`;
      return;
    case "policy":
      yield policiesText(report, made);
      return;
    case "markdown":
      yield made ? policyOfUseMarkdown(title, made) : "";
      yield reportMarkdown(title, report);
      return;
    case "text":
      yield* leastPrivilegeText(report, made?.text, painter(colour));
  }
}

function documentOf({ report, made, refused }: Answer): object {
  return {
    schemaVersion: 1,
    tool: { name: "picket", version: findVersion() },
    ...reportJson(report),
    policyOfUse: made
      ? { policy: JSON.parse(made.text) as unknown, size: made.size, notes: made.notes }
      : null,
    skipped: refused,
  };
}

/** One policy as it is, several as an array with their names, null for one of which nothing is left. */
function policiesText({ policies }: LeastPrivilegeReport, made: PolicyOfUse | undefined): string {
  if (made) return `${made.text}\n`;
  const identity = policies.filter(({ kind }) => kind === "identity");
  const [only, ...others] = identity;
  if (!only) return "";
  if (others.length === 0) return only.narrowed ? `${only.narrowed.text}\n` : "";
  const list = identity.map(({ name, narrowed }) => ({
    name,
    policy: narrowed ? (JSON.parse(narrowed.text) as unknown) : null,
  }));
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

function summary(
  { records, unreadable, use, gaps, skipped }: GatheredUse,
  refused: readonly RefusedPolicy[],
  { report, made }: Pick<Answer, "report" | "made">,
  { role, format }: LeastPrivilegeArguments,
): string {
  const lines = [
    `${use.events} of ${records} records are the role's${unreadable > 0 ? `, ${unreadable} are no events` : ""}`,
    ...(use.events === 0
      ? [`no event of ${role.name} is among them: check --role, --source and the time`]
      : []),
    ...(made?.notes ?? []),
    ...(format === "policy" ? report.blindSpots : []),
    ...(format === "policy"
      ? report.policies.flatMap(({ name, reason }) =>
          reason === "" ? [] : [`${visiblePath(name)}: ${reason}`],
        )
      : []),
    ...refused.map(({ path, reason }) => `${visiblePath(path)}: ${reason}`),
  ];
  return lines.map((line) => `${line}\n`).join("") + problemsText(gaps, skipped);
}
