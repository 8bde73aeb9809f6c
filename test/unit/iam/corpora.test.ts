import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { measureEscalation } from "../../perf/accuracyEscalation.ts";
import { measureOracle } from "../../perf/accuracyIam.ts";
import { proveFixes } from "../../perf/proveIamFixes.ts";

const corpora = fileURLToPath(new URL("../../../../shared/corpora", import.meta.url));

/** Thousands of fixes are applied and read again. */
const patience = 900_000;

suite("labelled policies", function () {
  this.timeout(patience);
  suiteSetup(function () {
    // The labelled data is not part of the project: without it these tests are skipped, and counted as such.
    if (!existsSync(corpora)) this.skip();
  });

  test("AWS's managed policies: the findings of Access Analyzer, and no error beyond them", () => {
    const { recall, precision, otherErrors } = measureOracle(corpora, "iam-managed");
    assert.ok(recall >= 0.98, `recall ${recall}`);
    assert.ok(precision >= 0.98, `precision ${precision}`);
    assert.deepEqual(otherErrors, {});
  });

  test("escalation: every labelled case is found by its method, no negative is flagged", () => {
    const outcomes = measureEscalation(corpora);
    const missed = outcomes.filter(
      ({ label, expected, found }) =>
        label.startsWith("positive (synth") && !expected.every((id) => found.includes(id)),
    );
    assert.deepEqual(missed, []);
    const flagged = outcomes.filter(({ label, found }) => label.startsWith("negative") && found.length > 0);
    assert.deepEqual(flagged, []);
  });

  test("every fix of every managed policy keeps its promise: the same or less", async () => {
    const figures = await proveFixes(corpora, "iam-managed");
    assert.ok(figures.length > 10);
    assert.deepEqual(
      figures.flatMap(({ id, broken }) => broken.map((message) => `${id}: ${message}`)),
      [],
    );
  });
});
