package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which entry of the lists decides on an exception, and when its cause does (R9, R11). */
class NearestEntryTest {
    private static final String ISE = "java.lang.IllegalStateException";
    private static final String RUNTIME = "java.lang.RuntimeException";
    private static final String CANCELLATION = "java.util.concurrent.CancellationException";

    private interface Far {}

    private interface Near extends Far {}

    private static class Busy extends IOException implements Near {
        private static final long serialVersionUID = 1L;
    }

    private static final class VeryBusy extends Busy {
        private static final long serialVersionUID = 1L;
    }

    private static final class GivenUp extends CancellationException {
        private static final long serialVersionUID = 1L;
    }

    private static CircuitBreakerSettings.Builder settings() {
        return CircuitBreakerSettings.builder();
    }

    private static void assertOutcome(Outcome outcome, Throwable thrown, CircuitBreakerSettings.Builder settings) {
        ExceptionClassifier classifier = new ExceptionClassifier(settings.build());
        assertThat(classifier.classify(thrown)).isEqualTo(outcome);
        assertThat(classifier.classify(thrown)).as("the second time").isEqualTo(outcome);
    }

    @ParameterizedTest
    @MethodSource("wrappedInterruptions")
    void r09_anInterruptionThatALibraryHasWrappedIsCancelled(Throwable thrown) {
        assertOutcome(Outcome.CANCELLED, thrown, settings());
    }

    static Stream<Throwable> wrappedInterruptions() {
        return Stream.of(
                new IllegalStateException(new InterruptedException()),
                new IOException("interrupted", new InterruptedException()),
                new UncheckedIOException(new ClosedByInterruptException()),
                new RuntimeException(new GivenUp()),
                new Error(new CancellationException()),
                new CompletionException(new IllegalStateException(new InterruptedException())),
                new IllegalStateException(new ExecutionException(new InterruptedException())),
                new IllegalStateException(new CompletionException(new CancellationException())));
    }

    @Test
    void r09_onlyTheDirectCauseIsLookedAt() {
        Throwable deeper = new IllegalStateException(new IOException(new InterruptedException()));
        assertOutcome(Outcome.ERROR, deeper, settings());
        assertOutcome(Outcome.ERROR, new IllegalStateException(new IOException()), settings());
        assertOutcome(Outcome.ERROR, new IllegalStateException(new OutOfMemoryError()), settings());
    }

    @Test
    void r09_whatRecordExceptionsNamesMoreExactlyIsAnErrorAroundAnInterruptionToo() {
        Throwable wrapped = new IllegalStateException(new InterruptedException());
        assertOutcome(Outcome.ERROR, wrapped, settings().recordExceptions(List.of(ISE)));
        assertOutcome(Outcome.CANCELLED, wrapped, settings().recordExceptions(List.of("java.lang.Exception")));
        assertOutcome(Outcome.CANCELLED, wrapped, settings().recordExceptions(List.of("java.io.IOException")));
        assertOutcome(Outcome.IGNORED, wrapped, settings().ignoreExceptions(List.of(ISE)));
        assertOutcome(Outcome.CANCELLED, wrapped, settings().ignoreExceptions(List.of("java.lang.Throwable")));
    }

    @Test
    void r09_aCauseThatIsAnErrorItselfCancelsNothing() {
        Throwable wrapped = new IllegalStateException(new CancellationException());
        assertOutcome(Outcome.ERROR, wrapped, settings().recordExceptions(List.of(CANCELLATION, "no.such.Type", ISE)));
        assertOutcome(Outcome.IGNORED, wrapped, settings().recordExceptions(List.of(CANCELLATION)));
    }

    @Test
    void r11_whatRecordExceptionsNamesIsAnErrorAlthoughItIsACancellation() {
        assertOutcome(Outcome.ERROR, new CancellationException(), settings().recordExceptions(List.of(CANCELLATION)));
        assertOutcome(Outcome.ERROR, new GivenUp(), settings().recordExceptions(List.of(CANCELLATION)));
        assertOutcome(Outcome.ERROR, new GivenUp(), settings().recordExceptions(List.of(GivenUp.class.getName())));
        assertOutcome(Outcome.CANCELLED, new CancellationException(), settings().recordExceptions(List.of(ISE)));
        assertOutcome(Outcome.IGNORED, new GivenUp(), settings().ignoreExceptions(List.of(CANCELLATION)));
    }

    @Test
    void r11_theNearestEntryWinsWhateverItsList() {
        List<String> io = List.of("java.io.IOException");
        List<String> file = List.of("java.io.FileNotFoundException");
        List<String> any = List.of("java.lang.Exception");
        Throwable thrown = new FileNotFoundException();
        assertOutcome(
                Outcome.CANCELLED, thrown, settings().cancelExceptions(file).ignoreExceptions(io));
        assertOutcome(Outcome.IGNORED, thrown, settings().cancelExceptions(io).ignoreExceptions(file));
        assertOutcome(
                Outcome.ERROR,
                thrown,
                settings().cancelExceptions(any).ignoreExceptions(io).recordExceptions(file));
        assertOutcome(
                Outcome.IGNORED,
                thrown,
                settings().cancelExceptions(any).ignoreExceptions(file).recordExceptions(io));
        assertOutcome(
                Outcome.ERROR,
                new ConnectException(),
                settings().ignoreExceptions(any).recordExceptions(io));
        assertOutcome(
                Outcome.IGNORED,
                new IllegalArgumentException(),
                settings().ignoreExceptions(any).recordExceptions(io));
    }

    @Test
    void r11_interfacesAreAsFarAsSuperclasses() {
        List<String> near = List.of(Near.class.getName());
        List<String> far = List.of(Far.class.getName());
        List<String> busy = List.of(Busy.class.getName());
        List<String> io = List.of("java.io.IOException");
        assertOutcome(
                Outcome.IGNORED,
                new VeryBusy(),
                settings().cancelExceptions(near).ignoreExceptions(busy));
        assertOutcome(
                Outcome.CANCELLED,
                new VeryBusy(),
                settings().cancelExceptions(near).ignoreExceptions(io));
        assertOutcome(
                Outcome.IGNORED, new Busy(), settings().ignoreExceptions(near).recordExceptions(far));
        assertOutcome(
                Outcome.ERROR, new Busy(), settings().ignoreExceptions(far).recordExceptions(io));
        assertOutcome(
                Outcome.ERROR, new Busy(), settings().ignoreExceptions(far).recordExceptions(near));
    }

    @Test
    void r11_atEqualDistanceCancelThenIgnoreThenRecord() {
        List<String> runtime = List.of(RUNTIME);
        Throwable thrown = new IllegalStateException();
        assertOutcome(
                Outcome.CANCELLED,
                thrown,
                settings().cancelExceptions(runtime).ignoreExceptions(runtime).recordExceptions(runtime));
        assertOutcome(
                Outcome.IGNORED, thrown, settings().ignoreExceptions(runtime).recordExceptions(runtime));
    }

    @Test
    void r11_aListOfTheUsersOwnWinsATieThatTheDefaultLoses() {
        List<String> own = List.of(CANCELLATION);
        Throwable thrown = new CancellationException();
        assertOutcome(Outcome.ERROR, thrown, settings().recordExceptions(own));
        assertOutcome(
                Outcome.CANCELLED, thrown, settings().cancelExceptions(own).recordExceptions(own));
        Throwable wrapped = new IllegalStateException(new CancellationException());
        assertOutcome(Outcome.ERROR, wrapped, settings().recordExceptions(List.of(RUNTIME)));
        assertOutcome(
                Outcome.CANCELLED, wrapped, settings().cancelExceptions(own).recordExceptions(List.of(RUNTIME)));
    }
}
