/** What a patch does to one file. */
export interface PatchedFile {
  /** As written in the patch. */
  readonly path: string;
  /** The lines that it adds, joined by line feeds. */
  readonly added: string;
}

const codexFile = /^\*\*\* (?:Add File|Update File|Delete File|Move to): (.+)$/;
const diffFile = /^(?:\+\+\+|---) (?:[abciw]\/)?([^\t]+)/;
const renameFile = /^(?:rename|copy) (?:from|to) (.+)$/;

/** Whether a text is a patch: of the `*** Begin Patch` form, or a unified diff. */
export function looksLikePatch(text: string): boolean {
  return (
    /^\*\*\* (?:Begin Patch|Add File: |Update File: |Delete File: )/m.test(text) ||
    /^--- .+\r?\n\+\+\+ /m.test(text)
  );
}

/** The files that a patch touches, with what it adds to each. What it takes away is not judged. */
export function readPatch(text: string): readonly PatchedFile[] {
  const files: { path: string; added: string[] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const path = (codexFile.exec(line) ?? diffFile.exec(line) ?? renameFile.exec(line))?.[1]?.trim();
    if (path !== undefined) {
      if (path !== "/dev/null") files.push({ path, added: [] });
    } else if (line.startsWith("+")) files.at(-1)?.added.push(line.slice(1));
  }
  return files.map(({ path, added }) => ({ path, added: added.join("\n") }));
}
