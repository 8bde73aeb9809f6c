import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the sources of each folder inside the first argument on their own, with the second as the path of sources. */
class Judge {
    public static void main(String[] args) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> folders = Files.list(Path.of(args[0]))) {
            for (Path folder : folders.sorted().collect(Collectors.toList())) {
                try (Stream<Path> all = Files.walk(folder)) {
                    List<Path> sources = all.filter(Files::isRegularFile).collect(Collectors.toList());
                    Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
                    StringWriter said = new StringWriter();
                    List<String> options = List.of("-proc:none", "-implicit:none", "-d", args[2], "-sourcepath", args[1]);
                    compiler.getTask(new PrintWriter(said), files, null, options, null, units).call();
                    System.out.print(said);
                }
            }
        }
    }
}
