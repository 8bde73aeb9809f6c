import assert from "node:assert/strict";
import type { Edge } from "../../support/importGraph.ts";
import { edgesOf, findCycle, importGraph } from "../../support/importGraph.ts";

/** Layers that a layer may import (CONTRIBUTING.md, "Layers"). */
const allowed: Record<string, readonly string[]> = {
  core: ["core"],
  protocol: ["core", "protocol"],
  adapters: ["core", "adapters"],
  // A feature may be a bundle of its own, so that its code is loaded when somebody first uses it.
  bundles: ["core", "adapters", "features"],
  editor: ["core", "editor", "bundles"],
  features: ["core", "adapters", "editor", "bundles", "features", "protocol"],
  cli: ["core", "adapters", "cli", "bundles"],
  webview: ["protocol", "webview"],
  "loaders.ts": ["bundles"],
  "machine.ts": ["adapters"],
  "extension.ts": ["core", "editor", "features", "loaders.ts", "machine.ts"],
};

const layerOf = (file: string): string => file.split("/")[1] ?? "";

/** Why an edge is not allowed, or undefined when it is. */
function objection(edge: Edge): string | undefined {
  const layer = layerOf(edge.from);
  const rules = allowed[layer];
  if (!rules) return `${edge.from}: no such layer`;
  if (edge.external) return externalObjection(edge, layer);
  if (!rules.includes(layerOf(edge.to))) return `${edge.from} imports ${edge.to}: ${layer} may not`;
  const heavy = layerOf(edge.to) === "bundles" || layerOf(edge.to) === "adapters";
  if ((layer === "features" || layer === "editor") && heavy && !edge.typeOnly) {
    return `${edge.from} imports ${edge.to}: only the composition (extension.ts, machine.ts) and cli build adapters; take types only`;
  }
  const [, , fromFeature] = edge.from.split("/");
  const [, , toFeature] = edge.to.split("/");
  if (layer === "features" && layerOf(edge.to) === "features" && fromFeature !== toFeature) {
    return `${edge.from} imports ${edge.to}: features never import each other`;
  }
  return undefined;
}

function externalObjection(edge: Edge, layer: string): string | undefined {
  const editor = ["editor", "features", "extension.ts"].includes(layer);
  if (edge.to === "vscode" && !editor) return `${edge.from} imports vscode`;
  if (edge.to.startsWith("@aws-sdk/") && !edge.from.startsWith("src/adapters/aws/")) {
    return `${edge.from} imports ${edge.to}: only adapters/aws does`;
  }
  if (edge.to.startsWith("node:") && layer !== "adapters" && layer !== "cli")
    return `${edge.from} imports ${edge.to}`;
  return undefined;
}

suite("architecture", () => {
  const edges = importGraph("src");

  test("every import follows the layers", () => {
    assert.ok(edges.length > 0);
    assert.deepEqual(edges.map(objection).filter(Boolean), []);
  });

  test("there is no import cycle", () => {
    assert.equal(findCycle(edges)?.join(" -> "), undefined);
  });

  test("the check sees type imports, exports, dynamic imports and cycles", () => {
    const seen = [
      ...edgesOf("src/core/a.ts", 'import type { B } from "../features/b.ts"; export { c } from "./c.ts";'),
      ...edgesOf("src/core/c.ts", 'import "node:fs"; import { a } from "./a.ts";'),
      ...edgesOf(
        "src/features/x/a.ts",
        'import { y } from "../y/b.ts"; void import("../../bundles/aws.ts");',
      ),
    ];
    assert.deepEqual(
      seen.map((edge) => objection(edge) !== undefined),
      [true, false, true, false, true, true],
    );
    assert.deepEqual(findCycle(seen), ["src/core/a.ts", "src/core/c.ts", "src/core/a.ts"]);
  });
});
