package io.fusebox.benchmarks.shop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** With which options the shop is started. */
final class Variants {
    private Variants() {}

    /** By name, the plain one first. Writes what they need into the folder. */
    static Map<String, List<String>> of(Path agent, Path opentelemetry, Path configuration, Path directory) throws Exception {
        Map<String, List<String>> variants = new LinkedHashMap<>();
        variants.put("no agent", List.of());
        variants.put("empty agent", List.of("-javaagent:" + emptyAgent(directory)));
        variants.put("Fusebox", List.of("-javaagent:" + agent + "=" + configuration));
        List<String> lines = new ArrayList<>(Files.readAllLines(configuration));
        lines.add("breaker.none.methods = com.nowhere.Port+#*, com.nowhere.**#*, **#@com.nowhere.Marked, com.nowhere.Type#call");
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("exact", "bank|checkout|products|customers");
        kinds.put("wildcards", "catalog|people|orders");
        kinds.put("subtypes", "rows|pool|sql|storage");
        kinds.put("annotation", "transactions");
        kinds.put("nothing matches", "none");
        for (Map.Entry<String, String> kind : kinds.entrySet()) {
            Path file = directory.resolve(kind.getKey().replace(' ', '-') + ".properties");
            Files.write(
                    file,
                    lines.stream()
                            .filter(line -> line.matches("(breaker\\.(" + kind.getValue() + ")|defaults)\\..*"))
                            .toList());
            variants.put("Fusebox: " + kind.getKey(), List.of("-javaagent:" + agent + "=" + file));
        }
        variants.put("resilience4j in code", List.of("-Dguard=resilience4j"));
        variants.put(
                "OpenTelemetry",
                List.of(
                        "-javaagent:" + opentelemetry,
                        "-Dotel.traces.exporter=none",
                        "-Dotel.metrics.exporter=none",
                        "-Dotel.logs.exporter=none"));
        return variants;
    }

    /**
     * An agent whose transformer changes nothing: what the JVM takes to hand over class files. Attached late, it has the JVM load its
     * own class again: what the JVM takes to let any class be changed.
     */
    static Path emptyAgent(Path directory) throws Exception {
        Path source = directory.resolve("Empty.java");
        Files.writeString(source, """
                public final class Empty implements java.lang.instrument.ClassFileTransformer {
                    public static void premain(String arguments, java.lang.instrument.Instrumentation instrumentation) {
                        instrumentation.addTransformer(new Empty(), true);
                    }

                    public static void agentmain(String arguments, java.lang.instrument.Instrumentation instrumentation)
                            throws Exception {
                        instrumentation.addTransformer(new Empty(), true);
                        instrumentation.retransformClasses(Empty.class);
                    }
                }
                """);
        Path manifest = directory.resolve("manifest");
        Files.writeString(manifest, "Premain-Class: Empty\nAgent-Class: Empty\nCan-Retransform-Classes: true\n");
        Path jar = directory.resolve("empty.jar");
        Tools.run(Tools.ofJdk("javac"), "--release", "17", source.toString());
        Tools.run(
                Tools.ofJdk("jar"),
                "cfm",
                jar.toString(),
                manifest.toString(),
                "-C",
                directory.toString(),
                "Empty.class");
        return jar;
    }

}
