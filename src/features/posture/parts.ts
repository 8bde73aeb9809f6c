import type { DetailsDocuments } from "./detailsDocument.ts";
import type { PostureDeps, PostureView } from "./environment.ts";
import type { PostureRunner } from "./runner.ts";

/** What the commands need. */
export interface PostureParts extends PostureDeps {
  readonly view: PostureView;
  readonly runner: PostureRunner;
  readonly details: DetailsDocuments;
}
