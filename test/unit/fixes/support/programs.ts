/** A program that prints what it read. In `text`, «…» marks the secrets. */
export interface Program {
  readonly title: string;
  readonly path: string;
  readonly text: string;
}

const show = "console.log(JSON.stringify(seen));\n";

/** JavaScript in each kind of place that decides the form of a lookup. */
export const javascriptPrograms: readonly Program[] = [
  {
    title: "constants, defaults, classes and escapes of a module",
    path: "a.mjs",
    text:
      'import { join } from "node:path";\nconst seen = [];\nconst key = "«first \\"value\\" \\u{1F600}»";\n' +
      'function f(a = "«second-value»") {\n  return [a, `x ${a} «third-value»`, "it\'s `«fourth-value»` ${a}"];\n}\n' +
      'class C {\n  static s = "«second-value»";\n  own = join("/", "«fifth-value»");\n  get() {\n    return this.own;\n  }\n}\n' +
      "seen.push(key, ...f(), C.s, new C().get(), key.length);\n" +
      show,
  },
  {
    title: "a key of several lines and a connection string",
    path: "b.mjs",
    text:
      "const pem = `«-----BEGIN X-----\nline\n-----END X-----»\n`;\n" +
      'const url = new URL("postgres://app:«sixth-value»@db:5432/app");\n' +
      "const seen = [pem, url.href, ((token) => token)('«seventh-value»')];\n" +
      show,
  },
  {
    title: "a promise in place of a CommonJS constant",
    path: "c.cjs",
    text:
      '"use strict";\nconst KEY = "«eighth-value»";\nconst handler = async () => ({ KEY, size: KEY.length, text: `<${KEY}>` });\n' +
      "handler().then((seen) => {\n  console.log(JSON.stringify(seen));\n});\n",
  },
  {
    title: "the entry of a CommonJS script",
    path: "d.cjs",
    text:
      'const os = require("node:os");\nfunction main() {\n  const seen = ["«ninth-value»", os.EOL];\n  ' +
      show +
      "}\nmain();\n",
  },
];

/** Python in each kind of place that decides the form of a lookup. */
export const pythonPrograms: readonly Program[] = [
  {
    title: "constants, defaults, classes and f-strings",
    path: "a.py",
    text:
      '"""Program."""\nimport json\n\nKEY = "«first \\"value\\" \\U0001F600»"\n\n\ndef f(a="«second-value»"):\n' +
      "    return [a, f\"x {a} «third-value»\", 'it {a} «fourth-value»', rf'\\d {a} «third-value»']\n\n\n" +
      'class C:\n    s = "«second-value»"\n    b = b"«fifth-value»"\n\n\nprint(json.dumps([KEY, *f(), C.s, C.b.decode()]))\n',
  },
  {
    title: "keys of several lines, joined literals and a connection string",
    path: "b.py",
    text:
      'PEM = """«-----BEGIN X-----\nline\n-----END X-----»\n"""\nJOINED = ("a" "«sixth-value»" "b")\n' +
      'URL = "postgres://app:«seventh-value»@db/app"\nprint([PEM, JOINED, URL, f"{str(\'«eighth-value»\')}"])\n',
  },
];

/** Shell in each kind of quoting. */
export const shellPrograms: readonly Program[] = [
  {
    title: "every kind of quoting",
    path: "a.sh",
    text:
      '#!/usr/bin/env bash\nset -euo pipefail\nA=«first-value»\nB="x $A «second value» \\$"\nC=\'y «third-value» "$A" «fourth»value\'\n' +
      "printf '<%s>\\n' \"$A\" \"$B\" \"$C\" --key=«fifth-value» $'t\\t«sixth-value»' 'only «seventh-value»'\n" +
      "cat <<EOF\n$A «eighth-value» \\$A\nEOF\n",
  },
];
