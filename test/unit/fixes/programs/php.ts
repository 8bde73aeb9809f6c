import type { Program } from "../support/programs.ts";

/** PHP in each kind of place that decides the form of a lookup. */
export const phpPrograms: readonly Program[] = [
  {
    title: "classes, functions, closures and the file's own code",
    path: "a.php",
    text:
      "<?php\n\nnamespace App;\n\nconst KEY = '«first \\'value\\'»';\n\n" +
      'class C\n{\n    private $own = ["a" => "«second-value»", "b" => [1, "x «third-value» \\$"]];\n    public string $plain = \'«second-value»\';\n\n' +
      "    public function all(): array\n    {\n        return [$this->own, $this->plain, 'it «fourth-value»' . 'x'];\n    }\n}\n\n" +
      "trait T\n{\n    public static function key()\n    {\n        return '«fifth-value»';\n    }\n}\n\nclass D\n{\n    use T;\n}\n\n" +
      "function plain(int $n)\n{\n    return \"$n «sixth-value» {$n}\" . sprintf('%d%%: «seventh%%value»/%s', $n, 'x');\n}\n\n" +
      "$f = function ($x) {\n    return $x . '«eighth-value»';\n};\n$g = fn ($x) => array_map(function ($y) use ($x) {\n    return $x . $y . '«eighth-value»';\n}, [1, 2]);\n" +
      "echo json_encode([KEY, (new C())->all(), D::key(), plain(3), $f('a'), $g('b'), strlen('key=«ninth-value»')]), \"\\n\";\n",
  },
  {
    title: "keys of several lines, longer texts and a connection string",
    path: "b.php",
    text:
      "<html>\n<?php\n$pem = <<<EOT\n  «-----BEGIN X-----\n  line\n  -----END X-----»\n  EOT;\n$raw = <<<'EOT'\n«-----BEGIN Y-----\nline\n-----END Y-----»\nEOT;\n" +
      "function text($name)\n{\n    $text = <<<EOT\n        Hello $name,\n        the key is «sixth-value».\n        EOT;\n    return $text;\n}\n" +
      '$url = "postgres://app:«seventh-value»@db:5432/app";\n?>\n<p><?php echo json_encode([$pem, $raw, text(\'x\'), $url, "«\\u{1F600}\\x41\\q»"]); ?></p>\n</html>\n',
  },
];
