import type { Catalogue, Service } from "../../catalogue/catalogue.ts";
import { levelOf } from "../actionSets.ts";
import { counted } from "../markdown.ts";
import { completion, type Completion } from "./completion.ts";
import type { TypedPlace } from "./typedPlace.ts";

/** Least number of actions that a verb such as `Get` needs to be offered as a pattern. */
const leastOfVerb = 3;

/** Services as long as no colon is typed, then the actions of that service, patterns last. */
export function completeActions({ typed, present }: TypedPlace, catalogue: Catalogue): Completion[] {
  const colon = typed.indexOf(":");
  if (colon < 0) return services(catalogue);
  const service = catalogue.service(typed.slice(0, colon));
  if (!service) return [];
  const taken = new Set(present.filter((one) => one !== typed).map((one) => one.toLowerCase()));
  return [...actionsOf(service), ...patternsOf(service)].filter(
    ({ label }) => !taken.has(label.toLowerCase()),
  );
}

function services(catalogue: Catalogue): Completion[] {
  return catalogue.prefixes.map((prefix) =>
    completion(prefix, "service", {
      detail: catalogue.nameOf(prefix) ?? prefix,
      insertText: `${prefix}:`,
      again: true,
    }),
  );
}

function actionsOf(service: Service): Completion[] {
  return [...service.actions.values()].map(({ name, levels }) =>
    completion(`${service.prefix}:${name}`, "action", { detail: levelOf(levels) }),
  );
}

/** `s3:Get*` for every verb that several actions begin with, and `s3:*`. */
function patternsOf(service: Service): Completion[] {
  const verbs = new Map<string, number>();
  for (const { name } of service.actions.values()) {
    const verb = /^[A-Z][a-z]+(?=[A-Z])/.exec(name)?.[0];
    if (verb) verbs.set(verb, (verbs.get(verb) ?? 0) + 1);
  }
  const often = [...verbs].filter(([, number]) => number >= leastOfVerb);
  return [...often, ["", service.actions.size] as const].map(([verb, number]) =>
    completion(`${service.prefix}:${verb}*`, "pattern", { detail: counted(number, "action"), rank: 8 }),
  );
}
