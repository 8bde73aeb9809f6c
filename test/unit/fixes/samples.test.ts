import assert from "node:assert/strict";
import { fixSample, unmark } from "./support/marked.ts";
import type { Sample } from "./support/marked.ts";
import { allSamples } from "./support/samples.ts";

const crlf = (text: string): string => text.replaceAll("\n", "\r\n");

async function check(sample: Sample): Promise<void> {
  const { plan, after } = await fixSample(sample);
  assert.equal(after, sample.after);
  assert.deepEqual(
    plan.skipped.map((one) => one.reason),
    sample.skipped,
  );
  assert.deepEqual(
    Object.fromEntries(plan.secrets.map((secret) => [secret.name, secret.value.reveal()])),
    sample.secrets,
  );
  assert.deepEqual(plan.notes.map((note) => note.code).sort(), sample.notes);
}

for (const [form, samples] of allSamples) {
  suite(`fixes for ${form}`, function () {
    this.timeout(20_000);
    for (const sample of samples) test(sample.title, () => check(sample));

    test("keeps Windows line breaks", async () => {
      for (const sample of samples) {
        const { after } = await fixSample({ ...sample, before: crlf(sample.before) });
        assert.equal(after, crlf(sample.after), sample.title);
      }
    });

    test("names no value in notes and reasons", async () => {
      for (const sample of samples) {
        const { plan, text } = await fixSample(sample);
        const values = unmark(sample.before).findings.map(({ span }) => text.slice(span.start, span.end));
        const said = JSON.stringify([plan.notes, plan.skipped, plan.secrets]);
        for (const value of values) assert.ok(!said.includes(value), sample.title);
      }
    });
  });
}
