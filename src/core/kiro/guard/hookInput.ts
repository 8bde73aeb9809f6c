/** What Kiro tells a hook on its standard input. Everything but the event's own fields may be absent. */
export interface HookInput {
  /** `hook_event_name` as given; empty when absent. */
  readonly event: string;
  /** Folder of the session; empty when absent. */
  readonly cwd: string;
  readonly toolName: string;
  /** Arguments of the tool, of any shape; undefined when absent. */
  readonly toolInput: unknown;
  readonly prompt: string;
  readonly filePath: string;
}

/** The input of a hook cannot be used. The message is made for a person and holds nothing of the input. */
export class HookInputError extends Error {
  override readonly name = "HookInputError";
}

/**
 * Reads the JSON of a hook. A byte order mark at its start does not count.
 * @throws HookInputError for empty input, no JSON, or a document that is no object
 */
export function readHookInput(text: string): HookInput {
  const plain = text.startsWith("\ufeff") ? text.slice(1) : text;
  if (plain.trim() === "") throw new HookInputError("the hook's input is empty");
  const document = parse(plain);
  if (!isRecord(document)) throw new HookInputError("the hook's input is no JSON object");
  return {
    event: textOf(document, "hook_event_name"),
    cwd: textOf(document, "cwd"),
    toolName: textOf(document, "tool_name"),
    toolInput: document["tool_input"],
    prompt: textOf(document, "prompt"),
    filePath: textOf(document, "file_path"),
  };
}

/**
 * The arguments of a tool call, which must be there: a guard that sees none cannot judge.
 * @throws HookInputError
 */
export function requireToolCall(input: HookInput): { readonly name: string; readonly input: unknown } {
  if (input.toolName === "") throw new HookInputError("the hook's input names no tool (tool_name)");
  if (input.toolInput === undefined)
    throw new HookInputError("the hook's input holds no arguments of the tool (tool_input)");
  return { name: input.toolName, input: input.toolInput };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HookInputError("the hook's input does not parse as JSON");
  }
}

/** @throws HookInputError for a field of another type: half an answer must not look like none */
function textOf(document: Record<string, unknown>, key: string): string {
  const value = Object.hasOwn(document, key) ? document[key] : undefined;
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") throw new HookInputError(`${key} of the hook's input is no text`);
  return value;
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
