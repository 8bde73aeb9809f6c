import { predictKiro, type KiroContext, type KiroPrediction } from "../files/predictKiro.ts";
import { shown } from "../identity/shown.ts";
import type { EffectiveEntry } from "./effectiveServers.ts";

/** What Kiro will do with a definition, seen beside all others: `predictKiro` with what the scopes say. */
export function predictEntry(
  entry: EffectiveEntry,
  context: Pick<KiroContext, "approvedEnv" | "registryMode" | "registryNames"> = {},
): KiroPrediction {
  const { name, server, scope, source, shadowedBy, reason = "Kiro does not read this file" } = entry;
  if (!entry.readByKiro || !source.file) return { outcome: "not-read", reasons: [sentence(reason)] };
  const prediction = predictKiro(source.file, server, {
    ...context,
    registeredAs: name,
    ...(source.untrusted === true && { untrusted: true }),
    ...(shadowedBy && { shadowedBy: shadowedBy.path }),
  });
  if (scope.kind !== "agent" || !["loads", "waits-for-approval"].includes(prediction.outcome))
    return prediction;
  const note = `It counts while the agent "${shown(scope.name ?? "", 60)}" runs, above a server of the same name elsewhere.`;
  return { ...prediction, reasons: [...prediction.reasons, note] };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
