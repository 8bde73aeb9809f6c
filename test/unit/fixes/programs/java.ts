import type { Program } from "../support/programs.ts";

/** Java in each kind of place that decides the form of a lookup. */
export const javaPrograms: readonly Program[] = [
  {
    title: "fields, nested types, enums and interfaces",
    path: "Main.java",
    text: `import java.util.ArrayList;
import java.util.List;

public class Main {
    static final List<Object> SEEN = new ArrayList<>(List.of("«first \\"value\\" \\u0041\\101\\t»"));
    private final String own = "«second-value»";

    static {
        SEEN.add(Inner.KEY);
    }

    static class Inner {
        static final String KEY = "«third-value»";
    }

    interface Keys {
        String KEY = "«fourth-value»";
    }

    enum Stage {
        TEST("«fifth-value»") {
            String name(int a) {
                return "«second-value»" + a;
            }
        },
        PROD("x" + 1 + "«fifth-value»");

        final String key;

        Stage(String key) {
            this.key = key;
        }

        String name(int a) {
            return key + a;
        }
    }

    record Pair(String a, int b) {
        Pair(int b) {
            this("«sixth-value»", b);
        }
    }

    public static void main(String[] args) {
        SEEN.add(new Main().own + Keys.KEY + new Pair(3));
        for (Stage stage : Stage.values()) SEEN.add(stage.name(1));
        Runnable run = () -> SEEN.add("«third-value»".length());
        run.run();
        System.out.println(SEEN + Other.all());
    }
}

interface Shared {
    String KEY = "«seventh-value»";
}

enum Other {
    ONE("«eighth-value»");

    final String key;

    Other(String key) {
        this.key = key;
    }

    static String all() {
        return Shared.KEY + ONE.key;
    }
}
`,
  },
  {
    title: "parts of strings, formats, text blocks and joined literals",
    path: "Main.java",
    text: `class Main {
    static String url(String host) {
        return String.format("https://%s:«first%%value»@h", host) + "%d «second%%value»".formatted(1);
    }

    public static void main(String[] args) {
        String key = "«-----BEGIN X-----\\n"
                + "abc\\n" // a line
                + "-----END X-----\\n»";
        String block = """
            «-----BEGIN Y-----
              abc\\
            def \\n
            -----END Y-----»
            """;
        String config = """
            rate = 100%
              token = «third-value» "x"
            """;
        char c = 'c';
        String sum = c + "x «fourth-value»" + 1 + 2 + ("y" + c + "«fifth-value»").length();
        int length = "Bearer «fourth-value»".length() + "k=«fifth-value»;".substring(1).length();
        System.out.println(key + block + config + url("a") + sum + length + "jdbc:x://h?password=«sixth-value»");
    }
}
`,
  },
];
