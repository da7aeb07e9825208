import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the agent's jar, the same bytes from the same classes. Run by the build, on the class path of the agent.
 *
 * <p>Only the entry points are entries of the jar. All else is in a jar within the jar, in the order of the names, as
 * {@code JarBytes} wants them; the classes are renamed, so that nothing that scans a class path finds them: {@code agent/}
 * is for the agent's own loader, {@code bridge/} and {@code core/} are for the bootstrap loader. What a start needs is there
 * once more, in blocks: see {@code AgentJar}.
 */
final class PackAgent {

    private static final Set<String> ENTRY_POINTS = Set.of(
            "io/fusebox/agent/launch/AgentEntry.class",
            "io/fusebox/agent/launch/AgentJar.class",
            "io/fusebox/agent/launch/AgentLoader.class",
            "io/fusebox/agent/launch/JarBytes.class");
    /** JConsole loads its plugin tab from the class path. */
    private static final List<String> VISIBLE_PREFIXES = List.of("io/fusebox/agent/jconsole/", "META-INF/services/");

    /** What the tab needs of the agent is in both places. */
    private static final String SHARED_PREFIX = "io/fusebox/agent/text/";

    /** What shows and steers breakers. The start of a program does not need it. */
    private static final List<String> FIGURES =
            List.of("io/fusebox/internal/figures/", "io/fusebox/internal/registry/OperatorMove");
    /** What the agent's classes read beside themselves. */
    private static final String RESOURCES = "io/fusebox/agent/";

    private static final LocalDateTime TIME = LocalDateTime.of(2025, 1, 1, 0, 0);

    private final TreeMap<String, byte[]> entries = new TreeMap<>();
    private final TreeMap<String, byte[]> blocks = new TreeMap<>();

    /** The target folder, the core's jar, the licence, the version, the demo's configuration, the folder of the lists. */
    public static void main(String[] arguments) throws Exception {
        Path target = Path.of(arguments[0]);
        PackAgent pack = new PackAgent();
        pack.agent(contentOf(target.resolve("trimmed.jar")));
        pack.boot("bridge/", contentOf(target.resolve("bridge-classes")));
        pack.boot("core/", contentOf(Path.of(arguments[1])));
        pack.order(Path.of(arguments[1]), pack.shape(target.resolve("trimmed.jar"), Path.of(arguments[1])));
        pack.ahead(Path.of(arguments[5]));
        pack.entries.putAll(contentOf(target.resolve("premain-classes")));
        pack.demo(target.resolve("demo-classes"), Path.of(arguments[4]));
        pack.entries.put("META-INF/LICENSE", Files.readAllBytes(Path.of(arguments[2])));
        pack.licences();
        pack.write(target.resolve("fusebox-agent.jar"), arguments[3]);
    }

    private void agent(Map<String, byte[]> content) {
        content.forEach((name, bytes) -> {
            if (name.endsWith("package-info.class") || name.endsWith("/")) {
                return;
            }
            boolean isVisible =
                    ENTRY_POINTS.contains(name) || VISIBLE_PREFIXES.stream().anyMatch(name::startsWith);
            if (isVisible || name.startsWith(SHARED_PREFIX)) {
                entries.put(name, bytes);
            }
            if (!isVisible && name.endsWith(".class")) {
                entries.put("agent/" + renamed(name), bytes);
            } else if (!isVisible && name.startsWith(RESOURCES)) {
                entries.put(name, bytes);
            }
        });
    }

    private void boot(String folder, Map<String, byte[]> content) {
        content.forEach((name, bytes) -> {
            if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                entries.put(folder + renamed(name), bytes);
            }
        });
    }

    /** A jar within the jar: no scanner looks there, and the demo runs it as it is. */
    private void demo(Path classes, Path configuration) throws IOException {
        entries.put("demo/shop.jar", zipped(contentOf(classes)));
        entries.put("demo/" + configuration.getFileName(), Files.readAllBytes(configuration));
    }

    private static String renamed(String classFile) {
        return classFile.substring(0, classFile.length() - "class".length()) + "classdata";
    }

    /**
     * A class can be defined only when its supertypes are: the loader that asks cannot call back for them. The MBeans have
     * supertypes in {@code javax.management}, which the start must not load, so they are a list of their own; so is what shows
     * and steers breakers.
     */
    private void order(Path core, String shape) throws Exception {
        Set<String> order = new LinkedHashSet<>();
        order.add("bridge/java/lang/FuseboxBridge");
        Set<String> figures = new LinkedHashSet<>();
        Set<String> jmx = new LinkedHashSet<>();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {core.toUri().toURL()}, null)) {
            for (String entry : List.copyOf(entries.keySet())) {
                if (entry.startsWith("core/")) {
                    String name = entry.substring("core/".length(), entry.lastIndexOf('.'));
                    Set<String> block = name.startsWith("io/fusebox/internal/jmx/")
                            ? jmx
                            : FIGURES.stream().anyMatch(name::startsWith) ? figures : order;
                    order(Class.forName(name.replace('/', '.'), false, loader), block);
                }
            }
        }
        figures.removeAll(order);
        jmx.removeAll(order);
        jmx.removeAll(figures);
        block("boot", shape, named(order));
        block("boot-figures", "", named(figures));
        block("boot-jmx", "", named(jmx));
    }

    /** Classes of the agent that are loaded together, in the order in which they are loaded, and what is read with them. */
    private void ahead(Path lists) throws IOException {
        for (String block : List.of("begin", "start", "weaving")) {
            Path list = lists.resolve(block + ".txt");
            List<String> wanted = new ArrayList<>();
            for (String line : Files.readAllLines(list)) {
                String entry = "agent/" + renamed(line.endsWith(".class") ? line : line.replace('.', '/') + ".class");
                if (!entries.containsKey(entry)) {
                    throw new IllegalStateException(list + " names " + line + ", which is not in the jar: take it out");
                }
                if (wanted.contains(line)) {
                    throw new IllegalStateException(list + " names " + line + " twice");
                }
                wanted.add(line);
                wanted.add(entry);
            }
            block(block, "", wanted);
        }
    }

    /**
     * An entry of the jar itself that holds classes which are also in the jar within: unpacked in one go, read without it.
     *
     * @param head what stands before the classes, if it is anything
     * @param wanted the name of a class and the entry that has it by turns
     */
    private void block(String name, String head, List<String> wanted) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (!head.isEmpty()) {
                out.writeUTF(head);
            }
            for (int i = 0; i < wanted.size(); i += 2) {
                byte[] classFile = entries.get(wanted.get(i + 1));
                out.writeUTF(wanted.get(i));
                out.writeInt(classFile.length);
                out.write(classFile);
            }
        }
        blocks.put("fusebox/" + name, bytes.toByteArray());
    }

    /**
     * What stays in the JVM and what it offers to an agent, as one word: of the bridge every byte, of the core and of the
     * entry points the public types and members. An agent of another version may work with them if this is equal to what it
     * brings itself.
     */
    private String shape(Path agent, Path core) throws Exception {
        List<String> members = new ArrayList<>();
        URL[] both = {agent.toUri().toURL(), core.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(both, ClassLoader.getPlatformClassLoader())) {
            for (String entry : ENTRY_POINTS) {
                String name = entry.substring(0, entry.lastIndexOf('.')).replace('/', '.');
                addMembers(Class.forName(name, false, loader), members);
            }
            for (String entry : List.copyOf(entries.keySet())) {
                if (entry.startsWith("core/")) {
                    String name = entry.substring("core/".length(), entry.lastIndexOf('.'));
                    addMembers(Class.forName(name.replace('/', '.'), false, loader), members);
                }
            }
        }
        Collections.sort(members);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(entries.get("bridge/java/lang/FuseboxBridge.classdata"));
        digest.update(String.join("\n", members).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static void addMembers(Class<?> type, List<String> members) {
        if (Modifier.isPublic(type.getModifiers())) {
            members.add(type.toGenericString());
            members.add(type + " extends " + type.getSuperclass() + " " + List.of(type.getInterfaces()));
            Stream.of(type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                    .flatMap(Arrays::<Member>stream)
                    .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                    .forEach(member -> members.add(member.toString()));
        }
    }

    private static List<String> named(Set<String> classes) {
        List<String> named = new ArrayList<>();
        for (String entry : classes) {
            named.add(entry.substring(entry.indexOf('/') + 1));
            named.add(entry + ".classdata");
        }
        return named;
    }

    private void order(Class<?> type, Set<String> order) {
        if (type != null && type.getClassLoader() instanceof URLClassLoader) {
            order(type.getSuperclass(), order);
            for (Class<?> parent : type.getInterfaces()) {
                order(parent, order);
            }
            order.add("core/" + type.getName().replace('.', '/'));
        }
    }

    /** The licences of what is packed in, each below the name of its artifact. */
    private void licences() throws IOException {
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (element.endsWith(".jar")) {
                String artifact = Path.of(element).getFileName().toString().replaceFirst("-[0-9].*", "");
                contentOf(Path.of(element)).forEach((name, bytes) -> {
                    if (name.matches("META-INF/[^/]*(LICENSE|NOTICE)[^/]*")) {
                        entries.put("META-INF/licenses/" + artifact + name.substring("META-INF".length()), bytes);
                    }
                });
            }
        }
    }

    private void write(Path jar, String version) throws IOException {
        String manifest = String.join(
                "\r\n",
                "Manifest-Version: 1.0",
                "Implementation-Title: Fusebox",
                "Implementation-Version: " + version,
                "Main-Class: io.fusebox.agent.launch.Premain",
                "Premain-Class: io.fusebox.agent.launch.Premain",
                "Agent-Class: io.fusebox.agent.launch.Premain",
                "Can-Redefine-Classes: true",
                "Can-Retransform-Classes: true",
                "",
                "");
        TreeMap<String, byte[]> visible = new TreeMap<>();
        for (String name : List.copyOf(entries.keySet())) {
            if (name.startsWith("META-INF/") || name.endsWith(".class")) {
                visible.put(name, entries.remove(name));
            }
        }
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            put(zip, JarFile.MANIFEST_NAME, manifest.getBytes(StandardCharsets.US_ASCII));
            for (Map.Entry<String, byte[]> entry : visible.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
            for (Map.Entry<String, byte[]> block : blocks.entrySet()) {
                put(zip, block.getKey(), block.getValue());
            }
            putAsItIs(zip, "fusebox/agent.jar", zipped(entries));
        }
        System.out.println(jar.getFileName() + ": " + Files.size(jar) + " bytes");
    }

    private static byte[] zipped(Map<String, byte[]> content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void putAsItIs(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static Map<String, byte[]> contentOf(Path jarOrFolder) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        if (Files.isDirectory(jarOrFolder)) {
            List<Path> files = new ArrayList<>();
            try (Stream<Path> walk = Files.walk(jarOrFolder)) {
                walk.filter(Files::isRegularFile).forEach(files::add);
            }
            for (Path file : files) {
                String name = jarOrFolder.relativize(file).toString().replace(File.separatorChar, '/');
                content.put(name, Files.readAllBytes(file));
            }
        } else {
            try (JarFile jar = new JarFile(jarOrFolder.toFile())) {
                for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                    content.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
                }
            }
        }
        return content;
    }
}
