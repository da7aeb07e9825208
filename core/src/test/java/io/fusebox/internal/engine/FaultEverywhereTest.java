package io.fusebox.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A fault at every step of an admission and of an end, one after the other: before each allocation and each call in
 * Fusebox's own classes. Whatever is thrown there, the call has ended once, its thread is inside of nothing, no slot is
 * lost, and the program sees its own outcome (R6, R14, R15).
 */
@Timeout(120)
class FaultEverywhereTest {
    private static final int MOST_STEPS = 1_000;

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final Class<?> type = load();
    private final List<String> wrong = new ArrayList<>();
    private int faults;

    @AfterEach
    void end() {
        other.shutdownNow();
    }

    private static Class<?> load() {
        try {
            return new FaultLoader().loadClass(FaultScenario.class.getName());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void r06_r14_r15_noRoomInTheHeapForOneThing() throws Exception {
        everywhere(FaultPoint.Mode.ALLOCATION, OutOfMemoryError::new);
    }

    @Test
    void r06_r14_r15_noRoomInTheHeapUntilItIsOver() throws Exception {
        everywhere(FaultPoint.Mode.FULL_HEAP, OutOfMemoryError::new);
    }

    @Test
    void r06_r14_r15_noRoomOnTheStackForOneCall() throws Exception {
        everywhere(FaultPoint.Mode.CALL, StackOverflowError::new);
    }

    @Test
    void r06_r14_r15_noRoomOnTheStackUntilItIsOver() throws Exception {
        everywhere(FaultPoint.Mode.FULL_STACK, StackOverflowError::new);
    }

    @Test
    void r06_r14_r15_aClassThatCannotBeLinked() throws Exception {
        everywhere(FaultPoint.Mode.OUTSIDE, NoClassDefFoundError::new);
    }

    @Test
    void r06_r14_r15_anyException() throws Exception {
        everywhere(FaultPoint.Mode.OUTSIDE, IllegalStateException::new);
    }

    /**
     * On 17 the program may stop a thread, which it does mostly while that runs code of its own or of the JDK. Later versions
     * refuse it, but the class is still there.
     */
    @Test
    void r06_r14_r15_aThreadDeathGoesOnToTheProgram() throws Exception {
        everywhere(FaultPoint.Mode.OUTSIDE, FaultEverywhereTest::threadDeath);
    }

    private static Throwable threadDeath() {
        try {
            return Class.forName("java.lang.ThreadDeath")
                    .asSubclass(Throwable.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no ThreadDeath", e);
        }
    }

    private void everywhere(FaultPoint.Mode mode, Supplier<Throwable> fault) throws Exception {
        for (String[] scenario : FaultScenario.all()) {
            everywhere(mode, fault, scenario, false);
            everywhere(mode, fault, scenario, true);
        }
        assertThat(wrong).isEmpty();
        assertThat(faults).as("faults in all").isGreaterThan(1_000);
    }

    private void everywhere(FaultPoint.Mode mode, Supplier<Throwable> fault, String[] scenario, boolean withoutSlot)
            throws Exception {
        for (int number = 1; ; number++) {
            Throwable thrown = fault.get();
            FaultPoint.prepare(mode, number, thrown);
            Object[] given = {scenario[0], scenario[1], scenario[2], scenario[3], other, withoutSlot};
            @SuppressWarnings("unchecked")
            Function<Object[], Object> one =
                    (Function<Object[], Object>) type.getDeclaredConstructor().newInstance();
            Object found = one.apply(given);
            if (FaultPoint.firedAt() == null) {
                return;
            }
            assertThat(number).as("steps of " + String.join(", ", scenario)).isLessThan(MOST_STEPS);
            faults++;
            if (found != null && wrong.size() < 40) {
                wrong.add(String.join(", ", scenario) + (withoutSlot ? ", no slot" : "") + ": " + found + "; fault "
                        + number + " at " + FaultPoint.firedAt() + "; " + one);
            }
        }
    }
}
