import type { McpReporter, ReportedFile, ReportedServer } from "./mcpReport.ts";

/** Characters that do not show, or that change how what stands beside them shows. */
const hidden = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/**
 * JSON on one line. What does not show is written as an escape, so that a reader of the text sees it and a parser gets
 * the name as it is.
 */
export function escapedJson(value: unknown): string {
  return JSON.stringify(value).replace(hidden, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}

/** The JSON of `design/cli.md`, one server on a line. */
export const mcpJson: McpReporter = function* ({ version, servers, files, inputs }) {
  yield `{"schemaVersion":1,"tool":${escapedJson({ name: "picket", version })},\n"policies":`;
  yield escapedJson(
    inputs.policies.map(({ path, state, notes }) => ({
      path,
      state: state.state,
      ...("reason" in state && { reason: state.reason }),
      notes,
    })),
  );
  if (inputs.registry) {
    const { path, names, error } = inputs.registry;
    yield `,\n"registry":${escapedJson({ path, ok: error === undefined, names: names.size, error })}`;
  }
  yield `,\n"servers":[`;
  yield* lines(servers.map(serverJson));
  yield `],\n"files":[`;
  yield* lines(files.map(fileJson));
  yield "]}\n";
};

function* lines(items: readonly object[]): Generator<string> {
  for (const [index, item] of items.entries()) yield `${index === 0 ? "\n" : ",\n"}${escapedJson(item)}`;
  if (items.length > 0) yield "\n";
}

function serverJson(server: ReportedServer): object {
  const { path, scope, name, status, severity, flags, reasons, effective, shadowedBy, kiro } = server;
  const { identity = {}, policyEntry, range } = server;
  return {
    path,
    scope,
    name,
    status,
    severity,
    flags,
    reasons,
    effective,
    ...(shadowedBy !== undefined && { shadowedBy }),
    identity,
    ...(policyEntry !== undefined && { policyEntry }),
    kiro,
    range,
  };
}

function fileJson({ path, scope, ok, error, linkTarget }: ReportedFile): object {
  return {
    path,
    scope,
    ok,
    ...(error !== undefined && { error }),
    ...(linkTarget !== undefined && { linkTarget }),
  };
}
