/**
 * Code that runs in the page of the workbench, not in Node. The types of the browser are not those of this project,
 * so the few that it needs are named here.
 */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

interface PageElement {
  readonly textContent: string | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  getBoundingClientRect(): Box;
}

interface PageText {
  readonly data: string;
}

declare const document: {
  createTreeWalker(root: PageElement, what: number): { nextNode(): unknown; readonly currentNode: PageText };
  createRange(): {
    setStart(node: PageText, offset: number): void;
    setEnd(node: PageText, offset: number): void;
    getBoundingClientRect(): Box;
  };
};

/** A squiggle on the screen and the text that it stands under. */
export interface Underlined {
  readonly severity: "error" | "warning" | "info";
  readonly text: string;
}

/** Every squiggle in `editor`, top to bottom and left to right, with the characters whose middle lies over it. */
export function squigglesOf(editor: unknown): Underlined[] {
  const root = editor as PageElement;
  const textNodes = 4;
  const kinds = [
    ["squiggly-error", "error"],
    ["squiggly-warning", "warning"],
    ["squiggly-info", "info"],
  ] as const;
  const characters = [...root.querySelectorAll(".view-lines .view-line")].flatMap((line) => {
    const walker = document.createTreeWalker(line, textNodes);
    const found: { text: string; box: Box }[] = [];
    while (walker.nextNode() !== null) {
      const node = walker.currentNode;
      for (let at = 0; at < node.data.length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        found.push({ text: node.data.charAt(at), box: range.getBoundingClientRect() });
      }
    }
    return found;
  });
  const textOver = (area: Box): string =>
    characters
      .filter(({ box }) => {
        const x = box.left + box.width / 2;
        const y = box.top + box.height / 2;
        return x > area.left && x < area.right && y > area.top && y < area.bottom;
      })
      .map(({ text }) => text)
      .join("")
      .replaceAll("\u00a0", " ");
  return kinds
    .flatMap(([name, severity]) =>
      [...root.querySelectorAll(`.view-overlays .${name}`)].map((mark) => ({
        severity,
        area: mark.getBoundingClientRect(),
      })),
    )
    .sort((a, b) => a.area.top - b.area.top || a.area.left - b.area.left)
    .map(({ severity, area }) => ({ severity, text: textOver(area) }));
}
