package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.CircuitBreakerSettings;
import io.fusebox.CircuitOpenException;
import io.fusebox.ExceptionCondition;
import io.fusebox.State;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What an exception means (R8–R11). */
class ExceptionsTest extends BreakerTest {
    private void assertOutcome(Outcome outcome, Throwable thrown) {
        ExceptionClassifier classifier = new ExceptionClassifier(breaker.settings());
        assertThat(classifier.classify(thrown)).isEqualTo(outcome);
        assertThat(classifier.classify(thrown)).as("the second time").isEqualTo(outcome);
    }

    @Test
    void r08_anIgnoredExceptionActsAsASuccess() {
        fail(4);
        ignore();
        assertThat(metrics().consecutiveErrorCount()).isZero();
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalIgnoredCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isZero();
        assertThat(metrics().totalErrorCount()).isEqualTo(4);
        assertThat(metrics().lastErrorType()).contains("java.io.IOException");
    }

    @Test
    void r08_inHalfOpenTooItActsAsASuccess() {
        trip();
        ignore(firstProbe());
        ignore();
        assertState(State.CLOSED);
    }

    @Test
    void r08_anExceptionForWhichTheConditionHoldsIsIgnored() {
        apply(CircuitBreakerSettings.builder()
                .recordExceptions(List.of("java.io.IOException"))
                .ignoreWhen(new ExceptionCondition("says 404", thrown -> "404".equals(thrown.getMessage())))
                .build());
        end(new IOException("500"));
        end(new IOException("404"));
        end(new CompletionException(new IOException("404")));
        end(new CancellationException("404"));
        end(new IllegalStateException("500"));
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().totalIgnoredCount()).isEqualTo(3);
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().consecutiveErrorCount()).isZero();
    }

    @Test
    void r15_aConditionThatThrowsOrIsNotBoundDoesNotHold() {
        apply(CircuitBreakerSettings.builder()
                .ignoreWhen(new ExceptionCondition("fails", thrown -> {
                    throw new IllegalArgumentException();
                }))
                .build());
        end(new IOException("404"));
        apply(CircuitBreakerSettings.builder()
                .ignoreWhen(new ExceptionCondition("nobody has said how"))
                .build());
        end(new IOException("404"));
        assertThat(metrics().totalErrorCount()).isEqualTo(2);
    }

    private void apply(CircuitBreakerSettings settings) {
        breaker.apply(settings);
    }

    private void end(Throwable thrown) {
        breaker.gate().exit(breaker.gate().enter(), thrown);
    }

    @Test
    void r09_aRejectionInAnExceptionOfTheApplicationIsStillARejection() {
        CircuitOpenException inner = new CircuitOpenException("inner", State.OPEN, 1, null, false);
        assertOutcome(Outcome.CANCELLED, new IOException("unavailable", inner));
        assertOutcome(Outcome.CANCELLED, new CompletionException(new IllegalStateException(inner)));
        assertOutcome(Outcome.ERROR, new IOException("unavailable", new IOException("other")));
    }

    @Test
    void r09_aCancelledCallTouchesNothingButItsCounter() {
        fail(4);
        cancel();
        assertThat(metrics().consecutiveErrorCount()).isEqualTo(4);
        assertThat(metrics().totalCancelledCount()).isEqualTo(1);
        assertThat(metrics().totalErrorCount()).isEqualTo(4);
        fail();
        assertState(State.OPEN);
    }

    @Test
    void r09_aCancelledProbeGivesItsSlotBackAndTouchesNoCounter() {
        trip();
        succeed(firstProbe());
        cancel();
        assertState(State.HALF_OPEN);
        assertThat(metrics().consecutiveSuccessCount()).isEqualTo(1);
        succeed();
        assertState(State.CLOSED);
    }

    @Test
    void r09_byDefaultInterruptionAndCancellationAreNoOutcome() {
        assertOutcome(Outcome.CANCELLED, new InterruptedException());
        assertOutcome(Outcome.CANCELLED, new CancellationException());
        assertOutcome(Outcome.CANCELLED, new ClosedByInterruptException());
        assertThat(CircuitBreakerSettings.DEFAULT_CANCEL_EXCEPTIONS)
                .containsExactly(
                        InterruptedException.class.getName(),
                        CancellationException.class.getName(),
                        ClosedByInterruptException.class.getName());
    }

    @Test
    void r09_errorsOfTheVirtualMachineAndInnerRejectionsAreNoOutcomeWhateverTheListsSay() {
        make(settings()
                .cancelExceptions(List.of())
                .ignoreExceptions(List.of("java.lang.Throwable"))
                .recordExceptions(List.of("java.lang.Throwable")));
        CircuitOpenException inner = new CircuitOpenException("inner", State.OPEN, 0, null, false);
        assertOutcome(Outcome.CANCELLED, new OutOfMemoryError());
        assertOutcome(Outcome.CANCELLED, new StackOverflowError());
        assertOutcome(Outcome.CANCELLED, inner);
        assertOutcome(Outcome.CANCELLED, new CompletionException(inner));
        assertOutcome(Outcome.CANCELLED, new ExecutionException(new InternalError()));
        assertOutcome(Outcome.IGNORED, new InterruptedException());
    }

    @Test
    void r10_everyOtherThrowableIsAnError() {
        assertOutcome(Outcome.ERROR, new IOException());
        assertOutcome(Outcome.ERROR, new AssertionError());
        assertOutcome(Outcome.ERROR, new NoClassDefFoundError());
        assertOutcome(Outcome.ERROR, new Throwable());
        fail(new Error("any"));
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
    }

    @Test
    void r10_withRecordExceptionsOnlyTheseAreErrors() {
        make(CircuitBreakerSettings.builder().recordExceptions(List.of("java.io.IOException")));
        assertOutcome(Outcome.ERROR, new IOException());
        assertOutcome(Outcome.ERROR, new FileNotFoundException());
        assertOutcome(Outcome.IGNORED, new IllegalStateException());
        make(CircuitBreakerSettings.builder().recordExceptions(List.of()));
        assertOutcome(Outcome.IGNORED, new IOException());
    }

    @Test
    void r10_aBadResultIsAnError() {
        Permit permit = breaker.gate().detach(breaker.gate().enter());
        breaker.gate().end(permit, Outcome.ERROR, null, "result.statusCode() >= 500", null, 0);
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().consecutiveErrorCount()).isEqualTo(1);
        assertThat(metrics().lastErrorType()).contains("result");
        assertThat(metrics().lastErrorMessage()).contains("result.statusCode() >= 500");
        assertThat(metrics().activeCalls()).isZero();
    }

    private interface Retryable {}

    private interface Transient extends Retryable {}

    private static class Busy extends SocketException implements Transient {
        private static final long serialVersionUID = 1L;
    }

    private static final class VeryBusy extends Busy {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void r11_namesMatchTheClassItsSuperclassesAndItsInterfaces() {
        for (String name : List.of(
                VeryBusy.class.getName(),
                Busy.class.getName(),
                "java.net.SocketException",
                "java.io.IOException",
                "java.lang.Exception",
                "java.lang.Throwable",
                "java.io.Serializable",
                Transient.class.getName(),
                Retryable.class.getName())) {
            make(CircuitBreakerSettings.builder().ignoreExceptions(List.of("no.such.Type", name)));
            assertOutcome(Outcome.IGNORED, new VeryBusy());
        }
        make(CircuitBreakerSettings.builder().ignoreExceptions(List.of("VeryBusy", "java.net.ConnectException")));
        assertOutcome(Outcome.ERROR, new VeryBusy());
    }

    @Test
    void r11_wrappersAreLookedThrough() {
        IllegalArgumentException ignored = new IllegalArgumentException();
        assertOutcome(Outcome.IGNORED, new CompletionException(ignored));
        assertOutcome(Outcome.IGNORED, new ExecutionException(ignored));
        assertOutcome(Outcome.IGNORED, new InvocationTargetException(ignored));
        assertOutcome(Outcome.IGNORED, new UndeclaredThrowableException(ignored));
        assertOutcome(Outcome.IGNORED, new ExecutionException(new CompletionException(ignored)));
        assertOutcome(Outcome.ERROR, new UncheckedIOException(new FileNotFoundException()));
        assertOutcome(Outcome.ERROR, new IllegalStateException(ignored));
        assertOutcome(Outcome.CANCELLED, new CompletionException(new InterruptedException()));
    }

    @Test
    void r11_aWrapperWithoutACauseStandsForItself() {
        assertOutcome(Outcome.ERROR, new CompletionException((Throwable) null));
        assertOutcome(Outcome.ERROR, new InvocationTargetException(null));
        make(settings().ignoreExceptions(List.of("java.util.concurrent.CompletionException")));
        assertOutcome(Outcome.IGNORED, new CompletionException((Throwable) null));
        assertOutcome(Outcome.ERROR, new CompletionException(new IOException()));
    }

    @Test
    void r11_wrappersAreLookedThroughSixteenDeepSinceCausesMayFormACircle() {
        Throwable sixteen = new IllegalArgumentException();
        for (int i = 0; i < 16; i++) {
            sixteen = new CompletionException(sixteen);
        }
        assertOutcome(Outcome.IGNORED, sixteen);
        assertOutcome(Outcome.ERROR, new CompletionException(sixteen));
        assertOutcome(Outcome.ERROR, new ItsOwnCause());
    }

    private static final class ItsOwnCause extends CompletionException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
            return this;
        }
    }

    @Test
    void r11_ofSeveralListsCancelComesBeforeIgnoreAndIgnoreBeforeRecord() {
        List<String> io = List.of("java.io.IOException");
        make(CircuitBreakerSettings.builder()
                .cancelExceptions(io)
                .ignoreExceptions(io)
                .recordExceptions(io));
        assertOutcome(Outcome.CANCELLED, new FileNotFoundException());
        make(CircuitBreakerSettings.builder().ignoreExceptions(io).recordExceptions(io));
        assertOutcome(Outcome.IGNORED, new FileNotFoundException());
    }

    @Test
    void r11_equalListsShareTheirVerdicts() {
        List<String> io = List.of("java.io.IOException");
        List<String> other = List.of("java.lang.Error");
        CircuitBreakerSettings settings = CircuitBreakerSettings.builder()
                .cancelExceptions(io)
                .ignoreExceptions(io)
                .recordExceptions(io)
                .build();
        ExceptionClassifier one = new ExceptionClassifier(settings);
        assertThat(one.isFor(settings.toBuilder().errorThreshold(9).build())).isTrue();
        assertThat(one.isFor(settings.toBuilder().cancelExceptions(other).build()))
                .isFalse();
        assertThat(one.isFor(settings.toBuilder().ignoreExceptions(other).build()))
                .isFalse();
        assertThat(one.isFor(settings.toBuilder().recordExceptions(other).build()))
                .isFalse();
        CircuitBreakerSettings all = CircuitBreakerSettings.defaults();
        assertThat(new ExceptionClassifier(all).isFor(all)).isTrue();
        assertThat(new ExceptionClassifier(all)
                        .isFor(all.toBuilder().recordExceptions(io).build()))
                .isFalse();
        assertThat(one.isFor(all.toBuilder()
                        .cancelExceptions(io)
                        .ignoreExceptions(io)
                        .build()))
                .isFalse();
    }
}
