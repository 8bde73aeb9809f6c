import type { TextEdit } from "../../model/edit.ts";
import { jsonErrors, locateInJson, parseJson } from "../jsonText.ts";
import type { JsonPlace } from "../jsonText.ts";
import { nameCounter, variableName } from "../naming.ts";
import { placeholderOf } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import type { Lookup, Refusal, Rewrite, TargetForm, Use } from "../targetForm.ts";

/** Who reads the file, and how it writes a variable. Facts: each product's documentation of its configuration. */
interface Reader {
  readonly name:
    | "Kiro"
    | "VS Code"
    | "Cursor"
    | "Windsurf"
    | "Gemini CLI"
    | "Claude Code"
    | "Claude Desktop"
    | "Amazon Q"
    | "the MCP client";
  readonly reference: (variable: string) => string;
}

const braces = (variable: string): string => `\${${variable}}`;
const env = (variable: string): string => `\${env:${variable}}`;

function readerOf(path: string): Reader {
  if (/(?:^|\/)\.vscode\/mcp\.json$/i.test(path)) return { name: "VS Code", reference: env };
  if (/(?:^|\/)\.cursor\/mcp\.json$/i.test(path)) return { name: "Cursor", reference: env };
  if (/(?:^|\/)(?:\.codeium|windsurf)\/.*mcp_config\.json$/i.test(path)) {
    return { name: "Windsurf", reference: env };
  }
  if (/(?:^|\/)\.gemini\/settings\.json$/i.test(path)) return { name: "Gemini CLI", reference: braces };
  if (/(?:^|\/)\.(?:mcp|claude)\.json$/i.test(path)) return { name: "Claude Code", reference: braces };
  if (/(?:^|\/)claude_desktop_config\.json$/i.test(path))
    return { name: "Claude Desktop", reference: braces };
  if (/(?:^|\/)\.amazonq\//i.test(path)) return { name: "Amazon Q", reference: braces };
  if (/(?:^|\/)(?:\.kiro|kiro|powers)\//i.test(path) || /(?:^|\/)mcp\.json$/i.test(path)) {
    return { name: "Kiro", reference: braces };
  }
  return { name: "the MCP client", reference: braces };
}

/** Configuration of MCP servers: Kiro's `mcp.json` and agents, and the files of its neighbours. */
export const mcpJsonForm: TargetForm<JsonPlace> = {
  id: "mcp-json",
  accepts: ({ path, text }) =>
    /(?:^|\/)(?:\.?mcp|claude_desktop_config)\.jsonc?$/i.test(path) ||
    (/\.json$/i.test(path) && /"mcpServers"\s*:/.test(text)),
  errors: jsonErrors,
  open: ({ text, path }) => {
    const { root } = parseJson(text);
    if (!root) return { reason: "the file is not JSON" };
    const reader = readerOf(path);
    return {
      locate: (finding) => withVariable(locateInJson(root, finding, text), text),
      rewrite: (uses) => rewrite(uses, reader),
    };
  },
};

/** A header has the name of the header, which says little: the server's name goes before it. */
function withVariable(place: JsonPlace | Refusal, text: string): JsonPlace | Refusal {
  if ("reason" in place) return place;
  const at = place.path.findIndex((part) => part === "mcpServers" || part === "servers");
  const server = at < 0 ? undefined : place.path[at + 1];
  // The prompt and the description of an agent are prose: nothing expands a variable in them.
  if (at < 0 && /^(?:prompt|description)$/.test(String(place.path.at(-1))))
    return { ...place, mention: true };
  if (typeof server !== "string") return place;
  if (place.path[at + 2] === "env") return { ...place, key: String(place.path.at(-1)) };
  const name = place.path[at + 2] === "args" ? flagOf(place, text) : place.key;
  return { ...place, key: `${server}_${name ?? "value"}` };
}

/** The option that an argument sets: `key` of `--key=…`, or of `--key` in the argument before. */
function flagOf(place: JsonPlace, text: string): string | undefined {
  const own = /^--?([\w-]+)[= :]/.exec(text.slice(place.node.offset + 1, place.span.start))?.[1];
  const siblings = place.node.parent?.children ?? [];
  const before: unknown = siblings[siblings.indexOf(place.node) - 1]?.value;
  return own ?? (typeof before === "string" ? /^--?([\w-]+)$/.exec(before)?.[1] : undefined) ?? place.key;
}

/** The variable that the file refers to: the environment's own name, or one made from the secret's key. */
function variableOf({ place, lookup }: Use<JsonPlace>): string {
  if (lookup.from === "env") return lookup.name;
  const last = place.path.at(-1);
  const own =
    place.path.at(-2) === "env" && typeof last === "string" && /^[A-Za-z_]\w*$/.test(last) ? last : undefined;
  return own ?? variableName(place.key, "secrets/secret");
}

function rewrite(uses: readonly Use<JsonPlace>[], reader: Reader): Rewrite {
  const edits: TextEdit[] = [];
  const variables = new Map<string, Lookup>();
  const bySecret = new Map<string, string>();
  const unique = nameCounter([]);
  // Variables that the file already names keep their names, so they come first.
  const named = (use: Use<JsonPlace>): number => (use.place.path.at(-2) === "env" ? 0 : 1);
  for (const use of [...uses].sort((a, b) => named(a) - named(b))) {
    if (use.place.mention) {
      edits.push({ span: use.place.span, newText: placeholderOf(use.lookup) });
      continue;
    }
    const variable = bySecret.get(use.lookup.name) ?? unique(variableOf(use));
    bySecret.set(use.lookup.name, variable);
    variables.set(variable, use.lookup);
    edits.push({ span: use.place.span, newText: reader.reference(variable) });
  }
  return { edits, notes: notesFor(variables, reader), refused: new Map() };
}

function notesFor(variables: ReadonlyMap<string, Lookup>, reader: Reader): FixNote[] {
  const names = [...variables.keys()].join(", ");
  if (names === "") return [];
  const notes: FixNote[] = [];
  if (reader.name === "Kiro") {
    notes.push({
      code: "approval",
      message: `Kiro expands only approved variables: add ${names} to kiroAgent.mcpApprovedEnvVars.`,
    });
  } else if (
    reader.name === "Claude Desktop" ||
    reader.name === "Amazon Q" ||
    reader.name === "the MCP client"
  ) {
    notes.push({
      code: "expansion",
      message: `${reader.name} is not known to expand variables: check that ${names} arrives at the server, or start it through a script that sets it.`,
    });
  }
  const exports = [...variables].flatMap(([variable, lookup]) => exportCommand(variable, lookup));
  if (exports.length > 0) {
    notes.push({
      code: "env",
      message: `Set it in the environment that ${reader.name} starts in: ${exports.join("; ")}.`,
    });
  }
  return notes;
}

/** How a shell gets the variable from the store. */
export function exportCommand(variable: string, lookup: Lookup): string[] {
  if (lookup.from === "env") return [];
  const command =
    lookup.from === "secrets-manager"
      ? `aws secretsmanager get-secret-value --secret-id ${lookup.name} --query SecretString --output text`
      : `aws ssm get-parameter --with-decryption --name ${lookup.name} --query Parameter.Value --output text`;
  const field = lookup.jsonKey === undefined ? "" : ` | jq -r '.["${lookup.jsonKey}"]'`;
  return [`export ${variable}="$(${command}${field})"`];
}
