import type { Span } from "../../model/span.ts";
import { shown } from "../identity/shown.ts";
import { isLoopback, readAddress } from "../identity/url.ts";
import { addressHasVariable } from "../identity/variables.ts";
import type { DefinitionProblem, McpDefinition, McpServer } from "../model/definition.ts";
import { contentOf, replacedMembers, type FileMember, type FileObject, type FileValue } from "./fileValue.ts";
import { serverMembers, typeWords, type MemberType } from "./serverMembers.ts";

/** How a file's owner treats what is wrong with a server. */
export interface ServerRules {
  /** Whether Kiro reads the file: one schema error then voids it, and unknown members are worth a word. */
  readonly kiro: boolean;
  readonly overridden: boolean;
  /** Dotted path of the object that holds the server. */
  readonly section: string;
}

/** Collects the parts of one server. */
interface Collected {
  readonly values: Map<string, unknown>;
  readonly problems: DefinitionProblem[];
  readonly spans: Record<string, Span>;
  readonly rules: ServerRules;
}

/** One server of a file, from the member that defines it. */
export function readServer(member: FileMember, rules: ServerRules): McpServer {
  const spans: Record<string, Span> = Object.create(null);
  const collected: Collected = { values: new Map(), problems: [], spans, rules };
  const { value } = member;
  if (value.kind === "object") readMembers(value, collected);
  else if (value.kind === "missing") addProblem(collected, "", member.keySpan, "it has no value yet");
  else addProblem(collected, "", value.span, "a server must be an object");
  const definition: McpDefinition = Object.fromEntries(collected.values);
  if (value.kind === "object" && rules.kiro) dropProblems(definition, member, collected);
  return {
    name: member.key,
    nameSpan: member.keySpan,
    span: member.span,
    definition,
    problems: collected.problems,
    overridden: rules.overridden,
    section: rules.section,
    spans,
  };
}

function readMembers(server: FileObject, collected: Collected): void {
  const replaced = replacedMembers(server);
  for (const member of server.members) {
    const { key, keySpan, value } = member;
    if (replaced.has(member)) {
      const message = `"${shown(key)}" stands twice; the last one counts`;
      collected.problems.push({ span: keySpan, path: key, message, effect: "ignores" });
      continue;
    }
    const type = Object.hasOwn(serverMembers, key) ? serverMembers[key] : undefined;
    if (type) {
      // Those alone: the name of another member may look like the path of one of these.
      collected.spans[key] = contentOf(value);
      collected.spans[`${key}#key`] = keySpan;
      readMember(key, value, type, collected);
    } else if (collected.rules.kiro) {
      const message = `"${shown(key)}" is no member that Kiro knows; it is ignored`;
      collected.problems.push({ span: keySpan, path: key, message, effect: "ignores" });
    }
  }
}

function readMember(key: string, value: FileValue, type: MemberType, collected: Collected): void {
  const wrong = `"${key}" must be ${typeWords[type]}`;
  if (type === "texts" && value.kind === "list") {
    const texts = textsOf(key, value.items, wrong, collected);
    if (texts) keep(key, texts, collected);
  } else if (type === "textTable" && value.kind === "object") {
    keep(key, tableOf(key, value, collected), collected);
  } else if (type === "object" && value.kind === "object") {
    return;
  } else if (value.kind === type && "value" in value) keep(key, value.value, collected);
  else addProblem(collected, key, value.kind === "missing" ? value.span : contentOf(value), wrong);
}

/** Members that the model has no place for are checked and left. */
function keep(key: string, value: unknown, collected: Collected): void {
  if (key !== "oauthScopes") collected.values.set(key, value);
}

/** Undefined when an item is no text: without it the others would stand in other places. */
function textsOf(
  key: string,
  items: readonly FileValue[],
  wrong: string,
  collected: Collected,
): string[] | undefined {
  const texts: string[] = [];
  for (const [index, item] of items.entries()) {
    collected.spans[`${key}.${index}`] = contentOf(item);
    if (item.kind === "text") texts.push(item.value);
    else addProblem(collected, `${key}.${index}`, item.span, wrong);
  }
  return texts.length === items.length ? texts : undefined;
}

function tableOf(key: string, object: FileObject, collected: Collected): Readonly<Record<string, string>> {
  const table: Record<string, string> = Object.create(null);
  const replaced = replacedMembers(object);
  for (const member of object.members) {
    const path = `${key}.${member.key}`;
    if (replaced.has(member)) {
      const message = `"${shown(member.key)}" stands twice in "${key}"; the last one counts`;
      collected.problems.push({ span: member.keySpan, path, message, effect: "ignores" });
      continue;
    }
    collected.spans[path] = contentOf(member.value);
    collected.spans[`${path}#key`] = member.keySpan;
    if (member.value.kind === "text") table[member.key] = member.value.value;
    else addProblem(collected, path, member.value.span, `"${shown(member.key)}" of "${key}" must be a text`);
  }
  return table;
}

/** What no reader of such a file can take; Kiro gives up the whole file. */
function addProblem({ problems, rules }: Collected, path: string, span: Span, message: string): void {
  problems.push({ span, path, message, effect: rules.kiro ? "rejects-file" : "drops-server" });
}

/** What Kiro leaves out in silence. */
function dropProblems(definition: McpDefinition, { keySpan }: FileMember, collected: Collected): void {
  const { problems, spans } = collected;
  const { command = "", url = "", type } = definition;
  const broken = problems.some(({ path, effect }) => effect !== "ignores" && /^(command|url)$/.test(path));
  if (command.trim() === "" && url.trim() === "") {
    if (type === "registry" || broken) return;
    const message = 'it has neither "command" nor "url", so that Kiro drops it';
    problems.push({ span: keySpan, path: "", message, effect: "drops-server" });
  } else if (url.trim() !== "" && isDroppedUrl(url)) {
    const message = 'its "url" is neither https nor on this computer, so that Kiro drops it';
    problems.push({ span: spans["url"] ?? keySpan, path: "url", message, effect: "drops-server" });
  }
}

function isDroppedUrl(url: string): boolean {
  // What a variable makes of it is not known.
  if (addressHasVariable(url)) return false;
  const address = readAddress(url);
  if (!address) return true;
  return address.scheme !== "https:" && !(address.scheme === "http:" && isLoopback(address.host));
}
