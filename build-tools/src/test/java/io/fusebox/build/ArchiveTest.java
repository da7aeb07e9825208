package io.fusebox.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    @TempDir
    Path folder;

    @Test
    void aFolderAndAJarOfItHaveTheSameContent() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Files.createDirectories(classes.resolve("com/acme"));
        Files.writeString(classes.resolve("com/acme/B.txt"), "two");
        Files.writeString(classes.resolve("A.txt"), "one");
        Path jar = folder.resolve("classes.jar");

        Files.write(jar, Archive.of(Archive.read(classes)));

        assertThat(Archive.read(classes).keySet()).containsExactly("A.txt", "com/acme/B.txt");
        assertThat(Archive.read(jar)).usingRecursiveComparison().isEqualTo(Archive.read(classes));
    }

    @Test
    void theSameContentGivesTheSameBytes() throws Exception {
        assertThat(jar()).isEqualTo(jar());
    }

    @Test
    void storedEntriesAreNotCompressed() throws Exception {
        Path file = folder.resolve("some.jar");
        Files.write(file, jar());
        try (JarFile jar = new JarFile(file.toFile())) {
            assertThat(jar.getEntry("stored").getMethod()).isEqualTo(ZipEntry.STORED);
            assertThat(jar.getEntry("packed").getMethod()).isEqualTo(ZipEntry.DEFLATED);
            assertThat(jar.stream().map(ZipEntry::getName)).containsExactly("stored", "packed");
        }
    }

    private static byte[] jar() throws Exception {
        Archive archive = new Archive();
        archive.addStored("stored", "text text text".getBytes(UTF_8));
        archive.add("packed", "text text text".getBytes(UTF_8));
        return archive.finish();
    }
}
