import type { Document } from "yaml";
import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { contains } from "../../model/span.ts";
import { addSteps, jobOf, onlyJob, removalRefusal, removeVariables } from "../githubActions/jobPlan.ts";
import type { Job } from "../githubActions/jobPlan.ts";
import { scopeOf, secretVariable } from "../githubActions/scope.ts";
import type { Scope } from "../githubActions/scope.ts";
import { exportedName } from "../githubActions/steps.ts";
import type { Exported } from "../githubActions/steps.ts";
import { nameCounter, variableName } from "../naming.ts";
import { partNote, placeholderOf } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import { isRefusal } from "../targetForm.ts";
import type { Refusal, Rewrite, StoreLookup, TargetForm, Use } from "../targetForm.ts";
import { locateInYaml, parseYaml, quotedScalar, replaceInScalar, yamlErrors } from "../yamlText.ts";
import type { YamlPlace } from "../yamlText.ts";

/** A place in a workflow; a value in a comment has no scope. */
interface WorkflowPlace extends YamlPlace {
  readonly scope?: Scope;
}

const actionFile = /(?:^|\/)action\.ya?ml$/i;

/** GitHub Actions: secrets of the repository, or a step that reads a store before the step that needs the value. */
export const githubActionsForm: TargetForm<WorkflowPlace> = {
  id: "github-actions",
  accepts: ({ path, languageId, text }) =>
    languageId === "github-actions-workflow" ||
    (/(?:^|\/)\.github\/(?:workflows|actions)\/.*\.ya?ml$/i.test(path) &&
      (languageId === undefined || languageId === "yaml")) ||
    (actionFile.test(path) && /^runs\s*:/m.test(text)),
  errors: yamlErrors,
  open: ({ text }) => {
    const documents = parseYaml(text);
    const document = documents[0];
    if (!document) return { reason: "the workflow is not YAML" };
    if (document.has("runs"))
      return {
        reason:
          "an action has no secrets of its own: take the value as an input, and pass it from the workflow",
      };
    return {
      locate: (finding) => locate(finding, documents, text),
      rewrite: (uses) => rewrite(uses, document, text),
    };
  },
};

function locate(
  finding: Finding,
  documents: readonly Document.Parsed[],
  text: string,
): WorkflowPlace | Refusal {
  const place = locateInYaml(documents, finding, text);
  if (isRefusal(place) || place.mention) return place;
  const scope = scopeOf(place.path);
  if (isRefusal(scope)) return scope;
  const last = String(place.path.at(-1));
  if (place.inner !== undefined) return { ...place, scope };
  if (place.path.at(-2) === "env") return { ...place, key: last, scope };
  // A script or an input named `run` or `value` does not name what is in it.
  const { key, ...unnamed } = place;
  return last === "run" || key === undefined ? { ...unnamed, scope } : { ...place, scope };
}

/** What one job needs before its steps can read the values. */
interface JobWork {
  readonly job: Job;
  readonly exported: Map<string, Exported>;
  /** Names of variables, each once. */
  readonly unique: (name: string) => string;
  /** Step before which the values are read. */
  first: number;
}

interface Work {
  readonly text: string;
  readonly document: Document.Parsed;
  readonly jobs: Map<string, JobWork>;
  readonly taken: ReadonlySet<string>;
  readonly edits: TextEdit[];
  readonly notes: FixNote[];
  readonly parts: Map<number, { place: YamlPlace; newText: string }[]>;
  /** Variables that go, by the path of their map. */
  readonly removed: Map<string, { path: readonly (string | number)[]; names: Set<string> }>;
}

function rewrite(uses: readonly Use<WorkflowPlace>[], document: Document.Parsed, text: string): Rewrite {
  const refused = new Map<Use, string>();
  const parts: Work["parts"] = new Map();
  const taken = variablesOf(text, uses);
  const work: Work = {
    text,
    document,
    jobs: new Map(),
    taken,
    edits: [],
    notes: [],
    parts,
    removed: new Map(),
  };
  const mentions: TextEdit[] = [];
  const secrets: string[] = [];
  // What gives its name to a variable comes first, so that other places of the value share it.
  const rank = ({ place: { scope } }: Use<WorkflowPlace>): number => (scope?.at === "step" ? 1 : 0);
  for (const use of [...uses].sort((a, b) => rank(a) - rank(b))) {
    const { place, lookup } = use;
    if (place.mention) mentions.push({ span: place.span, newText: placeholderOf(lookup) });
    else if (lookup.from === "env") {
      const name = secretVariable(lookup.name);
      secrets.push(name);
      write(place, `\${{ secrets.${name} }}`, work);
    } else {
      const reason = readInJob(place, lookup, work);
      if (reason !== undefined) refused.set(use, reason);
    }
  }
  for (const group of parts.values()) work.edits.push(...replaceInScalar(text, group));
  for (const { path, names } of work.removed.values())
    work.edits.push(...removeVariables(document, path, names, text));
  for (const { job, exported, first } of work.jobs.values()) {
    const added = addSteps(document, job, first, [...exported.values()], text);
    work.edits.push(...added.edits);
    if (added.signIn) work.notes.push(signInNote());
  }
  if (secrets.length > 0) work.notes.push(secretNote(secrets));
  const left = mentions.filter(({ span }) => !work.edits.some((edit) => contains(edit.span, span)));
  return { edits: [...work.edits, ...left], notes: work.notes, refused };
}

/** Names that a new variable must not take: every variable of the workflow but those that are moved. */
function variablesOf(text: string, uses: readonly Use<WorkflowPlace>[]): Set<string> {
  const names = new Set([...text.matchAll(/^\s*(?:- )?([A-Z_][A-Z0-9_]*)\s*:/gm)].map((match) => match[1]!));
  for (const { place } of uses)
    if (place.path.at(-2) === "env" && place.whole) names.delete(String(place.path.at(-1)));
  return names;
}

function write(place: YamlPlace, expression: string, work: Work): void {
  if (!place.whole) {
    const start = place.scalar.start;
    work.parts.set(start, [...(work.parts.get(start) ?? []), { place, newText: expression }]);
    work.notes.push(partNote());
  } else if (place.flow || place.quoting === "single" || place.quoting === "double") {
    work.edits.push(quotedScalar(place, expression));
  } else work.edits.push({ span: place.scalar, newText: expression });
}

/** Reads the value in the job; gives the reason when that cannot be. */
function readInJob(place: WorkflowPlace, lookup: StoreLookup, work: Work): string | undefined {
  const { scope } = place;
  if (!scope || scope.at === "early") return early;
  if (
    /^(?:AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)|aws-(?:access-key-id|secret-access-key))$/.test(
      String(place.path.at(-1)),
    )
  )
    return accessKey;
  if (lookup.from === "parameter-store" && place.value.includes("\n"))
    return "the value has several lines, which only Secrets Manager's action passes on: use Secrets Manager";
  const name = scope.at === "workflow" ? onlyJob(work.document) : scope.job;
  if (name === undefined)
    return "all jobs read it: move it to the env of the job that needs it, or use an environment variable";
  const job = work.jobs.get(name)?.job ?? jobOf(work.document, name);
  if (isRefusal(job)) return job.reason;
  const jobWork = work.jobs.get(name) ?? {
    job,
    exported: new Map<string, Exported>(),
    unique: nameCounter(work.taken),
    first: Infinity,
  };
  const reason =
    scope.at === "step"
      ? inStep(place, scope.step, lookup, jobWork, work)
      : inEnv(place, lookup, jobWork, work);
  if (reason === undefined) work.jobs.set(name, jobWork);
  return reason;
}

const early =
  "it is needed before any step could read a store: use an environment variable, which becomes a secret of the repository";
const accessKey =
  "it is an access key of AWS: sign in with a role (aws-actions/configure-aws-credentials) instead of storing the key";

function idOf({ name, jsonKey }: StoreLookup): string {
  return `${name}\n${jsonKey ?? ""}`;
}

function inStep(
  place: WorkflowPlace,
  step: number,
  lookup: StoreLookup,
  jobWork: JobWork,
  work: Work,
): string | undefined {
  const known = jobWork.exported.get(idOf(lookup));
  const exported = known ?? { variable: jobWork.unique(variableName(place.key, "secrets/secret")), lookup };
  jobWork.exported.set(idOf(lookup), exported);
  jobWork.first = Math.min(jobWork.first, step);
  write(place, `\${{ env.${exportedName(exported)} }}`, work);
  return undefined;
}

/** A variable of all steps goes, since the step that reads the store gives it to all steps after it. */
function inEnv(place: WorkflowPlace, lookup: StoreLookup, jobWork: JobWork, work: Work): string | undefined {
  const name = String(place.path.at(-1));
  if (!place.whole || !/^[A-Z_][A-Z0-9_]*$/.test(name) || lookup.jsonKey !== undefined)
    return "the environment of a job holds no lookups: move the variable to the steps that need it";
  const path = place.path.slice(0, -1);
  const reason = removalRefusal(work.document, path);
  if (reason !== undefined) return reason;
  const removed = work.removed.get(path.join("\n")) ?? { path, names: new Set<string>() };
  work.removed.set(path.join("\n"), removed);
  removed.names.add(name);
  jobWork.unique(name);
  const id = jobWork.exported.has(idOf(lookup)) ? `${idOf(lookup)}\n${name}` : idOf(lookup);
  jobWork.exported.set(id, { variable: name, lookup });
  jobWork.first = 0;
  return undefined;
}

function signInNote(): FixNote {
  return {
    code: "role",
    message:
      "The job signs in to AWS with OpenID Connect: a role must trust this repository, and the variables AWS_ROLE_TO_ASSUME and AWS_REGION name it unless the workflow does. A job that lists permissions has no others: add what its steps need.",
  };
}

function secretNote(names: readonly string[]): FixNote {
  const commands = [...new Set(names)].map((name) => `gh secret set ${name}`).join("; ");
  return { code: "env", message: `Create the secrets of the repository before this runs: ${commands}.` };
}
