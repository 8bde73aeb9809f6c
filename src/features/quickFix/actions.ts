import type { Finding } from "../../core/model/finding.ts";
import type { Span } from "../../core/model/span.ts";
import type { Localizer } from "./flowUi.ts";

/** Where an ignore takes effect. */
export type IgnoreScope = "line" | "file";

/** Says to a command which finding is meant. Holds no value: it travels through the editor. */
export interface FixArgument {
  readonly uri: string;
  readonly ruleId: string;
  readonly span: Span;
  readonly ignore?: IgnoreScope;
}

/** One entry of the quick fix menu. `disabled` says why it cannot be done here. */
export interface FixAction {
  readonly title: string;
  readonly command: string;
  readonly argument: FixArgument;
  readonly preferred: boolean;
  readonly disabled?: string;
}

/** Why some fixes are impossible at a place; absent: possible, or not known. */
export interface Obstacles {
  readonly store?: string;
  readonly env?: string;
  readonly line?: string;
  readonly file?: string;
  readonly baseline?: string;
}

/** What the menu needs to know beside the finding. */
export interface ActionContext {
  readonly uri: string;
  /** Number of findings in the document. */
  readonly total: number;
  /** Tells several findings at one place apart: empty when there is one. */
  readonly suffix: string;
  readonly obstacles: Obstacles;
}

type MakeAction = (
  title: string,
  command: string,
  disabled: string | undefined,
  more?: { readonly preferred?: boolean; readonly ignore?: IgnoreScope },
) => FixAction;

function actionMaker(finding: Finding, { uri, suffix }: ActionContext): MakeAction {
  const argument = { uri, ruleId: finding.ruleId, span: finding.span };
  return (title, command, disabled, more = {}) => ({
    title: title + suffix,
    command: `picket.${command}`,
    argument: more.ignore ? { ...argument, ignore: more.ignore } : argument,
    preferred: (more.preferred ?? false) && disabled === undefined,
    ...(disabled === undefined ? {} : { disabled }),
  });
}

/** Everything that can be done about one secret, most useful first. */
export function actionsFor(finding: Finding, context: ActionContext, l10n: Localizer): FixAction[] {
  const action = actionMaker(finding, context);
  const { store, env } = context.obstacles;
  return [
    action(l10n.t("Move to Secrets Manager and replace…"), "moveToSecretsManager", store, {
      preferred: true,
    }),
    action(l10n.t("Move to Parameter Store and replace…"), "moveToParameterStore", store),
    action(l10n.t("Replace with a lookup of an existing secret…"), "useExistingSecret", store),
    action(l10n.t("Replace with an environment variable"), "replaceWithEnvironmentVariable", env),
    ...ignoreActions(finding, context, l10n),
  ];
}

/** The ways to accept a finding of any engine. */
export function ignoreActions(finding: Finding, context: ActionContext, l10n: Localizer): FixAction[] {
  const action = actionMaker(finding, context);
  const { line, file, baseline } = context.obstacles;
  return [
    action(l10n.t("Ignore here"), "ignoreFinding", line, { ignore: "line" }),
    action(l10n.t("Ignore in this file"), "ignoreFinding", file, { ignore: "file" }),
    action(l10n.t("Add to the baseline"), "addToBaseline", baseline),
  ];
}

/** What can be done about the whole file; offered once, after the fixes of the findings. */
export function fileActions(finding: Finding, context: ActionContext, l10n: Localizer): FixAction[] {
  const argument = { uri: context.uri, ruleId: finding.ruleId, span: finding.span };
  const all = {
    title: l10n.t("Move all secrets in this file…"),
    command: "picket.fixAllInFile",
    argument,
    preferred: false,
  };
  const preview = {
    title: l10n.t("Preview fixes for this file…"),
    command: "picket.previewFixes",
    argument,
    preferred: false,
  };
  return context.total > 1 ? [all, preview] : [preview];
}

/** Whether a command was given a finding; the palette and menus give something else or nothing. */
export function isFixArgument(value: unknown): value is FixArgument {
  if (!isRecord(value)) return false;
  const { uri, ruleId, span, ignore } = value;
  return typeof uri === "string" && typeof ruleId === "string" && isSpan(span) && isScope(ignore);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isSpan(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { start, end } = value;
  return typeof start === "number" && typeof end === "number";
}

function isScope(value: unknown): boolean {
  return value === undefined || value === "line" || value === "file";
}

/** The findings that a selection touches: a cursor at either end of a value counts. */
export function touching(findings: readonly Finding[], selection: Span): Finding[] {
  return findings.filter(
    (finding) => finding.span.start <= selection.end && selection.start <= finding.span.end,
  );
}

/** Findings that "all in this file" means: those shown as errors and warnings, or all when there are none. */
export function worthMoving(findings: readonly Finding[]): Finding[] {
  const secrets = findings.filter((finding) => finding.ruleId.startsWith("secrets/"));
  const loud = secrets.filter((finding) => finding.severity === "error" || finding.severity === "warning");
  return loud.length > 0 ? loud : secrets;
}
