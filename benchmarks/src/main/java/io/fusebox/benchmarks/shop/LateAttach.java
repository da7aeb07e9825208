package io.fusebox.benchmarks.shop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What callers feel while an agent comes to the running shop and leaves it. Beside Fusebox there is an agent that only has the JVM load
 * a class of its own again: whatever that takes is the JVM's, for it throws away all compiled code then.
 */
final class LateAttach {
    private static final int ORDERS_BEFORE = 4000;

    /** How long callers are watched before and after each step. */
    private static final int SECONDS = 5;

    /** Of a caller after each order: two callers without a pause take all of two processors, with this one about half. */
    private static final int[] PAUSES_MILLIS = {0, 10};

    private final Path agent;
    private final Path configuration;
    private final RunningShop.Place place;
    private final Map<String, List<double[]>> measured = new LinkedHashMap<>();

    LateAttach(Path agent, Path configuration, RunningShop.Place place) {
        this.agent = agent;
        this.configuration = configuration;
        this.place = place;
    }

    private interface Scene {
        void play(RunningShop running, Callers callers) throws Exception;
    }

    void measure(int rounds) throws Exception {
        String empty = Variants.emptyAgent(place.directory()).toString();
        for (int round = 0; round < rounds; round++) {
            for (int pause : PAUSES_MILLIS) {
                String load = pause == 0 ? "no pause, " : "pause of " + pause + " ms, ";
                play(pause, (running, callers) -> step(load + "empty agent", callers, () -> running.load(empty)));
                play(pause, (running, callers) -> {
                    step(load + "attach", callers, () -> running.command(agent, "attach", configuration.toString()));
                    step(load + "detach", callers, () -> running.command(agent, "detach"));
                });
            }
        }
        System.out.printf("JDK %s, medians of %d%n", System.getProperty("java.vm.version"), rounds);
        System.out.printf("%-30s %8s %29s %29s%n", "", "whole, s", "longest call, ms", "orders a second");
        System.out.printf("%-30s %8s%s%n", "", "", "    before    during     after".repeat(2));
        for (Map.Entry<String, List<double[]>> step : measured.entrySet()) {
            System.out.printf("%-30s", step.getKey());
            for (int i = 0; i < 7; i++) {
                System.out.printf(i == 0 ? "%9.2f" : "%10.0f", ShopCost.median(step.getValue(), i));
            }
            System.out.println();
        }
    }

    private void play(int pauseMillis, Scene scene) throws Exception {
        try (RunningShop running = new RunningShop(place, List.of())) {
            running.awaitFirstAnswer();
            for (int i = 0; i < ORDERS_BEFORE; i++) {
                running.order();
            }
            try (Callers callers = new Callers(running, pauseMillis)) {
                scene.play(running, callers);
            }
        }
    }

    private void step(String name, Callers callers, Callers.Work work) throws Exception {
        Callers.Work nothing = () -> TimeUnit.SECONDS.sleep(SECONDS);
        double[] before = callers.during(nothing);
        double[] during = callers.during(work);
        double[] after = callers.during(nothing);
        double[] row = {during[0], before[1], during[1], after[1], before[2], during[2], after[2]};
        System.err.println(name + ' ' + Arrays.toString(row));
        measured.computeIfAbsent(name, unused -> new ArrayList<>()).add(row);
    }
}
