package io.fusebox.agent.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From which jar the class file of a loaded class is read. */
class OpenJarsTest {
    private final OpenJars jars = new OpenJars();

    @TempDir
    Path folder;

    private Path first = Path.of("");
    private Path second = Path.of("");

    @BeforeEach
    void makeJars() throws IOException {
        first = jar(
                "first.jar",
                Map.of("a/Twin.class", file("a/Twin", "java/lang/Runnable"), "a/One.class", file("a/One")));
        second = jar("second.jar", Map.of("a/Twin.class", file("a/Twin"), "a/Two.class", file("a/Two")));
    }

    @AfterEach
    void close() {
        jars.close();
    }

    @Test
    void itIsTheOneThatTheClassCameFromAndNoClassPathIsSearched() throws Exception {
        for (boolean nested : new boolean[] {false, true}) {
            try (Asked loader = new Asked(url(first, nested), url(second, nested))) {
                // The second jar is known to have the package, and has another class of the same name.
                assertThat(supertypes(loader, "a.Two")).containsExactly("java/lang/Object");
                assertThat(supertypes(loader, "a.Twin")).containsExactly("java/lang/Object", "java/lang/Runnable");
                assertThat(supertypes(loader, "a.One")).containsExactly("java/lang/Object");
                assertThat(loader.searched).isEmpty();
            }
        }
    }

    @Test
    void ofAJarForSeveralVersionsItIsTheFileThatTheJvmTakes() throws Exception {
        byte[] manifest = "Manifest-Version: 1.0\nMulti-Release: true\n".getBytes(StandardCharsets.UTF_8);
        Path versions = jar(
                "versions.jar",
                Map.of(
                        "META-INF/MANIFEST.MF", manifest,
                        "a/New.class", file("a/New"),
                        "META-INF/versions/9/a/New.class", file("a/New", "java/lang/Runnable")));
        try (Asked loader = new Asked(url(versions, false))) {
            assertThat(supertypes(loader, "a.New")).containsExactly("java/lang/Object", "java/lang/Runnable");
            assertThat(loader.searched).isEmpty();
        }
    }

    @Test
    void theLoaderIsAskedForWhatIsInNoJar() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes/a"));
        Files.write(classes.resolve("Three.class"), file("a/Three", "java/lang/Runnable"));
        try (Asked loader = new Asked(classes.getParent().toUri().toURL())) {
            assertThat(supertypes(loader, "a.Three")).containsExactly("java/lang/Object", "java/lang/Runnable");
            assertThat(loader.searched).containsExactly("a/Three.class");
            Class<?> made = loader.make("a/Made", file("a/Made"));
            assertThat(jars.read(made, "a/Made")).isNull();
        }
        assertThat(jars.read(Runnable.class, "java/lang/Runnable")).isNotNull();
        assertThat(jars.read(OpenJarsTest.class, OpenJarsTest.class.getName().replace('.', '/')))
                .isNotNull();
        assertThat(jars.read(Test.class, Test.class.getName().replace('.', '/')))
                .isNotNull();
    }

    @Test
    void noJarStaysOpen() throws Exception {
        try (Asked loader = new Asked(url(first, false))) {
            assertThat(supertypes(loader, "a.One")).isNotEmpty();
        }
        assertThat(OpenFiles.ofThisProcess()).contains(first.toRealPath());
        jars.close();
        assertThat(OpenFiles.ofThisProcess()).doesNotContain(first.toRealPath());
    }

    private List<String> supertypes(ClassLoader loader, String name) throws Exception {
        byte[] head = jars.read(loader.loadClass(name), name.replace('.', '/'));
        return new ClassFile(Objects.requireNonNull(head)).supertypes();
    }

    private static URL url(Path jar, boolean nested) throws IOException {
        URL plain = jar.toUri().toURL();
        return nested ? new URL("jar:" + plain + "!/") : plain;
    }

    private Path jar(String name, Map<String, byte[]> entries) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return jar;
    }

    private static byte[] file(String name, String... interfaces) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, name, null, "java/lang/Object", interfaces);
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Notes which files are searched for along the whole class path. */
    private static final class Asked extends URLClassLoader {
        final List<String> searched = new ArrayList<>();

        Asked(URL... urls) {
            super(urls, OpenJarsTest.class.getClassLoader());
        }

        Class<?> make(String internalName, byte[] file) {
            return defineClass(internalName.replace('/', '.'), file, 0, file.length);
        }

        @Override
        public @Nullable URL findResource(String name) {
            searched.add(name);
            return super.findResource(name);
        }
    }
}
