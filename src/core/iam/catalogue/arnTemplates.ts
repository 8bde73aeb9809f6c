import { parseArn } from "../matching/arn.ts";
import { overlaps } from "../matching/wildcard.ts";
import type { ActionRecord, Catalogue, ResourceRecord, Service } from "./catalogue.ts";

/** The ARN template of a resource type, taken apart. */
export interface ArnTemplate {
  /** Name of the resource type. */
  readonly type: string;
  /** As the Service Authorization Reference writes it: `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`. */
  readonly arn: string;
  readonly service: string;
  /** Whether the field is empty, may be anything, or is a fixed text. */
  readonly region: ArnField;
  readonly account: ArnField;
  /** The resource part as a pattern: every variable is `*`. */
  readonly resource: string;
}

/** `none`: always empty. `variable`: the Region or account of the resource. A text: always that. */
type ArnField = "none" | "variable" | { readonly fixed: string };

/** ARN services that are no prefix of an action, with the prefix whose data describes them. */
const homes: Readonly<Record<string, string>> = {
  catalog: "servicecatalog",
  "route53-recovery-control": "route53-recovery-control-config",
  "iq-permission": "iq",
};

/**
 * Prefixes whose data describes resources of another service's ARNs, by that service: an access point of S3 Object
 * Lambda stands in the list of S3, and Kafka's topics in that of its data plane.
 */
const describedElsewhere: Readonly<Record<string, readonly string[]>> = {
  "s3-object-lambda": ["s3"],
  kafka: ["kafka-cluster"],
  iot: ["iotwireless", "greengrass", "iotjobsdata"],
  "vpc-lattice": ["vpc-lattice-svcs"],
  opensearch: ["es"],
  billing: ["ce", "bcm-data-exports"],
  sso: ["sso-oauth"],
  wisdom: ["connect"],
  qdeveloper: ["q"],
  iam: ["sts"],
  ec2: ["ebs", "vpce"],
  rds: ["rds-data"],
  redshift: ["redshift-data"],
  "redshift-serverless": ["redshift-data"],
  sagemaker: ["sagemaker-mlflow"],
  cloudtrail: ["cloudtrail-data"],
};

const ofServices = new WeakMap<Service, readonly ArnTemplate[]>();
const ofRecords = new WeakMap<ResourceRecord, ArnTemplate | null>();

const ofArnServices = new WeakMap<Catalogue, Map<string, readonly ArnTemplate[]>>();

/** Services remembered; texts while typing may name any. */
const remembered = 1000;

/** Templates of all resources whose ARNs name that service; empty when the catalogue has none. */
export function templatesOf(arnService: string, catalogue: Catalogue): readonly ArnTemplate[] {
  const known = ofArnServices.get(catalogue) ?? new Map<string, readonly ArnTemplate[]>();
  const before = known.get(arnService);
  if (before) return before;
  const prefixes = [homes[arnService] ?? arnService, ...(describedElsewhere[arnService] ?? [])];
  const found = prefixes.flatMap((prefix) => {
    const service = catalogue.service(prefix);
    return service ? templatesIn(service).filter((one) => one.service === arnService) : [];
  });
  if (known.size >= remembered) known.clear();
  ofArnServices.set(catalogue, known.set(arnService, found));
  return found;
}

/** Whether a text stands as service in ARNs, though no action has it as prefix. */
export function isArnServiceOnly(arnService: string): boolean {
  return Object.hasOwn(homes, arnService);
}

function templatesIn(service: Service): readonly ArnTemplate[] {
  const before = ofServices.get(service);
  if (before) return before;
  const made = [...service.resources.values()].flatMap((record) => templateFrom(record) ?? []);
  ofServices.set(service, made);
  return made;
}

/** The template of a resource type; undefined for the few that are no ARN of six fields. */
export function templateFrom(record: ResourceRecord): ArnTemplate | undefined {
  const before = ofRecords.get(record);
  if (before !== undefined) return before ?? undefined;
  const arn = parseArn(record.arn);
  const made = arn
    ? {
        type: record.name,
        arn: record.arn,
        service: arn.service,
        region: fieldFrom(arn.region),
        account: fieldFrom(arn.account),
        resource: withoutVariables(arn.resource),
      }
    : null;
  ofRecords.set(record, made);
  return made ?? undefined;
}

function fieldFrom(text: string): ArnField {
  if (text === "") return "none";
  return text.includes("${") || text === "*" ? "variable" : { fixed: text };
}

/** A text with each `${…}` given as `*`: as a pattern that takes whatever the variables may be. */
function withoutVariables(text: string): string {
  return text.includes("${") ? text.replace(/\$\{[^{}]*\}/g, "*") : text;
}

/** Whether the resource part of an ARN as a policy writes it may name a resource of that template. */
export function templateMatches(resource: string, template: ArnTemplate): boolean {
  return overlaps(withoutVariables(resource), template.resource);
}

const fits = new WeakMap<readonly ArnTemplate[], Map<string, readonly ArnTemplate[]>>();

/** The templates among those of `templatesOf` whose resources the resource part of an ARN may name. */
export function fittingTemplates(
  resource: string,
  templates: readonly ArnTemplate[],
): readonly ArnTemplate[] {
  const known = fits.get(templates) ?? new Map<string, readonly ArnTemplate[]>();
  const before = known.get(resource);
  if (before) return before;
  const found = templates.filter((template) => templateMatches(resource, template));
  if (known.size >= remembered) known.clear();
  fits.set(templates, known.set(resource, found));
  return found;
}

/**
 * ARN templates of the resource types that actions work on, each once, in the order of the actions. An action that
 * takes `*` only gives none.
 * @param actions `service:Action`, no patterns
 */
export function resourceTemplates(actions: readonly string[], catalogue: Catalogue): readonly string[] {
  const found = new Set<string>();
  for (const name of actions) {
    const service = catalogue.service(name.slice(0, name.indexOf(":")));
    const action = service?.actions.get(name.slice(name.indexOf(":") + 1).toLowerCase());
    if (service && action) for (const arn of templatesOfAction(action, service)) found.add(arn);
  }
  return [...found];
}

/** ARN templates of the resource types of one action: those it cannot do without first. */
function templatesOfAction(action: ActionRecord, service: Service): readonly string[] {
  const arns = (required: boolean): string[] =>
    action.resources
      .filter((one) => one.required === required)
      .flatMap(({ name }) => service.resources.get(name.toLowerCase())?.arn ?? []);
  return [...arns(true), ...arns(false)];
}
