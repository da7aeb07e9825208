package io.fusebox.benchmarks;

import io.fusebox.CircuitBreaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.IntFunction;

/** How much of the heap a breaker takes at rest, after a first call. */
final class Memory {
    private static final int BREAKERS = 20_000;

    private Memory() {}

    /** Measured in a JVM of its own: nothing of the benchmarks' is in its heap. */
    static long ofBreaker(Path agent) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-javaagent:" + agent + "=absent.properties",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Memory.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String[] lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n", -1);
        process.waitFor();
        System.out.println(lines[0] + " bytes per breaker at rest, resilience4j " + lines[1]);
        return Long.parseLong(lines[0]);
    }

    public static void main(String[] arguments) throws InterruptedException {
        long fusebox = perBreaker(i -> {
            CircuitBreaker breaker = CircuitBreaker.of("b" + i);
            breaker.run(() -> {});
            return breaker;
        });
        long resilience4j = perBreaker(i -> {
            var breaker = io.github.resilience4j.circuitbreaker.CircuitBreaker.ofDefaults("b" + i);
            breaker.executeRunnable(() -> {});
            return breaker;
        });
        System.out.println(fusebox + "\n" + resilience4j);
        System.exit(0);
    }

    private static long perBreaker(IntFunction<Object> make) throws InterruptedException {
        Object[] held = new Object[BREAKERS];
        held[0] = make.apply(-1);
        long before = used();
        for (int i = 0; i < BREAKERS; i++) {
            held[i] = make.apply(i);
        }
        long after = used();
        return held[BREAKERS - 1] == null ? 0 : (after - before) / BREAKERS;
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
