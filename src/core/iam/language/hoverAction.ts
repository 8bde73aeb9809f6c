import type { ActionRecord, Catalogue, Service } from "../catalogue/catalogue.ts";
import type { NamedAction } from "../catalogue/expand.ts";
import { hasUnknown } from "../model/valueNode.ts";
import { byLevel, countAll, expandCached, isEvery } from "./actionSets.ts";
import { code, count, counted, listed, paragraphs, plain } from "./markdown.ts";

/** Names that the hover of a wildcard shows. */
const mostNames = 20;

/** What an action, or a pattern of actions, of a policy means. */
export function describeAction(pattern: string, negated: boolean, catalogue: Catalogue): string {
  const not = negated
    ? "In `NotAction`: the statement speaks of every action of every service **but** what stands here."
    : undefined;
  return paragraphs([bodyOf(pattern, catalogue), not]);
}

function bodyOf(pattern: string, catalogue: Catalogue): string {
  if (isEvery(pattern)) {
    const services = counted(catalogue.prefixes.length, "service");
    return `${code(pattern)}: every action of every service, ${counted(countAll(catalogue), "action")} of ${services} today and all that AWS adds.`;
  }
  if (hasUnknown(pattern)) return `An action that is put together from parts which are not known here.`;
  const colon = pattern.indexOf(":");
  if (colon < 0) return `${code(pattern)} has no service in front: an action is written \`service:Action\`.`;
  const service = catalogue.service(pattern.slice(0, colon));
  if (!service) return `${code(pattern.slice(0, colon))} is not among the services of the catalogue.`;
  const name = pattern.slice(colon + 1);
  if (/[*?]/.test(name)) return wildcardText(pattern, service, catalogue);
  const record = service.actions.get(name.toLowerCase());
  return record
    ? actionText(record, service, catalogue)
    : `${code(name)} is not among the ${counted(service.actions.size, "action")} of ${plain(service.name)}.`;
}

function actionText(record: ActionRecord, service: Service, catalogue: Catalogue): string {
  const about = catalogue.descriptions(service.prefix)?.actions[record.name.toLowerCase()];
  const head = `**${code(`${service.prefix}:${record.name}`)}** · ${record.levels.join(", ")} · ${plain(service.name)}`;
  const keys = keysOf(record);
  return paragraphs([
    head,
    about === undefined ? undefined : `${plain(about)}.`,
    resourcesText(record, service),
    keys.length > 0 ? `Condition keys: ${listed(keys, 12)}` : undefined,
    record.dependentActions.length > 0 ? `Needs as well: ${listed(record.dependentActions, 8)}` : undefined,
  ]);
}

/** Resource types that an action takes, with their ARNs. */
function resourcesText({ resources }: ActionRecord, service: Service): string {
  if (resources.length === 0) return "Takes no resource: `Resource` must be `*`.";
  const lines = resources.slice(0, 6).map(({ name, required }) => {
    const arn = service.resources.get(name.toLowerCase())?.arn;
    return `- ${plain(name)}${required ? " (required)" : ""}${arn ? `: ${code(arn)}` : ""}`;
  });
  const rest = resources.length - lines.length;
  return ["Resources:\n", ...lines, ...(rest > 0 ? [`- and ${count(rest)} more`] : [])].join("\n");
}

function keysOf({ conditionKeys, resources }: ActionRecord): string[] {
  return [...new Set([...conditionKeys, ...resources.flatMap((one) => one.conditionKeys)])];
}

function wildcardText(pattern: string, service: Service, catalogue: Catalogue): string {
  const actions = expandCached(pattern, catalogue);
  if (actions.length === 0) return `${code(pattern)} names no action of ${plain(service.name)}.`;
  const groups = byLevel(actions);
  const each = Math.max(3, Math.floor(mostNames / groups.length));
  const lines = groups.map(
    ({ level, actions: of }) => `- ${level}, ${count(of.length)}: ${listed(of.map(nameOf), each)}`,
  );
  return paragraphs([
    `**${code(pattern)}** · ${counted(actions.length, "action")} of ${plain(service.name)}`,
    lines.join("\n"),
  ]);
}

function nameOf({ record }: NamedAction): string {
  return record.name;
}
