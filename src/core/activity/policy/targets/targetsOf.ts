import type { ActionRecord, Catalogue, ResourceRecord, Service } from "../../../iam/catalogue/catalogue.ts";
import { covers, matches } from "../../../iam/matching/wildcard.ts";
import type { ActivityEvent } from "../../event.ts";
import { ec2ById } from "./ec2Ids.ts";
import { placeOf } from "./recordPlace.ts";
import { requestValues } from "./requestValues.ts";
import { isCopy, specialTargets } from "./specialTargets.ts";
import { literalPattern, type Target, type TargetContext } from "./target.ts";
import { fillTemplate, isOfType, kindTarget } from "./templateTargets.ts";

/** Targets of one call. */
const mostTargets = 100;

/**
 * The resources that a call acted on, as an action of the catalogue sees them: all of them must be allowed. From the
 * record's `resources`, from ARNs and names of its request; a resource that the action cannot do without and that the
 * record does not name is every one of its kind (`arn:aws:ec2:us-east-1:111122223333:instance/*`). `*` for an action that
 * takes no resource. Empty: nothing is known of them.
 * @param action `service:Action` in the catalogue's case
 */
export function targetsOf(event: ActivityEvent, action: string, catalogue: Catalogue): readonly Target[] {
  const record = catalogue.action(action);
  const service = catalogue.service(action.slice(0, action.indexOf(":")));
  if (!record || !service) return [];
  if (record.resources.length === 0) return [{ patterns: ["*"], known: true }];
  const context = { event, place: placeOf(event), action, values: requestValues(event.request) };
  if (service.prefix === "apigateway") return restApis(context);
  return ofTypes(record, service, context).slice(0, mostTargets);
}

function ofTypes(record: ActionRecord, service: Service, context: TargetContext): readonly Target[] {
  const arns = arnsOf(context);
  const found: Target[] = [];
  const partial: Target[] = [];
  const kinds: Target[] = [];
  for (const { name, required } of record.resources) {
    const type = service.resources.get(name.toLowerCase());
    if (!type) continue;
    const named = ofType(type, service, arns, context);
    if (named.whole) found.push(...named.targets);
    else if (required) {
      const kind = kindTarget(type, context);
      if (named.targets.length > 0) found.push(...named.targets);
      else if (kind) kinds.push(kind);
    } else partial.push(...named.targets);
  }
  // Of types that the action may do without, half a name counts only when there is nothing better.
  const named = found.length > 0 ? found : partial;
  // A model is called through one type of resource; the catalogue says that all are required.
  return named.length > 0 && service.prefix === "bedrock" ? named : [...named, ...kinds];
}

function ofType(
  type: ResourceRecord,
  service: Service,
  arns: readonly string[],
  context: TargetContext,
): { readonly targets: readonly Target[]; readonly whole: boolean } {
  // The record names both objects of a copy, not which is which.
  const isObjectOfCopy = service.prefix === "s3" && isCopy(context.event.name);
  const given = isObjectOfCopy
    ? []
    : arns.filter((arn) => isOfType(arn, type)).map((arn) => literalPattern(arn));
  const finder = specialTargets[`${service.prefix}:${type.name}`];
  const special = finder?.(context) ?? (service.prefix === "ec2" ? ec2ById(type.name, context) : undefined);
  const filled = special ? { targets: special, whole: special.length > 0 } : fillTemplate(type, context);
  // A name and the ARN that stands for it are one resource.
  const others = (filled?.targets ?? []).filter(
    ({ patterns }) => !patterns.some((pattern) => given.some((arn) => same(pattern, arn))),
  );
  const targets = [...new Set(given)].map((arn): Target => ({ patterns: [arn], known: true }));
  return { targets: [...targets, ...others], whole: targets.length > 0 || (filled?.whole ?? false) };
}

function same(pattern: string, arn: string): boolean {
  return matches(pattern, arn) || covers(arn, pattern);
}

/** ARNs that the record gives whole. */
function arnsOf({ event, values }: TargetContext): readonly string[] {
  const found = new Set(event.resources.flatMap(({ arn }) => arn ?? []));
  for (const texts of values.values()) {
    for (const text of texts) if (text.startsWith("arn:")) found.add(text.replace(/:\*$/, ""));
  }
  return [...found]
    .filter((arn) => /^arn:[a-z0-9-]+:[a-z0-9-]+:[^:\s]*:[^:\s]*:[^\s]/.test(arn))
    .slice(0, mostTargets);
}

/** The paths of API Gateway: an API with all below it. */
function restApis({ place, values }: TargetContext): readonly Target[] {
  const paths = [
    ...(values.get("restapiid") ?? []).map((id) => `/restapis/${id}`),
    ...(values.get("apiid") ?? []).map((id) => `/apis/${id}`),
  ].filter((path) => /^\/[a-z]+\/[\w-]+$/.test(path));
  return paths.map((path) => {
    const arn = `arn:${place.partition}:apigateway:${place.region}::${path}`;
    return { patterns: [`${arn}/*`, arn], known: true };
  });
}
