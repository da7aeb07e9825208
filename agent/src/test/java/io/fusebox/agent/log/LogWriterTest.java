package io.fusebox.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever writes to the log never waits for it. */
@Timeout(30)
class LogWriterTest {
    private static final long PATIENCE = 10_000;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final CountDownLatch reader = new CountDownLatch(1);
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final LogWriter writer = new LogWriter(new Pipe(), UTF_8);

    @AfterEach
    void end() {
        reader.countDown();
        writer.close(PATIENCE);
    }

    @Test
    void aLineForAStalledPipeIsTakenAtOnceAndWrittenLater() {
        writer.add(LogTarget.STDERR, "one");
        writer.add(LogTarget.STDERR, "two");
        assertThat(writer.await(1)).isFalse();
        assertThat(lines()).isEmpty();
        reader.countDown();
        assertThat(writer.await(PATIENCE)).isTrue();
        assertThat(lines()).containsExactly("one", "two");
    }

    @Test
    void whatIsTooMuchIsDroppedCountedAndTold() throws InterruptedException {
        writer.add(LogTarget.STDERR, "first");
        assertThat(stuck.await(PATIENCE, TimeUnit.MILLISECONDS)).isTrue();
        for (int i = 0; i < LogWriter.MOST_WAITING + 3; i++) {
            writer.add(LogTarget.STDERR, "line " + i);
        }
        assertThat(writer.takeDropped()).isEqualTo(3);
        assertThat(writer.takeDropped()).isZero();
        reader.countDown();
        writer.close(PATIENCE);
        assertThat(lines()).hasSize(1 + LogWriter.MOST_WAITING + 1);
        assertThat(lines().get(LogWriter.MOST_WAITING + 1))
                .isEqualTo("[fusebox] 3 lines are missing here: more came than could be written");
    }

    @Test
    void aLineThatFindsNoRoomDoesNotEndTheThread() {
        reader.countDown();
        writer.add(LogTarget.STDERR, Pipe.TOO_LARGE);
        writer.add(LogTarget.STDERR, "next");
        assertThat(writer.await(PATIENCE)).isTrue();
        assertThat(lines()).containsExactly("next");
        assertThat(writer.takeDropped()).isEqualTo(1);
    }

    @Test
    void aLineAfterTheEndBeginsAThreadAnew() {
        reader.countDown();
        writer.add(LogTarget.STDERR, "one");
        writer.close(PATIENCE);
        assertThat(threads()).isZero();
        writer.add(LogTarget.STDERR, "two");
        assertThat(writer.await(PATIENCE)).isTrue();
        assertThat(lines()).containsExactly("one", "two");
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("fusebox-log") && isOfThisTest(thread))
                .count();
    }

    private static boolean isOfThisTest(Thread thread) {
        return List.of(thread.getStackTrace()).stream()
                .anyMatch(frame -> frame.getClassName().contains("LogWriterTest"));
    }

    private List<String> lines() {
        return written.toString(UTF_8).lines().toList();
    }

    /** Its first write waits until somebody reads. */
    private final class Pipe extends OutputStream {
        static final String TOO_LARGE = "too large";

        @Override
        public void write(int letter) throws IOException {
            write(new byte[] {(byte) letter}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            stuck.countDown();
            try {
                reader.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (new String(bytes, UTF_8).startsWith(TOO_LARGE)) {
                throw new OutOfMemoryError("as if");
            }
            written.write(bytes, from, length);
        }
    }
}
