/** Measures of a list whose lines have one height. In CSS pixels. */
export interface Measures {
  /** Lines there are. */
  readonly count: number;
  readonly lineHeight: number;
  /** Height of what is seen of the list. */
  readonly viewport: number;
}

/** Browsers stop at 33,554,428 (Chromium) or 17,895,697 pixels (Firefox), halved by a zoom of 200 %. */
export const tallest = 8_000_000;

/** Height of the list's content: that of its lines, as far as a browser can. */
export function contentHeight({ count, lineHeight }: Measures): number {
  return Math.min(count * lineHeight, tallest);
}

/** The line at the upper edge, with a fraction: line 3 by half above the edge is 3.5. */
export function lineAt(measures: Measures, scrollTop: number): number {
  const most = Math.max(0, contentHeight(measures) - measures.viewport);
  return (Math.min(Math.max(0, scrollTop), most) * scale(measures)) / measures.lineHeight;
}

/** Where to scroll to for a line, with a fraction, at the upper edge, as far as there is enough below it. */
export function scrollTopOf(measures: Measures, line: number): number {
  const most = Math.max(0, contentHeight(measures) - measures.viewport);
  return Math.min(Math.max(0, (line * measures.lineHeight) / scale(measures)), most);
}

/** Pixels of lines for a pixel of scrolling: 1 as long as the content has its full height. */
function scale(measures: Measures): number {
  const height = contentHeight(measures);
  const full = measures.count * measures.lineHeight;
  return full <= height ? 1 : (full - measures.viewport) / (height - measures.viewport);
}

/** Lines to draw. */
export interface DrawnLines {
  readonly first: number;
  /** Excluded. */
  readonly end: number;
  /** Distance of the first from the start of the content, pixels. */
  readonly top: number;
}

/** The lines that are seen, with some above and below them against white stripes while scrolling. */
export function drawnLines(measures: Measures, scrollTop: number, spare: number): DrawnLines {
  const { count, lineHeight, viewport } = measures;
  const line = lineAt(measures, scrollTop);
  const first = Math.max(0, Math.floor(line) - spare);
  const end = Math.min(count, Math.ceil(line + viewport / lineHeight) + spare);
  const edge = Math.min(Math.max(0, scrollTop), Math.max(0, contentHeight(measures) - viewport));
  return { first, end, top: Math.round(edge + (first - line) * lineHeight) };
}
