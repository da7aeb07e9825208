package io.fusebox.agent.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A fault at every step of a call that takes more than the plain way, one after the other: before each allocation and each
 * call in the agent's own classes. Whatever is thrown there, the call has ended once, its thread is inside of nothing, no
 * slot is lost, and the program sees its own outcome (R6, R14, R15).
 */
class FaultEverywhereTest {
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
            return new FaultLoader().loadClass(FaultyCall.class.getName());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void r06_r14_r15_noRoomInTheHeapForOneThing() throws Exception {
        everywhere(FaultPoint.Mode.ONCE, OutOfMemoryError::new);
    }

    @Test
    void r06_r14_r15_noRoomInTheHeapUntilItIsOver() throws Exception {
        everywhere(FaultPoint.Mode.HEAP, OutOfMemoryError::new);
    }

    @Test
    void r06_r14_r15_noRoomOnTheStackForOneCall() throws Exception {
        everywhere(FaultPoint.Mode.ONCE, StackOverflowError::new);
    }

    @Test
    void r06_r14_r15_noRoomOnTheStackUntilItIsOver() throws Exception {
        everywhere(FaultPoint.Mode.STACK, StackOverflowError::new);
    }

    @Test
    void r06_r14_r15_aClassThatCannotBeLinked() throws Exception {
        everywhere(FaultPoint.Mode.ONCE, NoClassDefFoundError::new);
    }

    @Test
    void r06_r14_r15_anyException() throws Exception {
        everywhere(FaultPoint.Mode.ONCE, IllegalStateException::new);
    }

    @Test
    void r06_r14_aThreadDeathGoesOnToTheProgram() throws Exception {
        everywhere(FaultPoint.Mode.ONCE, FaultEverywhereTest::threadDeath);
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

    /** What is kept for each class is made anew where there is no room in the heap; otherwise that takes too long. */
    private static boolean isCold(FaultPoint.Mode mode, Throwable fault) {
        return mode == FaultPoint.Mode.HEAP || fault instanceof OutOfMemoryError;
    }

    private void everywhere(FaultPoint.Mode mode, Supplier<Throwable> fault) throws Exception {
        for (String[] scenario : FaultyCall.scenarios()) {
            everywhere(mode, fault, scenario, false);
            everywhere(mode, fault, scenario, true);
        }
        assertThat(wrong).isEmpty();
        assertThat(FaultPoint.late()).isEmpty();
        assertThat(faults).as("faults in all").isGreaterThan(1_000);
    }

    private void everywhere(FaultPoint.Mode mode, Supplier<Throwable> fault, String[] scenario, boolean withoutSlot)
            throws Exception {
        for (int number = 1; ; number++) {
            Throwable thrown = fault.get();
            FaultPoint.prepare(mode, number, thrown);
            @SuppressWarnings("unchecked")
            Function<Object[], Object> call =
                    (Function<Object[], Object>) type.getDeclaredConstructor().newInstance();
            Object found = call.apply(new Object[] {
                scenario[0], scenario[1], scenario[2], withoutSlot ? other : null, isCold(mode, thrown)
            });
            String firedAt = FaultPoint.firedAt();
            if (firedAt != null) {
                faults++;
            }
            if (found != null && wrong.size() < 40) {
                wrong.add(String.join(", ", scenario) + (withoutSlot ? ", no slot" : "") + ": " + found + "; fault "
                        + number + " at " + firedAt);
            }
            if (firedAt == null) {
                return;
            }
        }
    }
}
