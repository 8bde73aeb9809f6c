import { issuedTokens } from "../../../src/core/secrets/contextual/issuedTokens.ts";
import { serviceKeys } from "../../../src/core/secrets/contextual/serviceKeys.ts";
import { webhooks } from "../../../src/core/secrets/contextual/webhooks.ts";
import { expectFound, expectQuiet, made, token } from "./support.ts";

const uuid = [8, 4, 4, 4, 12].map((size) => made("hex", size)).join("-");

suite("values beside the name of a service", () => {
  const only = { detectors: [serviceKeys] };
  const value = made("hex", 32);

  test("assigned, in an element, in a call, after a blank", () => {
    for (const text of [
      `sendgrid = "${value}"`,
      `mailchimp: ${value}`,
      `"datadog": "${value}"`,
      `<sendgrid>${value}</sendgrid>`,
      `amplitude.init("${value}")`,
      `cloudflare ${value}`,
      `postmark: "${uuid}"`,
    ]) {
      expectFound(
        text,
        text.includes(uuid) ? uuid : value,
        { id: "service-credential", confidence: "medium" },
        only,
      );
    }
  });

  test("words, identifiers of something else and hashes in paths are no finding", () => {
    for (const text of [
      'sendgrid = "enabled"',
      'sendgrid_url = "https://api.corp.io"',
      `sendgrid_template_id = "${uuid}"`,
      "import sendgrid from 'sendgrid-client-library'",
      `"node_modules/@sentry/core": { "version": "8.1.2" }`,
      `https://cdn.shopify.com/files/${made("hex", 32)}/a.js`,
      `sendgrid: \${SENDGRID}`,
    ]) {
      expectQuiet(text, only);
    }
  });
});

suite("tokens with an unknown prefix", () => {
  const only = { detectors: [issuedTokens] };

  test("a short prefix and a generated body", () => {
    for (const value of [
      `qzx_${token(32)}`,
      `acme_live_${token(28)}`,
      `zpt_v1_${made("hex", 40)}`,
      `QZXA-${token(36)}`,
      `qz.pt.${token(40)}`,
      `qzxkey-${made("hex", 64)}-${token(18)}`,
    ]) {
      for (const text of [
        value,
        `x = "${value}"`,
        `X=${value}\n`,
        `use ${value}, please`,
        `<a>${value}</a>`,
      ]) {
        expectFound(text, value, { id: "issued-token", confidence: "medium" }, only);
      }
    }
  });

  test("digests, names, files and parts of longer text are no finding", () => {
    for (const text of [
      `sha256-${token(43)}`,
      `path/file.py,sha256=abc_${token(32)},12`,
      `chunk-${made("hex", 32)}.js`,
      `/assets/main_${token(30)}`,
      `resource_id = "db-${made("upper", 26)}"`,
      "my_very_long_function_name_with_words",
      "some-kebab-case-identifier-with-words-2",
      "com.example.product.module.ClassName",
      `qzx_${"abcdefgh12345678".repeat(2)}`,
      "NID_X9_62_prime256v1_curve_name",
    ]) {
      expectQuiet(text, only);
    }
    expectQuiet(`qzx_${token(32)} = 1`, { ...only, path: "a.py" });
  });
});

suite("addresses of webhooks", () => {
  const only = { detectors: [webhooks] };

  test("the whole address is the value", () => {
    const url = `https://chat.corp.io/hooks/${made("alnum", 26)}`;
    for (const text of [url, `webhook: ${url}\n`, `curl -d x "${url}"`, `see ${url}.`, `<${url}>`]) {
      expectFound(text, url, { id: "url-token", confidence: "medium" }, only);
    }
  });

  test("documentation, files and slots are no finding", () => {
    for (const text of [
      "https://docs.corp.io/guides/webhooks/receiving-events",
      `https://cdn.corp.io/webhooks/${made("hex", 32)}.js`,
      "https://chat.corp.io/hooks/<your-hook-key-goes-here>",
      "https://chat.corp.io/hooks/${HOOK_KEY}",
      `git hook ${made("alnum", 26)}`,
    ]) {
      expectQuiet(text, only);
    }
  });
});
