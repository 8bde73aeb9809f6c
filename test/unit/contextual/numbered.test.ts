import { expectFound, expectQuiet } from "./support.ts";

/** A word and a number: weaker than what mixes signs, so that where it stands has to say more. */
const password = ["hunter", "2299"].join("");

const places: readonly (readonly [text: string, path: string])[] = [
  ['props.put("db.password", "§");', "A.java"],
  ['os.Setenv("DB_PASSWORD", "§")', "a.go"],
  ["define('DB_PASSWORD', '§');", "a.php"],
  ['#define DB_PASSWORD "§"', "a.h"],
  ["ENV DB_PASSWORD §", "Dockerfile"],
  ['setx DB_PASSWORD "§"', "a.bat"],
  ['(def db-password "§")', "a.clj"],
  ["        password '§'", "build.gradle"],
  ['"args": ["--password", "§"]', "a.json"],
  ["requirepass §", "redis.conf"],
  ["openssl rsa -in a.pem -passin pass:§", "a.sh"],
  ["CREATE ROLE app LOGIN PASSWORD '§';", "a.sql"],
  ["The database password is §.", "a.md"],
  ["| Password | `§` |", "a.md"],
  ["Login with admin / § on the test system.", "a.md"],
];

suite("a word and a number as a password", () => {
  for (const [text, path] of places) {
    test(text, () => {
      expectFound(text.replaceAll("§", password), password, { confidence: "medium" }, { path });
    });
  }

  test("is none where a list goes on, or an algorithm is named", () => {
    expectQuiet(`const fields = ["username", "password", "${password}"];`, { path: "a.js" });
    expectQuiet("The password is sha256 of the name.", { path: "a.md" });
    expectQuiet("| password | string(128) |", { path: "a.md" });
  });
});
