package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fusebox.State;
import io.fusebox.internal.registry.Breaker;
import io.fusebox.internal.registry.FaultLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What Fusebox calls while it handles a call is never a guarded call; what the program goes on with is. */
class OwnCallsTest extends BreakerTest {

    private final TestEnvironment elsewhere = new TestEnvironment();
    private final Breaker other = elsewhere.breaker(settings().build());

    private String guarded() {
        other.run(() -> {});
        return breaker.get(() -> "text");
    }

    private void assertThatNothingWasGuarded() {
        assertThat(other.metrics().totalSuccessCount()).isZero();
        assertThat(metrics().totalSuccessCount()).isZero();
        assertThat(metrics().activeCalls()).isZero();
    }

    @Test
    void r14_theMessageOfAnException() {
        fail(new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                return guarded();
            }
        });
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(metrics().lastErrorMessage()).contains("text");
        assertThatNothingWasGuarded();
    }

    @Test
    void r14_theCauseOfAnException() {
        fail(new CompletionException("wrapped", null) {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                return new IllegalStateException(guarded());
            }
        });
        assertThat(metrics().lastErrorType()).contains("java.lang.IllegalStateException");
        assertThatNothingWasGuarded();
    }

    @Test
    void r14_aMessageThatFailsByTheSameBreakerWithoutEnd() {
        class Circular extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                fail(this);
                other.run(() -> {
                    throw this;
                });
                return "never";
            }
        }
        fail(new Circular());
        assertThat(metrics().totalErrorCount()).isEqualTo(1);
        assertThat(other.metrics().totalErrorCount()).isZero();
        assertThatNothingWasGuarded();
    }

    @Test
    void r14_aRejectionByTheOtherIsNoneThere() {
        other.transitionToForcedOpen();
        fail(new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                return guarded();
            }
        });
        assertThat(metrics().lastErrorMessage()).contains("text");
        assertThat(other.metrics().totalRejectedCount()).isZero();
    }

    @Test
    void r14_theMessageOfAFaultOfItsOwn() {
        FaultLog log = new FaultLog();
        log.report("here", new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                return guarded();
            }
        });
        assertThat(log.last()).endsWith("text");
        assertThatNothingWasGuarded();
    }

    @Test
    void r14_aStageThatIsAskedToTell() {
        CompletionStage<String> stage = new CompletableFuture<>() {
            @Override
            public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> told) {
                guarded();
                return super.whenComplete(told);
            }
        };
        breaker.callAsync(() -> stage);
        assertThat(metrics().activeCalls()).isEqualTo(1);
        assertThat(other.metrics().totalSuccessCount()).isZero();
    }

    @Test
    void r14_whatTheProgramGoesOnWithIsGuarded() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        breaker.callAsync(() -> stage).thenAccept(result -> guarded());
        stage.complete("done");
        assertThat(other.metrics().totalSuccessCount()).isEqualTo(1);
        assertThat(metrics().totalSuccessCount()).isEqualTo(2);
    }

    @Test
    void r14_afterwardsTheThreadIsInNothing() {
        r14_theMessageOfAnException();
        succeed();
        trip();
        reject();
        assertThat(metrics().totalSuccessCount()).isEqualTo(1);
        assertState(State.OPEN);
    }

    @Test
    void r14_aThreadThatOwnsNoCellToo() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread owner = new Thread(() -> {
            succeed();
            other.run(() -> {});
            breaker.reset();
            other.reset();
            first.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        owner.start();
        first.await();
        r14_theMessageOfAnException();
        end.countDown();
        owner.join();
    }
}
