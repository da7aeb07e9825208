package io.fusebox.agent.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a changed file is followed, and when it is not yet. */
class ConfigWatchTest {

    @TempDir
    Path directory;

    private Path file;
    private long nanos;
    private Watched watched;
    private ConfigWatch watch;

    @BeforeEach
    void begin() throws IOException {
        file = Files.writeString(directory.resolve("fusebox.properties"), "a = 1");
        watched = new Watched(file.toFile());
        watch = new ConfigWatch(watched, () -> nanos);
    }

    @Test
    void aFileThatIsAsItWasIsLeftAlone() throws IOException {
        look(3);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        look(3);
        assertThat(watched.followed).isEmpty();
    }

    @Test
    void aChangeIsFollowedOnceItHasStayedForAnInterval() throws IOException {
        Files.writeString(file, "a = 2");
        look(1);
        assertThat(watched.followed).isEmpty();
        look(1);
        assertThat(watched.followed).hasSize(1);
        look(5);
        assertThat(watched.followed).hasSize(1);
    }

    @Test
    void aChangeOfTheSameSizeAndTimeIsSeen() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "a = 3");
        Files.setLastModifiedTime(file, time);
        look(2);
        assertThat(watched.followed).hasSize(1);
    }

    @Test
    void aFileThatIsStillBeingWrittenIsWaitedFor() throws IOException {
        for (String part : List.of("", "a", "a = ", "a = 2\nb", "a = 2\nb = 3")) {
            Files.writeString(file, part);
            look(1);
            assertThat(watched.followed).isEmpty();
        }
        look(1);
        assertThat(watched.followed).containsExactly(FileContent.next(file.toFile()));
    }

    @Test
    void aChangeThatIsTakenBackIsNone() throws IOException {
        Files.writeString(file, "a = 2");
        look(1);
        Files.writeString(file, "a = 1");
        look(3);
        assertThat(watched.followed).isEmpty();
    }

    @Test
    void aFileThatIsRenamedOverItIsSeen() throws IOException {
        Path next = Files.writeString(directory.resolve("next"), "a = 2");
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        look(2);
        assertThat(watched.followed).hasSize(1);
    }

    @Test
    void aDirectoryBehindASymbolicLinkThatIsSwappedIsSeen() throws IOException {
        Path first = Files.createDirectory(directory.resolve("..2026_01"));
        Path second = Files.createDirectory(directory.resolve("..2026_02"));
        Files.writeString(first.resolve("f"), "a = 1");
        Files.writeString(second.resolve("f"), "a = 2");
        Path data = Files.createSymbolicLink(directory.resolve("..data"), first.getFileName());
        Path mounted = Files.createSymbolicLink(directory.resolve("f"), Path.of("..data", "f"));
        watched = new Watched(mounted.toFile());
        watch = new ConfigWatch(watched, () -> nanos);
        look(3);
        assertThat(watched.followed).isEmpty();
        Path swapped = Files.createSymbolicLink(directory.resolve("..data_tmp"), second.getFileName());
        Files.move(swapped, data, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        look(2);
        assertThat(watched.followed).hasSize(1);
    }

    @Test
    void aFileThatIsGoneOrEmptyIsToldOnceAndItsReturnToo() throws IOException {
        Files.delete(file);
        look(5);
        assertThat(watched.followed).hasSize(1);
        Files.writeString(file, "\n");
        look(5);
        assertThat(watched.followed).hasSize(2);
        Files.writeString(file, "a = 1");
        look(5);
        assertThat(watched.followed).hasSize(3);
    }

    @Test
    void offMeansNever() throws IOException {
        watched.interval = null;
        Files.writeString(file, "a = 2");
        look(5);
        assertThat(watched.followed).isEmpty();
    }

    @Test
    void looksNoMoreOftenThanTheIntervalSays() throws IOException {
        Files.writeString(file, "a = 2");
        look(1);
        nanos += Duration.ofSeconds(4).toNanos();
        watch.run();
        assertThat(watched.followed).isEmpty();
        nanos += Duration.ofSeconds(1).toNanos();
        watch.run();
        assertThat(watched.followed).hasSize(1);
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            nanos += Duration.ofSeconds(5).toNanos();
            watch.run();
        }
    }

    private static final class Watched implements ConfigWatch.Watched {
        final List<FileContent> followed = new ArrayList<>();
        private final File file;
        private FileContent known;

        @Nullable
        Duration interval = Duration.ofSeconds(5);

        Watched(File file) {
            this.file = file;
            this.known = FileContent.first(file, true);
        }

        @Override
        public @Nullable Duration interval() {
            return interval;
        }

        @Override
        public FileContent known() {
            return known;
        }

        @Override
        public FileContent look() {
            return FileContent.next(file);
        }

        @Override
        public void follow(FileContent content) {
            followed.add(content);
            known = content;
        }
    }
}
