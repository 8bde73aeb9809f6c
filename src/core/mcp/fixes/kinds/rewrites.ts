import { mcpJsonForm } from "../../../fixes/targets/mcpJson.ts";
import { rotateNote } from "../../../fixes/notes.ts";
import { isRefusal } from "../../../fixes/targetForm.ts";
import { splitWords } from "../../identity/splitWords.ts";
import type { FixPlanner } from "../draft.ts";
import { jsonText, memberOf, serverMember, valueOf } from "../jsonEdits.ts";

/** An inline secret becomes a reference, in the form of the file's reader. */
export const useVariable: FixPlanner = function* useVariable(finding, _, { text, request }) {
  const { path, secrets = [] } = request.context;
  const variable = finding.data["variable"];
  const secret = secrets.find(
    ({ span }) => span.start === finding.span.start && span.end === finding.span.end,
  );
  if (!secret || typeof variable !== "string") return;
  const open = mcpJsonForm.open({ text, path: path === "" ? "mcp.json" : path, project: { name: "" } });
  const place = isRefusal(open) ? open : open.locate(secret);
  if (isRefusal(open) || isRefusal(place)) return;
  const rewrite = open.rewrite([{ place, lookup: { from: "env", name: variable } }]);
  if (rewrite.refused.size > 0 || rewrite.edits.length === 0) return;
  yield {
    id: "use-variable",
    title: `Refer to the variable ${variable} of the environment`,
    edits: rewrite.edits,
    notes: [
      ...rewrite.notes.map(({ message }) => message),
      `Set ${variable} in the environment; the value is no longer in the file.`,
      rotateNote().message,
    ],
    preferred: true,
  };
};

/** A whole command line, or one with white space around it, becomes a program with arguments. */
export const splitCommand: FixPlanner = function* splitCommand(_, { server, found }, { text, root }) {
  const member = root && serverMember(root, server);
  const definition = valueOf(member);
  const command = memberOf(definition, "command");
  const value = valueOf(command);
  if (!command || !value || (found.command?.doubts.length ?? 0) > 0) return;
  const line = String(value.value).trim();
  const [program = "", ...words] = splitWords(line, line.includes("\\") ? "plain" : "posix");
  const edits = [{ span: inside(value), newText: jsonText(program) }];
  if (words.length > 0) {
    const args = valueOf(memberOf(definition, "args"));
    const written = words.map((word) => JSON.stringify(word)).join(", ");
    const [first] = args?.children ?? [];
    if (args && args.type !== "array") return;
    if (first) edits.push({ span: { start: first.offset, end: first.offset }, newText: `${written}, ` });
    else if (args) edits.push({ span: inside(args), newText: written });
    else {
      const end = command.offset + command.length;
      edits.push({
        span: { start: end, end },
        newText: `,${spaceBefore(text, command.offset)}"args": [${written}]`,
      });
    }
  }
  yield {
    id: "split-command",
    title:
      words.length === 0
        ? "Remove the white space around the command"
        : "Move the words behind the program to args",
    edits,
    preferred: true,
  };
};

/** Inside the quotes or brackets of a value. */
function inside({ offset, length }: { readonly offset: number; readonly length: number }): {
  start: number;
  end: number;
} {
  return { start: offset + 1, end: offset + length - 1 };
}

/** What separates a member from what stands before it: a line end with its indentation, or a space. */
function spaceBefore(text: string, offset: number): string {
  const space = /\s*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0] ?? "";
  return /(?:\r\n|\n)[ \t]*$/.exec(space)?.[0] ?? " ";
}

/** Whether the host answers there is not known: nothing is contacted. */
export const useHttps: FixPlanner = function* useHttps(_, { server }, { text }) {
  const span = server.spans["url"];
  const scheme = span && /^\s*http(?=:)/i.exec(text.slice(span.start, span.end))?.[0];
  if (!span || scheme === undefined) return;
  yield {
    id: "use-https",
    title: "Use https",
    edits: [
      { span: { start: span.start + scheme.length - 4, end: span.start + scheme.length }, newText: "https" },
    ],
    notes: ["Check that the server answers by https; Picket contacts no server."],
  };
};

/** Another editor's way to write a variable becomes Kiro's, in the whole definition. A default has no such form. */
export const useKiroForm: FixPlanner = function* useKiroForm(_, { server }, { text }) {
  const { start, end } = server.span;
  const forms = [...text.slice(start, end).matchAll(/\$\{env:([A-Za-z_]\w*)\}/g)];
  const names = [...new Set(forms.map(([, name = ""]) => name))];
  if (names.length === 0) return;
  yield {
    id: "use-variable",
    title:
      names.length === 1
        ? `Write \${${names[0]}}, which Kiro fills in`
        : "Write the variables as Kiro fills them in",
    edits: forms.map((form) => ({
      span: { start: start + form.index, end: start + form.index + form[0].length },
      newText: `\${${form[1]}}`,
    })),
    notes: [`Add ${names.join(", ")} to kiroAgent.mcpApprovedEnvVars.`],
    preferred: true,
  };
};
