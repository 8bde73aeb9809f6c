import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { measureActivity } from "../../perf/accuracyActivity.ts";

const corpora = fileURLToPath(new URL("../../../../shared/corpora", import.meta.url));

suite("the labelled events, which only stand beside the project", () => {
  test("what rules call high is found, what they call benign is mostly left alone", function () {
    if (!existsSync(corpora)) this.skip();
    const { high, found, benign, flagged, missed, raised } = measureActivity(corpora);
    assert.ok(high > 50 && benign > 30);
    assert.ok(found / high >= 0.92, missed.join("\n"));
    assert.ok(flagged / benign <= 0.1, raised.join("\n"));
  });
});
