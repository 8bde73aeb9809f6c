import { isMap, isScalar, isSeq } from "yaml";
import type { Document, Pair, YAMLMap } from "yaml";
import type { TextEdit } from "../../model/edit.ts";
import { lineStart, nextLine } from "../../model/lineEdges.ts";
import type { Refusal } from "../targetForm.ts";
import { eolOf } from "../textStyle.ts";
import { indented } from "../yamlWriter.ts";
import { defaultSignIn, permissionLines, readStep, signInStep } from "./steps.ts";
import type { Exported, SignIn } from "./steps.ts";

const signsIn = "aws-actions/configure-aws-credentials";

/** A job whose steps stand in the file, one below the other. */
export interface Job {
  readonly name: string;
  readonly map: YAMLMap;
  readonly steps: readonly YAMLMap[];
}

/** The job of that name, when steps can be added to it. */
export function jobOf(document: Document.Parsed, name: string): Job | Refusal {
  const map = document.getIn(["jobs", name], true);
  const list = isMap(map) ? map.get("steps", true) : undefined;
  const steps = isSeq(list) ? list.items.filter((step) => isMap(step)) : [];
  if (!isMap(map) || !isSeq(list) || steps.length < list.items.length || steps.length === 0)
    return { reason: "the job has no steps that could read it: use an environment variable" };
  if (list.flow || map.flow || steps.some((step) => step.flow))
    return { reason: "the steps are written in braces: write them in lines first" };
  return { name, map, steps };
}

/** The only job of the workflow, for what stands in the environment of all. */
export function onlyJob(document: Document.Parsed): string | undefined {
  const jobs = document.get("jobs", true);
  const [first] = isMap(jobs) && jobs.items.length === 1 ? jobs.items : [];
  return isScalar(first?.key) ? String(first.key.value) : undefined;
}

/** Edits that read values before the step `first`; `signedIn` tells whether a step for AWS was added. */
export function addSteps(
  document: Document.Parsed,
  job: Job,
  first: number,
  exported: readonly Exported[],
  text: string,
): { edits: TextEdit[]; signIn: SignIn | undefined } {
  const known = job.steps.slice(0, first).some((step) => usesOf(step).startsWith(signsIn));
  const signIn = known ? undefined : (signInElsewhere(document) ?? defaultSignIn);
  const steps = [...(signIn ? [signInStep(signIn)] : []), readStep(exported)];
  const edits = [insertion(job.steps, first, steps, text)];
  if (signIn) edits.push(...permissionEdits(document, job, text));
  return { edits, signIn };
}

function usesOf(step: YAMLMap): string {
  const uses = step.get("uses");
  return typeof uses === "string" ? uses : "";
}

/** How another job of the workflow signs in. */
function signInElsewhere(document: Document.Parsed): SignIn | undefined {
  const jobs = document.get("jobs", true);
  for (const { value: job } of isMap(jobs) ? jobs.items : []) {
    const steps = isMap(job) ? job.get("steps", true) : undefined;
    for (const step of isSeq(steps) ? steps.items : []) {
      if (!isMap(step) || !usesOf(step).startsWith(signsIn)) continue;
      const role = step.getIn(["with", "role-to-assume"]);
      const region = step.getIn(["with", "aws-region"]);
      if (typeof role === "string" && typeof region === "string") return { role, region };
    }
  }
  return undefined;
}

function insertion(
  steps: readonly YAMLMap[],
  index: number,
  added: readonly string[][],
  text: string,
): TextEdit {
  const eol = eolOf(text);
  const at = steps[index]!.range![0];
  const lead = text.slice(lineStart(text, at), at);
  const rest = lead.replace("-", " ");
  const offset = beforeComments(text, lineStart(text, at));
  const second = steps[1]?.range?.[0];
  const apart =
    second !== undefined && /\n[ \t]*\r?\n/.test(text.slice(steps[0]!.range![0], lineStart(text, second)));
  const lines = added.flatMap(([first = "", ...more]) => [
    lead + first,
    ...indented(more, rest),
    ...(apart ? [""] : []),
  ]);
  return { span: { start: offset, end: offset }, newText: lines.join(eol) + eol };
}

/** The start of the comment lines right above. */
function beforeComments(text: string, line: number): number {
  let at = line;
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (!/^[ \t]*#/.test(text.slice(above, at))) break;
    at = above;
  }
  return at;
}

/** OpenID Connect needs `id-token: write`. A job that lists permissions has no others, so those of the workflow go along. */
function permissionEdits(document: Document.Parsed, job: Job, text: string): TextEdit[] {
  const eol = eolOf(text);
  const own = job.map.get("permissions", true);
  if (isMap(own) && !own.flow) {
    const first = own.items[0]?.key;
    if (own.has("id-token") || !isScalar(first) || !first.range) return [];
    const at = lineStart(text, first.range[0]);
    const indent = text.slice(at, first.range[0]);
    return [{ span: { start: at, end: at }, newText: `${indent}id-token: write${eol}` }];
  }
  const outer = document.get("permissions", true);
  if (own !== undefined || (outer !== undefined && !isMap(outer))) return [];
  if (isMap(outer) && outer.get("id-token") === "write") return [];
  const granted = isMap(outer)
    ? new Map(outer.items.map(({ key, value }) => [sourceOf(key), sourceOf(value)]))
    : new Map([["contents", "read"]]);
  const before = job.map.items.find((pair) => isScalar(pair.key) && pair.key.value === "steps")?.key;
  if (!isScalar(before) || !before.range) return [];
  const at = lineStart(text, before.range[0]);
  const indent = text.slice(at, before.range[0]);
  const start = beforeComments(text, at);
  return [
    {
      span: { start, end: start },
      newText: indented(permissionLines(granted), indent).join(eol) + eol,
    },
  ];
}

function sourceOf(node: unknown): string {
  return isScalar(node) ? (node.source ?? "") : "";
}

/** Why variables cannot be taken out of the `env` map at that path. */
export function removalRefusal(
  document: Document.Parsed,
  path: readonly (string | number)[],
): string | undefined {
  const map = document.getIn(path, true);
  const plain =
    isMap(map) && !map.flow && map.items.every(({ key, value }) => isScalar(key) && isScalar(value));
  return plain ? undefined : "the variables are written in braces: write them in lines first";
}

/** Takes variables out of the `env` map at that path, with the map when none is left. */
export function removeVariables(
  document: Document.Parsed,
  path: readonly (string | number)[],
  names: ReadonlySet<string>,
  text: string,
): TextEdit[] {
  const map = document.getIn(path, true);
  if (!isMap(map)) return [];
  const isGone = (pair: Pair): boolean => isScalar(pair.key) && names.has(String(pair.key.value));
  const last = endOfValue(map.items.at(-1), text);
  if (map.items.every(isGone)) {
    const holder = document.getIn(path.slice(0, -1), true) ?? document.contents;
    const pair = isMap(holder)
      ? holder.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
      : undefined;
    const range = isScalar(pair?.key) ? pair.key.range : undefined;
    return range
      ? [{ span: { start: lineStart(text, range[0]), end: nextLine(text, last) }, newText: "" }]
      : [];
  }
  return map.items.filter(isGone).flatMap((pair) => {
    const range = isScalar(pair.key) ? pair.key.range : undefined;
    const end = nextLine(text, endOfValue(pair, text));
    return range ? [{ span: { start: lineStart(text, range[0]), end }, newText: "" }] : [];
  });
}

function endOfValue(pair: Pair | undefined, text: string): number {
  const range = isScalar(pair?.value) ? pair.value.range : undefined;
  return range ? text.slice(0, range[1]).trimEnd().length : 0;
}
