import type { Refusal } from "../targetForm.ts";

/**
 * Where in a workflow a value stands. `step`: a step reads it. `job` and `workflow`: it is an environment variable of all
 * steps. `early`: it is needed before any step runs, so only GitHub's own secrets can give it.
 */
export type Scope =
  | { readonly at: "step"; readonly job: string; readonly step: number }
  | { readonly at: "job"; readonly job: string }
  | { readonly at: "workflow" }
  | { readonly at: "early" };

/**
 * The scope of a place by its keys, or why no secret can be read there. Source: GitHub's table of the contexts that each
 * key may use.
 */
export function scopeOf(path: readonly (string | number)[]): Scope | Refusal {
  const [top, job, section, index, field] = path;
  if (top === "env") return { at: "workflow" };
  if (top !== "jobs" || typeof job !== "string")
    return { reason: "no secret can be read here: take it in a step, or in the env of a job" };
  if (section === "env") return { at: "job", job };
  if (section === "secrets") return { at: "early" };
  if (section === "steps" && typeof index === "number" && /^(?:env|with|run)$/.test(String(field)))
    return { at: "step", job, step: index };
  const credentials = section === "container" ? index : section === "services" ? field : undefined;
  if (credentials === "env" || credentials === "credentials") return { at: "early" };
  if (section === "with")
    return { reason: "the inputs of a called workflow take no secrets: pass it under secrets instead" };
  return { reason: `no secret can be read in ${String(path.at(-1))}: take it in env, and use the variable` };
}

/** The name that GitHub takes for a secret: none may begin with `GITHUB_`. */
export function secretVariable(name: string): string {
  return name.replace(/^GITHUB_/, "GH_");
}
