import { templateFrom, templateMatches, type ArnTemplate } from "../../catalogue/arnTemplates.ts";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { parseArn, type Arn } from "../../matching/arn.ts";
import { overlaps } from "../../matching/wildcard.ts";
import type { Policy, Statement } from "../../model/policy.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { CheckContext, IamRule, Issue, PolicyCheck } from "../check.ts";

const rule: IamRule = {
  id: "iam/action-without-resource",
  title: "Action that no resource of its statement fits",
  severity: "warning",
};

/** An action is allowed only on resources of its own types: with none of them in the statement it allows nothing. */
export const withoutEffectChecks: readonly PolicyCheck[] = [{ rules: [rule], check }];

function* check({ statements, type }: Policy, { catalogue }: CheckContext): Generator<Issue> {
  if (type !== "identity" && type !== "boundary") return;
  for (const statement of statements) {
    const arns = resourcesOf(statement);
    if (!arns || !statement.actions || statement.actions.negated || statement.effect !== "Allow") continue;
    const useless = statement.actions.values.flatMap((action) => {
      const needs = needsOf(action, catalogue);
      return needs && !arns.some((arn) => fits(arn, needs)) ? [{ action, needs }] : [];
    });
    const [first, ...others] = useless;
    if (!first) continue;
    const dead = statement.actions.complete && useless.length === statement.actions.values.length;
    yield {
      rule,
      span: first.action.content,
      message: messageFor(first, others.length),
      related: others.map(({ action }) => ({ span: action.content, message: "allows nothing here either" })),
      data: { actions: useless.map(({ action }) => action.value).slice(0, 50) },
      // One stray entry among others is untidy; a statement that allows nothing is a mistake.
      ...(!dead && { severity: "info" as const }),
    };
  }
}

/** The ARNs of a statement, when all are seen and none is for everything. */
function resourcesOf({ resources, complete }: Statement): readonly Arn[] | undefined {
  if (!resources || resources.negated || !resources.complete || !complete || resources.values.length === 0) {
    return undefined;
  }
  const arns = resources.values.flatMap(({ value }) => parseArn(value) ?? []);
  return arns.length === resources.values.length ? arns : undefined;
}

interface Needs {
  readonly prefix: string;
  /** Empty: the action takes `*` only. */
  readonly templates: readonly ArnTemplate[];
}

/** What an action named in full needs; undefined for a pattern, and for one whose types are not all known. */
function needsOf({ value }: StringNode, catalogue: Catalogue): Needs | undefined {
  if (/[*?$]/.test(value) || hasUnknown(value)) return undefined;
  const prefix = value.slice(0, value.indexOf(":")).toLowerCase();
  const record = catalogue.action(value);
  const service = catalogue.service(prefix);
  if (!record || !service) return undefined;
  const templates = record.resources.flatMap(({ name }) => {
    const resource = service.resources.get(name.toLowerCase());
    return (resource && templateFrom(resource)) ?? [];
  });
  return templates.length === record.resources.length ? { prefix, templates } : undefined;
}

function fits({ service, resource }: Arn, { templates }: Needs): boolean {
  // `arn:aws:s3:::*` is taken for every resource of the service, also where an action knows none.
  if (resource === "*" || hasUnknown(service) || resource.startsWith("\uFFFC")) return true;
  return templates.some(
    (template) =>
      overlaps(service, template.service) &&
      templateMatches(resource, template) &&
      // The template of a bucket is any text, but no bucket's name has a slash.
      !(template.service === "s3" && template.type === "bucket" && resource.includes("/")),
  );
}

function messageFor({ action, needs }: { action: StringNode; needs: Needs }, others: number): string {
  const more = others > 0 ? ` (and ${others} more here)` : "";
  const [first, second, third] = needs.templates;
  if (!first) {
    return `${action.value}${more} takes Resource "*" only: with these resources it allows nothing. Put it into a statement of its own.`;
  }
  const wanted = [first, second].flatMap((one) => one?.arn ?? []).join(" or ");
  return `${action.value}${more} allows nothing here: no resource of the statement is one that it works on, ${wanted}${third ? ", …" : ""}.`;
}
