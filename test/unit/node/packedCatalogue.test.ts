import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packCatalogue } from "../../../scripts/build/catalogue.ts";
import { packageCatalogue } from "../../../src/adapters/node/iamData.ts";
import { CatalogueError, packedCatalogue } from "../../../src/adapters/node/packedCatalogue.ts";
import { createCatalogue } from "../../../src/core/iam/catalogue/catalogue.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

suite("the packed catalogue", () => {
  let dist: string;
  suiteSetup(async () => {
    dist = mkdtempSync(join(tmpdir(), "picket-catalogue-"));
    await packCatalogue(dist);
  });
  suiteTeardown(() => rmSync(dist, { recursive: true }));
  const folder = (): string => join(dist, "iam");

  test("holds what the package holds", () => {
    const packed = packedCatalogue(folder());
    const source = packageCatalogue(root);
    const index = packed.index();
    assert.equal(index.date, source.index().date);
    assert.match(index.date, /^20\d\d-\d\d-\d\d$/);
    assert.ok(index.services.length > 400);
    for (const prefix of ["s3", "iam", "ec2", "sts"]) {
      assert.deepEqual(packed.service(prefix), source.service(prefix));
      assert.deepEqual(packed.descriptions(prefix), source.descriptions(prefix));
    }
  });

  test("finds services and actions in any case, and nothing that is not there", () => {
    const catalogue = createCatalogue(packedCatalogue(folder()));
    assert.equal(catalogue.action("S3:getobject")?.name, "GetObject");
    assert.equal(catalogue.service("IAM")?.prefix, "iam");
    assert.equal(catalogue.service("nowhere"), undefined);
    assert.equal(catalogue.action("s3:Nothing"), undefined);
    assert.equal(catalogue.service("__proto__"), undefined);
    assert.equal(catalogue.countOf("s3"), catalogue.service("s3")?.actions.size);
    assert.ok(catalogue.rcpServices.has("s3"));
  });

  test("access levels are taken apart", () => {
    const levels = createCatalogue(packedCatalogue(folder())).action("iam:CreatePolicyVersion")?.levels;
    assert.deepEqual(levels, ["Permissions management", "Write"]);
  });

  test("a missing, a broken and a cut file say what to do", () => {
    const message = /install Picket again/;
    const fails = (read: () => unknown): void =>
      assert.throws(read, (error) => error instanceof CatalogueError && message.test(error.message));
    fails(() => packedCatalogue(join(dist, "elsewhere")).index());
    const pack = join(folder(), "services.pack");
    const bytes = readFileSync(pack);
    writeFileSync(pack, bytes.subarray(0, 100));
    fails(() => packedCatalogue(folder()).service("s3"));
    writeFileSync(pack, Buffer.alloc(bytes.length));
    fails(() => packedCatalogue(folder()).service("s3"));
    writeFileSync(pack, bytes);
    assert.throws(() => packedCatalogue(folder()).service("nowhere"), RangeError);
  });
});
