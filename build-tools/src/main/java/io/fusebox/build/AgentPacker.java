package io.fusebox.build;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;

/**
 * Packs the agent's jar, the same bytes from the same classes.
 *
 * <p>Only the entry points are entries of the jar. Everything else is in a jar within the jar, in the order of the names, as
 * {@code JarBytes} expects them. The classes there are renamed, so that nothing that scans a class path finds them: {@code
 * agent/} is for the agent's own loader, {@code bridge/} and {@code core/} are for the bootstrap loader. What a start needs
 * is there once more, in blocks: see {@code AgentJar}, {@link BootBlocks} and {@link StartBlocks}.
 *
 * <p>The jar is packed twice: first without the blocks for the agent's loader. {@link StartRecorder} runs that jar, and finds
 * out what belongs into them.
 */
final class AgentPacker {

    /** What other loaders than the agent's own see. */
    static final Set<String> ENTRY_POINTS = Set.of(
            "io/fusebox/agent/launch/AgentEntry.class",
            "io/fusebox/agent/launch/AgentJar.class",
            "io/fusebox/agent/launch/AgentLoader.class",
            "io/fusebox/agent/launch/JarBytes.class",
            "io/fusebox/agent/launch/JarBytes$Entry.class",
            "io/fusebox/agent/launch/KeptEntries.class");

    /** JConsole loads its plugin tab from the class path. */
    private static final List<String> VISIBLE_PREFIXES =
            List.of("io/fusebox/agent/jconsole/", "META-INF/services/com.sun.tools.jconsole.");

    /** What the tab needs of the agent is in both places. */
    private static final String SHARED_PREFIX = "io/fusebox/agent/text/";

    /** What classes read beside themselves. */
    private static final List<String> RESOURCES =
            List.of("io/fusebox/agent/", "io/fusebox/fleet/", "io/fusebox/jedis/");

    private static final String AGENT = "agent/";
    private static final String CLASS = ".class";
    static final String CLASS_DATA = ".classdata";

    private final Options options;
    private final TreeMap<String, byte[]> outer = new TreeMap<>();
    private final TreeMap<String, byte[]> inner = new TreeMap<>();

    private AgentPacker(Options options) {
        this.options = options;
    }

    /** See {@link Options}. */
    public static void main(String[] arguments) throws Exception {
        new AgentPacker(Options.of(arguments)).pack();
    }

    private void pack() throws IOException, ReflectiveOperationException {
        ClassTrimmer trimmer = new ClassTrimmer();
        SortedMap<String, byte[]> agent = trimmer.all(Archive.read(options.path("agent")));
        SortedMap<String, byte[]> core = trimmer.all(Archive.read(options.path("core")));
        trimmer.check();
        addAgent(agent);
        addBoot("bridge/", Archive.read(options.path("bridge")));
        addBoot("core/", core);
        outer.putAll(Archive.read(options.path("premain")));
        dropUnreachable();
        addDemo();
        addLicences();
        Map<String, byte[]> blocks = new BootBlocks(inner, agent).blocks();

        Path jar = options.path("output");
        Path recordings = options.path("recordings");
        Files.createDirectories(recordings);
        Path withoutBlocks = recordings.resolve("without-blocks.jar");
        Files.write(withoutBlocks, jar(blocks));
        StartBlocks starts = StartBlocks.record(new StartRecorder(withoutBlocks, recordings), inner);
        starts.write(recordings);
        blocks.putAll(starts.blocks());
        Files.write(jar, jar(blocks));
    }

    private void addAgent(Map<String, byte[]> content) {
        content.forEach((name, bytes) -> {
            if (name.endsWith("package-info.class")) {
                return;
            }
            boolean isVisible =
                    ENTRY_POINTS.contains(name) || VISIBLE_PREFIXES.stream().anyMatch(name::startsWith);
            if (isVisible || name.startsWith(SHARED_PREFIX)) {
                outer.put(name, bytes);
            }
            if (!isVisible && name.endsWith(CLASS)) {
                inner.put(AGENT + renamed(name), bytes);
            } else if (!isVisible && RESOURCES.stream().anyMatch(name::startsWith)) {
                inner.put(name, bytes);
            }
        });
    }

    private void addBoot(String folder, Map<String, byte[]> content) {
        content.forEach((name, bytes) -> {
            if (name.endsWith(CLASS) && !name.endsWith("-info.class")) {
                inner.put(folder + renamed(name), bytes);
            }
        });
    }

    private static String renamed(String classFile) {
        return classFile.substring(0, classFile.length() - CLASS.length()) + CLASS_DATA;
    }

    /** Drops classes of the agent and its libraries to which nothing leads. The core stays whole: programs use it too. */
    private void dropUnreachable() throws IOException {
        Map<String, byte[]> classFiles = new HashMap<>();
        List<String> roots = new ArrayList<>();
        outer.forEach((name, bytes) -> {
            if (name.endsWith(CLASS)) {
                String className = name.substring(0, name.length() - CLASS.length());
                classFiles.put(className, bytes);
                roots.add(className);
            }
        });
        inner.forEach((name, bytes) -> {
            if (name.endsWith(CLASS_DATA)) {
                String className = classOf(name);
                classFiles.put(className, bytes);
                if (!name.startsWith(AGENT)) {
                    roots.add(className);
                }
            }
        });
        Set<String> reachable = ReachableClasses.from(roots, classFiles);
        inner.keySet()
                .removeIf(name ->
                        name.startsWith(AGENT) && name.endsWith(CLASS_DATA) && !reachable.contains(classOf(name)));
    }

    /** The internal name of the class in an entry of the inner jar. */
    private static String classOf(String entry) {
        return entry.substring(entry.indexOf('/') + 1, entry.length() - CLASS_DATA.length());
    }

    /** A jar within the jar: no scanner looks there, and the demo runs it as it is. */
    private void addDemo() throws IOException {
        inner.put("demo/shop.jar", Archive.of(Archive.read(options.path("demo"))));
        Path configuration = options.path("demo-configuration");
        inner.put("demo/" + configuration.getFileName(), Files.readAllBytes(configuration));
    }

    /** The licence, and those of the libraries that are packed in, each below the name of its artifact. */
    private void addLicences() throws IOException {
        outer.put("META-INF/LICENSE", Files.readAllBytes(options.path("license")));
        for (String element : options.text("libraries").split(File.pathSeparator, -1)) {
            if (element.endsWith(".jar")) {
                String artifact = Path.of(element).getFileName().toString().replaceFirst("-[0-9].*", "");
                Archive.read(Path.of(element)).forEach((name, bytes) -> {
                    if (name.matches("META-INF/[^/]*(LICENSE|NOTICE)[^/]*")) {
                        outer.put("META-INF/licenses/" + artifact + name.substring("META-INF".length()), bytes);
                    }
                });
            }
        }
    }

    private byte[] jar(Map<String, byte[]> blocks) throws IOException {
        String manifest = String.join(
                "\r\n",
                "Manifest-Version: 1.0",
                "Automatic-Module-Name: io.fusebox.agent",
                "Implementation-Title: Fusebox",
                "Implementation-Version: " + options.text("version"),
                "Main-Class: io.fusebox.agent.launch.Premain",
                "Premain-Class: io.fusebox.agent.launch.Premain",
                "Agent-Class: io.fusebox.agent.launch.Premain",
                "Can-Redefine-Classes: true",
                "Can-Retransform-Classes: true",
                "",
                "");
        Archive jar = new Archive();
        jar.add(JarFile.MANIFEST_NAME, manifest.getBytes(US_ASCII));
        for (Map.Entry<String, byte[]> entry : outer.entrySet()) {
            jar.add(entry.getKey(), entry.getValue());
        }
        for (Map.Entry<String, byte[]> block : blocks.entrySet()) {
            jar.add("fusebox/" + block.getKey(), block.getValue());
        }
        jar.addStored("fusebox/agent.jar", Archive.of(inner));
        return jar.finish();
    }
}
