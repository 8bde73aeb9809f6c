import type { Span } from "../model/span.ts";
import type { StoreKind } from "../ports.ts";
import { defaultNameTemplate, nameCounter, secretGuard, secretName, variableName } from "./naming.ts";
import type { SecretGuard } from "./naming.ts";
import type { Occurrence } from "./occurrences.ts";
import type { FixRequest, SkippedFix } from "./plan.ts";
import type { Lookup, Place, Use } from "./targetForm.ts";

/** A use together with the findings it answers. */
export interface Assigned extends Use {
  readonly occurrence: Occurrence;
}

/** Parameter Store's standard tier takes 4 KB, Secrets Manager 64 KB (their quotas), counted in UTF-8 bytes. */
const mostBytes: Record<StoreKind, number> = { "secrets-manager": 65_536, "parameter-store": 4_096 };

/**
 * Gives every occurrence its lookup. One value has one name however often it stands in the text; two values never share
 * one, neither in this text nor with `request.takenNames`. A value that only a comment mentions takes its name last.
 */
export function lookupsFor(
  request: FixRequest,
  occurrences: readonly Occurrence[],
): { uses: readonly Assigned[]; skipped: readonly SkippedFix[] } {
  const unique = nameCounter(request.takenNames ?? []);
  // A finding that is left alone may still stand where another one takes its name from.
  const guard = secretGuard([
    ...occurrences.map((one) => one.place.value),
    ...request.findings.map(({ span }) => request.text.slice(span.start, span.end)),
  ]);
  const namers = namersOf(occurrences);
  const byValue = new Map<string, Lookup>();
  for (const { name, store, value } of request.known ?? []) {
    if (store === request.target.to) byValue.set(value.reveal(), { from: store, name });
  }
  const uses: Assigned[] = [];
  const skipped: SkippedFix[] = [];
  const isMention = ({ place }: Occurrence): boolean => namers.get(place.value)?.place.mention === true;
  for (const occurrence of [...occurrences].sort((a, b) => Number(isMention(a)) - Number(isMention(b)))) {
    const reason = unstorable(request, occurrence, byValue);
    if (reason !== undefined) {
      for (const finding of occurrence.findings)
        skipped.push({ ruleId: finding.ruleId, span: finding.span, reason });
      continue;
    }
    let lookup = byValue.get(occurrence.place.value);
    if (!lookup) {
      const namer = namers.get(occurrence.place.value) ?? occurrence;
      lookup = newLookup(request, namer, guard, unique);
      byValue.set(occurrence.place.value, lookup);
    }
    uses.push({ place: withSafeKey(occurrence.place, guard), lookup, occurrence });
  }
  uses.sort((a, b) => a.place.span.start - b.place.span.start);
  return { uses, skipped };
}

/** The place without a key that would give a value away, since forms make names of variables from it. */
function withSafeKey(place: Place, guard: SecretGuard): Place {
  const { key, ...rest } = place;
  return key === undefined || !guard(key) ? place : rest;
}

/** Of the places of each value, the one that names it best: a value with a name, before one in a comment. */
function namersOf(occurrences: readonly Occurrence[]): Map<string, Occurrence> {
  const namers = new Map<string, Occurrence>();
  const worth = ({ place }: Occurrence): number =>
    (place.key === undefined ? 0 : 2) + (place.mention ? 0 : 1);
  for (const occurrence of occurrences) {
    const known = namers.get(occurrence.place.value);
    if (!known || worth(occurrence) > worth(known)) namers.set(occurrence.place.value, occurrence);
  }
  return namers;
}

function newLookup(
  request: FixRequest,
  { place, findings }: Occurrence,
  guard: SecretGuard,
  unique: (name: string) => string,
): Lookup {
  const { target } = request;
  const ruleId = findings[0]?.ruleId ?? "secrets/secret";
  if (target.to === "existing") {
    const jsonKey = target.jsonKey === undefined ? {} : { jsonKey: target.jsonKey };
    return { from: target.kind, name: target.name, ...jsonKey };
  }
  if (target.to === "env") {
    const name = target.name ?? variableName(place.key, ruleId, guard);
    return { from: "env", name: unique(name) };
  }
  const parts = { project: request.project.name, path: request.path, key: place.key, ruleId, guard };
  const chosen = request.names?.find((choice) =>
    findings.some((finding) => sameSpan(finding.span, choice.span)),
  );
  const name =
    chosen?.name ?? target.name ?? secretName(request.nameTemplate ?? defaultNameTemplate, target.to, parts);
  return { from: target.to, name: unique(name) };
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function unstorable(
  request: FixRequest,
  { place }: Occurrence,
  byValue: ReadonlyMap<string, Lookup>,
): string | undefined {
  const { target } = request;
  if (target.to === "existing") {
    if (byValue.size > 0 && !byValue.has(place.value)) {
      return "it differs from the first value, and one existing secret cannot stand for two: fix it on its own";
    }
    return undefined;
  }
  if (target.to === "env") return undefined;
  if (place.value === "") return "the value is empty";
  const bytes = new TextEncoder().encode(place.value).length;
  if (bytes > mostBytes[target.to]) {
    return target.to === "parameter-store"
      ? "the value is longer than the 4 KB that Parameter Store's standard tier takes: use Secrets Manager"
      : "the value is longer than the 64 KB that Secrets Manager takes";
  }
  if (target.to === "parameter-store" && place.value.includes("{{")) {
    return "Parameter Store refuses values that hold {{ }}: use Secrets Manager";
  }
  return undefined;
}
