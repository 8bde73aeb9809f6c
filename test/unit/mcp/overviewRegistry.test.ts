import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOverview } from "../../../src/adapters/node/mcpOverview.ts";

const registry = {
  servers: [
    {
      server: {
        name: "standards",
        description: "Standards of the house",
        version: "1.0.0",
        remotes: [{ type: "streamable-http", url: "https://mcp.example.com/standards" }],
      },
    },
  ],
};

suite("the registry in the overview", () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), "picket-registry-"));
  });
  teardown(() => rmSync(folder, { recursive: true }));
  const read = (path: string) =>
    readOverview(
      {
        workspaceFolders: [],
        trusted: true,
        registry: path,
        registryMode: true,
        approvedEnv: [],
        stateFolder: folder,
        force: false,
      },
      { signal: AbortSignal.timeout(10_000), findSecrets: async () => [] },
    );

  test("its entries are listed as offered, not as effective", async () => {
    const path = join(folder, "registry.json");
    writeFileSync(path, JSON.stringify(registry));
    const { overview, registryNames } = await read(path);
    assert.deepEqual([...(registryNames ?? [])], ["standards"]);
    const file = overview.files.find((one) => one.path === path);
    assert.equal(file?.readByKiro, false);
    const rows = overview.rows.filter((row) => row.file.path === path);
    assert.deepEqual(
      rows.map(({ name, effective }) => [name, effective]),
      [["standards", false]],
    );
  });

  test("one that is named and not there has no names, and says so", async () => {
    const path = join(folder, "missing.json");
    const { overview, registryNames } = await read(path);
    assert.deepEqual([...(registryNames ?? ["none given"])], []);
    assert.match(overview.files.find((one) => one.path === path)?.error ?? "", /cannot be read/);
  });
});
