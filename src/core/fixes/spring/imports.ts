import type { Refusal, StoreLookup } from "../targetForm.ts";

/** The properties that a Spring Boot application gets from a store. */
export class SpringImports {
  readonly #locations = new Map<string, string>();
  readonly #keys = new Map<string, string>();

  /**
   * The placeholder for a lookup, whose location is imported from now on. A secret that is no JSON has the last part of
   * its name as its property, a field has its own name, and a parameter has its path below the one imported, with dots.
   * Source: Spring Cloud AWS 3, its pages on Secrets Manager and Parameter Store.
   */
  placeholder(lookup: StoreLookup): string | Refusal {
    if (lookup.from === "parameter-store") return this.#parameter(lookup);
    const last = lookup.name.split(/[/:]/).at(-1) ?? lookup.name;
    const key = lookup.jsonKey ?? last;
    return this.#imported(`aws-secretsmanager:${lookup.name}`, key, key);
  }

  #parameter({ name, jsonKey }: StoreLookup): string | Refusal {
    const slash = name.lastIndexOf("/");
    const key = name.slice(slash + 1);
    if (jsonKey !== undefined) return { reason: "Spring reads no field of a parameter: use Secrets Manager" };
    if (!name.startsWith("/") || slash === 0 || /_\d_/.test(key))
      return {
        reason: "Spring reads parameters by the path above them: choose a name such as /app/config/key",
      };
    return this.#imported(`aws-parameterstore:${name.slice(0, slash + 1)}`, key, `${name}`);
  }

  /** Two secrets that would give one property are told apart by a prefix. */
  #imported(location: string, key: string, id: string): string {
    const own = `${location}\n${id}`;
    const known = this.#keys.get(own);
    if (known !== undefined) return `\${${known}}`;
    const taken = new Set(this.#keys.values());
    const prefix = taken.has(key) ? `s${taken.size + 1}.` : "";
    const full = prefix + key;
    this.#keys.set(own, full);
    this.#locations.set(location + (prefix === "" ? "" : `?prefix=${prefix}`), location);
    return `\${${full}}`;
  }

  /** Values for `spring.config.import`: one for each store, several secrets of it with `;` between them. */
  locations(): string[] {
    const byStore = new Map<string, string[]>();
    for (const location of this.#locations.keys()) {
      const colon = location.indexOf(":") + 1;
      const store = location.slice(0, colon);
      byStore.set(store, [...(byStore.get(store) ?? []), location.slice(colon)]);
    }
    return [...byStore].map(([store, names]) => store + names.join(";"));
  }
}

/** The starter that makes Spring Boot read the store. */
export function starterOf(from: StoreLookup["from"]): string {
  return `spring-cloud-aws-starter-${from === "secrets-manager" ? "secrets-manager" : "parameter-store"}`;
}
