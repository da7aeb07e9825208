package io.fusebox.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.agent.log.Logs;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDumpTest {
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};

    private final ClassLoader first = new URLClassLoader(new URL[0]);
    private final ClassLoader second = new URLClassLoader(new URL[0]);

    @TempDir
    Path folder;

    @Test
    void theLastFileOfANameAndALoaderStays() throws Exception {
        ClassDump dump = dump(folder.resolve("made/woven"));
        dump.write(first, "com.acme.Some$Inner", TWO);
        dump.write(first, "com.acme.Some$Inner", ONE);
        assertThat(folder.resolve("made/woven/com/acme/Some$Inner.class")).hasBinaryContent(ONE);
    }

    @Test
    void loadersHaveFoldersOfTheirOwn() throws Exception {
        ClassDump dump = dump(folder);
        dump.write(first, "com.acme.Some", ONE);
        dump.write(second, "com.acme.Some", TWO);
        dump.write(null, "java.net.Some", TWO);
        dump.write(first, "com.acme.Other", ONE);
        assertThat(folder.resolve("com/acme/Some.class")).hasBinaryContent(ONE);
        assertThat(folder.resolve("com/acme/Other.class")).exists();
        assertThat(folder.resolve("loader-2/com/acme/Some.class")).hasBinaryContent(TWO);
        assertThat(folder.resolve("loader-3/java/net/Some.class")).exists();
    }

    @Test
    void afterAFailureNothingIsWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        ClassDump dump = dump(file);
        dump.write(first, "com.acme.Some", ONE);
        assertThat(dump.writesTo(file.toFile())).isFalse();

        Files.delete(file);
        dump.write(first, "com.acme.Some", ONE);
        assertThat(file).doesNotExist();
    }

    @Test
    void aNewFolderIsANewDump() {
        ClassDump dump = dump(folder);
        assertThat(dump.writesTo(folder.toFile())).isTrue();
        assertThat(dump.writesTo(new File("elsewhere"))).isFalse();
    }

    private static ClassDump dump(Path folder) {
        return new ClassDump(folder.toFile(), Logs.nowhere());
    }
}
