import { kubernetesSecrets } from "../../../src/core/secrets/contextual/kubernetesSecrets.ts";
import { chosen, expectFound, expectQuiet, token } from "./support.ts";

const plain = chosen();
const encoded = btoa(plain);
const only = { detectors: [kubernetesSecrets] };
const loud = { id: "kubernetes-secret", confidence: "medium" } as const;

function manifest(...lines: string[]): string {
  return ["apiVersion: v1", "kind: Secret", "metadata:", "  name: app", "type: Opaque", ...lines, ""].join(
    "\n",
  );
}

suite("Kubernetes Secrets", () => {
  test("data is decoded; the encoded literal is the value", () => {
    expectFound(manifest("data:", `  extra: ${encoded}`), encoded, loud, only);
    expectFound(manifest("data:", "  # a comment", "", `  extra: "${encoded}"`), encoded, loud, only);
    expectFound(`data:\n  extra: ${encoded}\nkind: Secret\n`, encoded, loud, only);
  });

  test("stringData is taken as it stands", () => {
    expectFound(manifest("stringData:", `  extra: ${plain}`), plain, loud, only);
  });

  test("JSON manifests", () => {
    const text = `{\n  "kind": "Secret",\n  "data": {\n    "extra": "${encoded}"\n  }\n}`;
    expectFound(text, encoded, loud, only);
  });

  test("a plain word is information", () => {
    expectFound(manifest("data:", `  extra: ${btoa("whale")}`), btoa("whale"), { confidence: "low" }, only);
  });

  test("names, certificates, templates and other kinds are no finding", () => {
    for (const text of [
      manifest("data:", `  username: ${encoded}`, `  ca.crt: ${encoded}`, `  host: ${encoded}`),
      manifest("data:", "  password: {{ .Values.password | b64enc }}"),
      manifest("data:", '  password: ""'),
      manifest("data:", `  password: ${btoa("changeme")}`),
      manifest("stringData:", "  password: ${PASSWORD}"),
      manifest("stringData:", "  password: ENC[AES256_GCM,data:abc,iv:def]"),
      `kind: ConfigMap\ndata:\n  extra: ${encoded}\n`,
      `kind: SecretStore\ndata:\n  extra: ${encoded}\n`,
      "kind: ExternalSecret\nspec:\n  data:\n    - secretKey: password\n      remoteRef:\n        key: prod/db\n",
      `kind: Secret\n---\nkind: ConfigMap\ndata:\n  extra: ${token(30)}\n`,
    ]) {
      expectQuiet(text, only);
    }
  });
});
