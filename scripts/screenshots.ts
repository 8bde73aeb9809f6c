/** `npm run screenshots`: takes the README's pictures from those that the UI tests left in `out/screenshots/`. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import UPNG from "upng-js";
import { root } from "./build/paths.ts";

/** Picture of the README by the screenshot that it is. */
const pictures = {
  "hover-light.png": "hover.png",
  "fixes-dark.png": "fix-menu.png",
  "confirm-light.png": "confirm.png",
  "iam-hover-dark.png": "iam-hover.png",
  "mcp-verdicts-dark.png": "mcp-verdicts.png",
  "activity-record-dark.png": "activity.png",
} as const;

/** The pictures ship with the extension: a palette takes less than half of the room and looks the same. */
const colours = 256;

const target = join(root, "media", "screenshots");
await mkdir(target, { recursive: true });
for (const [from, to] of Object.entries(pictures)) {
  const png = await readFile(join(root, "out", "screenshots", from));
  const image = UPNG.decode(new Uint8Array(png).buffer);
  const small = UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, colours);
  await writeFile(join(target, to), new Uint8Array(small));
}
