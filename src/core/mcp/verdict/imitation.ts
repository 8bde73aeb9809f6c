import { withoutHidden } from "../identity/shown.ts";

/**
 * Letters of other scripts, and a few Latin ones, that look like a Latin letter in common typefaces. Source: the
 * confusables of Unicode (UTS 39), cut down to the scripts that names are forged with.
 */
const lookAlikes: Readonly<Record<string, string>> = {
  // Cyrillic
  а: "a",
  в: "b",
  с: "c",
  ԁ: "d",
  е: "e",
  ё: "e",
  ғ: "f",
  ԍ: "g",
  һ: "h",
  н: "h",
  і: "i",
  ї: "i",
  ј: "j",
  к: "k",
  ӏ: "l",
  м: "m",
  п: "n",
  о: "o",
  р: "p",
  ԛ: "q",
  г: "r",
  ѕ: "s",
  т: "t",
  ц: "u",
  ѵ: "v",
  ѡ: "w",
  ԝ: "w",
  х: "x",
  у: "y",
  ү: "y",
  з: "3",
  б: "6",
  ь: "b",
  ӕ: "ae",
  // Greek
  α: "a",
  β: "b",
  ϲ: "c",
  δ: "d",
  ε: "e",
  ϝ: "f",
  η: "n",
  ι: "i",
  ϳ: "j",
  κ: "k",
  μ: "u",
  ν: "v",
  ο: "o",
  σ: "o",
  ρ: "p",
  τ: "t",
  υ: "u",
  χ: "x",
  γ: "y",
  ζ: "z",
  ω: "w",
  // Armenian, Cherokee and small capitals
  օ: "o",
  ո: "n",
  ս: "u",
  հ: "h",
  ց: "g",
  զ: "q",
  ք: "p",
  ᴀ: "a",
  ʙ: "b",
  ᴄ: "c",
  ᴅ: "d",
  ᴇ: "e",
  ꜰ: "f",
  ɢ: "g",
  ʜ: "h",
  ɪ: "i",
  ᴊ: "j",
  ᴋ: "k",
  ʟ: "l",
  ᴍ: "m",
  ɴ: "n",
  ᴏ: "o",
  ᴘ: "p",
  ʀ: "r",
  ꜱ: "s",
  ᴛ: "t",
  ᴜ: "u",
  ᴠ: "v",
  ᴡ: "w",
  ʏ: "y",
  ᴢ: "z",
  // Latin
  ı: "i",
  ȷ: "j",
  ɑ: "a",
  ɡ: "g",
  ł: "l",
  ø: "o",
  đ: "d",
  ħ: "h",
  ŧ: "t",
  ƅ: "b",
  ß: "b",
  ſ: "s",
  // Signs and digits
  "0": "o",
  "1": "l",
  "5": "s",
  "3": "e",
  "|": "l",
  "!": "l",
  $: "s",
  "@": "a",
};

/**
 * The look of a name: equal for names that a person would take for each other. Case, `_`, `-`, `.` and spaces do not
 * count, nor do marks on letters and characters that do not show; `i`, `l` and `1` are one, as are `o` and `0`.
 */
function lookOf(name: string): string {
  const plain = withoutHidden(name.normalize("NFKD"))
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[\s_\-.·‐‑‒–—−]/g, "");
  const latin = Array.from(plain, (letter) =>
    Object.hasOwn(lookAlikes, letter) ? lookAlikes[letter] : letter,
  );
  return latin.join("").replaceAll("rn", "m").replaceAll("vv", "w").replaceAll("i", "l").replaceAll("3", "e");
}

/** Names of a policy, ready for many comparisons. */
export interface ListedNames {
  /** Whether the policy lists the name itself: in NFC, case by case. */
  lists(name: string): boolean;
  /** The listed name that `name` looks like without being it. */
  imitated(name: string): string | undefined;
}

/** Longer names are compared by their beginning. */
const compared = 256;

export function listNames(names: Iterable<string>): ListedNames {
  const exact = new Set<string>();
  const looks = new Map<string, string>();
  for (const name of names) {
    exact.add(name.normalize("NFC"));
    const look = lookOf(name.slice(0, compared));
    if (look !== "" && !looks.has(look)) looks.set(look, name);
  }
  const lists = (name: string): boolean => exact.has(name.normalize("NFC"));
  return {
    lists,
    imitated: (name) => (lists(name) ? undefined : looks.get(lookOf(name.slice(0, compared)))),
  };
}
