import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../build/paths.ts";

interface Setting {
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly scope?: string;
  readonly markdownDescription?: string;
  readonly description?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: Section | readonly Section[];
  };
}

interface Section {
  readonly title: string;
  readonly properties: Readonly<Record<string, Setting>>;
}

const scopeMeaning: Readonly<Record<string, string>> = {
  application: "user settings only",
  machine: "user or machine settings; a workspace cannot set it",
  "machine-overridable": "user or machine settings; a trusted workspace may override it",
  window: "user or workspace settings",
  resource: "user, workspace or folder settings",
};

async function manifest(): Promise<{ manifest: Manifest; text: (key: string) => string }> {
  const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(root, name), "utf8"));
  const strings = (await read("package.nls.json")) as Readonly<Record<string, string>>;
  const text = (key: string): string => key.replace(/^%(.+)%$/, (_, name: string) => strings[name] ?? key);
  return { manifest: (await read("package.json")) as Manifest, text };
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/** `docs/settings.md` from the manifest's configuration. */
export async function settingsPage(): Promise<string> {
  const { manifest: parsed, text } = await manifest();
  const sections = [parsed.contributes.configuration].flat();
  const rows = sections.flatMap((section) =>
    Object.entries(section.properties).map(([name, setting]) => {
      const about = cell(text(setting.markdownDescription ?? setting.description ?? ""));
      const scope = scopeMeaning[setting.scope ?? "window"] ?? setting.scope;
      return `| \`${name}\` | \`${cell(JSON.stringify(setting.default))}\` | ${about} | ${scope} |`;
    }),
  );
  return [
    "# Settings",
    "",
    "| setting | default | what it does | where it counts |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

/** `docs/commands.md` from the manifest's commands. */
export async function commandsPage(): Promise<string> {
  const { manifest: parsed, text } = await manifest();
  const rows = parsed.contributes.commands.map(
    ({ command, title }) => `| Picket: ${cell(text(title))} | \`${command}\` |`,
  );
  const intro = "Open the command palette and type “Picket”.";
  return ["# Commands", "", intro, "", "| command | id |", "|---|---|", ...rows, ""].join("\n");
}
