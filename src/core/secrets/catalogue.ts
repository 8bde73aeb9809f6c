import type { RuleId } from "../model/finding.ts";
import type { Confidence } from "../model/severity.ts";
import { contextDetectors } from "./contextual/contextDetectors.ts";
import { blockDetectors, detectors } from "./detectors/registry.ts";

/** One rule of the secrets engine, for settings, SARIF and the docs. */
export interface CatalogueEntry {
  readonly ruleId: RuleId;
  readonly title: string;
  /** The confidence a sound match has; a single finding may be less sure. */
  readonly confidence: Confidence;
}

function list(): CatalogueEntry[] {
  const entries = new Map<string, CatalogueEntry>();
  const add = (id: string, title: string, confidence: Confidence): void => {
    if (!entries.has(id)) entries.set(id, { ruleId: `secrets/${id}`, title, confidence });
  };
  for (const { id, title, confidence } of detectors) add(id, title, confidence);
  for (const { rules } of blockDetectors) for (const { id, title } of rules) add(id, title, "high");
  for (const { rules } of contextDetectors) for (const { id, title } of rules) add(id, title, "medium");
  return [...entries.values()].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
}

/** Every rule the engine can report, ordered by id. */
export const catalogue: readonly CatalogueEntry[] = list();

const titles = new Map<string, string>(catalogue.map(({ ruleId, title }) => [ruleId, title]));

/** Title of a rule, by its id without `secrets/`; undefined for an unknown id. */
export function titleOf(id: string): string | undefined {
  return titles.get(`secrets/${id}`);
}
