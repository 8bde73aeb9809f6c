import { shown } from "../../identity/shown.ts";
import type { McpPolicy, PolicyServer } from "../../model/policy.ts";
import type { JudgedEntry } from "../../checks/check.ts";
import { policyNames } from "../../checks/policy/policyNames.ts";
import type { FixPlanner } from "../draft.ts";
import { jsonText, serverMember, writeValue } from "../jsonEdits.ts";
import { listedForm } from "../listedForm.ts";

/** The policy's entry that a server should be: the one that lists what it is, else the one whose name it has or imitates. */
export function wantedEntry(
  { server, verdict }: JudgedEntry,
  policy: McpPolicy | undefined,
): PolicyServer | undefined {
  if (!policy || verdict.status === "DENIED") return undefined;
  const own = policy.servers.find(({ id }) => id === verdict.policyEntry);
  if (own) return own;
  const names = policyNames(policy);
  const name = server.name.normalize("NFC");
  const meant = names.lists(name) ? name : names.imitated(server.name);
  return policy.servers.find((entry) =>
    entry.names.some((one) => one === meant || one.normalize("NFC") === meant),
  );
}

/** Replaces the definition by the listed one; the key stays unless only listed names count or it imitates one. */
export const useListed: FixPlanner = function* useListed(_, entry, { text, root, policy, request }) {
  const { server, verdict } = entry;
  const wanted = wantedEntry(entry, policy);
  const member = root && serverMember(root, server);
  if (!wanted || !policy || !member) return;
  const form = listedForm(wanted, policy, server.definition);
  const edit = form && writeValue(text, member, form.definition);
  if (!form || !edit) return;
  const [name] = wanted.names;
  const listed = wanted.names.some((one) => one.normalize("NFC") === server.name.normalize("NFC"));
  const free = !request.result.verdicts.some((other) => other.server.name === name);
  const renames = !listed && name !== undefined && free;
  const others = verdict.status === "DRIFT" || verdict.status === "UNPINNED";
  yield {
    id: "use-listed",
    title: `Use the definition that the policy lists as "${shown(wanted.id, 40)}"`,
    edits: renames ? [{ span: server.nameSpan, newText: jsonText(name) }, edit] : [edit],
    notes: form.notes,
    preferred: others || verdict.status === "NAME_ONLY" || verdict.status === "BLOCKED_BY_REGISTRY_MODE",
  };
};

/** The listed name for a server that is listed under it, when no other server of the file has it. */
export const rename: FixPlanner = function* rename(_, { server, verdict }, { policy, request }) {
  const [name] = policy?.servers.find(({ id }) => id === verdict.policyEntry)?.names ?? [];
  if (name === undefined || request.result.verdicts.some((other) => other.server.name === name)) return;
  yield {
    id: "rename",
    title: `Rename it to "${shown(name, 40)}", as the policy lists it`,
    edits: [{ span: server.nameSpan, newText: jsonText(name) }],
    preferred: true,
  };
};
