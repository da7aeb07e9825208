package io.fusebox.agent.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jar is asked for a class file. */
class ClassHeadsTest {
    private final ClassHeads heads = new ClassHeads();

    @TempDir
    Path folder;

    private Path first = Path.of("");
    private Path second = Path.of("");

    @BeforeEach
    void jars() throws IOException {
        first = jar("first.jar", "a/One", "b/Three");
        second = jar("second.jar", "a/Two", "b/Four", "b/Five");
    }

    @Test
    void theJarThatHadAClassOfThePackageIsAskedFirst() throws IOException {
        try (Asked loader = new Asked(nested(first), nested(second))) {
            assertThat(heads.read(loader, "b/Four")).isNotNull();
            assertThat(heads.read(loader, "b/Five")).isNotNull();
            assertThat(loader.searched).containsExactly("b/Four.class");
        }
    }

    @Test
    void aPackageMayBeInSeveralJars() throws IOException {
        try (Asked loader = new Asked(nested(first), nested(second))) {
            assertThat(heads.read(loader, "a/One")).isNotNull();
            assertThat(heads.read(loader, "a/Two")).isNotNull();
            assertThat(heads.read(loader, "a/One")).isNotNull();
            assertThat(loader.searched).containsExactly("a/One.class", "a/Two.class");
        }
    }

    @Test
    void aJarOfItsOwnAndAFolderAreFoundToo() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Files.createDirectories(classes.resolve("c"));
        Files.write(classes.resolve("c/Six.class"), file());
        try (Asked loader = new Asked(first.toUri().toURL(), classes.toUri().toURL())) {
            assertThat(heads.read(loader, "b/Three")).isNotNull();
            assertThat(heads.read(loader, "c/Six")).isNotNull();
            assertThat(heads.read(loader, "c/Six")).isNotNull();
            assertThat(loader.searched).containsExactly("b/Three.class", "c/Six.class");
        }
    }

    @Test
    void theParentShowsWhatTheLoaderHasNot() throws IOException {
        try (Asked loader = new Asked(nested(first))) {
            String own = ClassHeadsTest.class.getName().replace('.', '/');
            assertThat(heads.read(loader, own)).isNotNull();
            assertThat(heads.read(loader, "a/Absent")).isNull();
        }
    }

    @Test
    void noLoaderIsAskedForWhatOnlyTheJdkMayDefine() throws IOException {
        try (Asked loader = new Asked(nested(first))) {
            assertThat(heads.read(loader, "java/util/concurrent/Callable")).isNotNull();
            assertThat(heads.read(null, "java/lang/Runnable")).isNotNull();
            assertThat(loader.searched).isEmpty();
        }
    }

    @Test
    void noJarStaysOpen() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {first.toUri().toURL()}, null)) {
            assertThat(heads.read(loader, "b/Three")).isNotNull();
            assertThat(ClassSource.read(loader, "b/Three")).isNotNull();
            assertThat(ClassSource.read(new ClassLoader(loader) {}, "b/Three")).isNotNull();
            assertThat(OpenFiles.ofThisProcess()).contains(first.toRealPath());
        }
        assertThat(OpenFiles.ofThisProcess()).doesNotContain(first.toRealPath());
    }

    /** As jars in a jar have it. */
    private static URL nested(Path jar) throws IOException {
        return new URL("jar:" + jar.toUri().toURL() + "!/");
    }

    private Path jar(String name, String... classes) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String one : classes) {
                zip.putNextEntry(new ZipEntry(one + ".class"));
                zip.write(file());
            }
        }
        return jar;
    }

    private static byte[] file() {
        return Objects.requireNonNull(ClassSource.read(
                ClassHeadsTest.class.getClassLoader(),
                ClassHeadsTest.class.getName().replace('.', '/')));
    }

    /** Notes which files are searched for along the whole class path. */
    private static final class Asked extends URLClassLoader {
        final List<String> searched = new ArrayList<>();

        Asked(URL... urls) {
            super(urls, ClassHeadsTest.class.getClassLoader());
        }

        @Override
        public @Nullable URL findResource(String name) {
            searched.add(name);
            return super.findResource(name);
        }
    }
}
