/** `npm run screenshots`: takes the README's pictures from those that the UI tests left in `out/screenshots/`. */
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./build/paths.ts";

/** Picture of the README by the screenshot that it is. */
const pictures = {
  "hover-light.png": "hover.png",
  "fixes-dark.png": "fix-menu.png",
  "confirm-light.png": "confirm.png",
  "iam-hover-dark.png": "iam-hover.png",
  "activity-record-dark.png": "activity.png",
} as const;

const target = join(root, "media", "screenshots");
await mkdir(target, { recursive: true });
for (const [from, to] of Object.entries(pictures)) {
  await copyFile(join(root, "out", "screenshots", from), join(target, to));
}
