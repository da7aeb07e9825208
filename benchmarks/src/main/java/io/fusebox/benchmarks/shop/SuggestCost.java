package io.fusebox.benchmarks.shop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What {@code suggest} costs the program that it watches: the shop with two callers without a pause, with and without {@code
 * suggest} in turns; each figure is a median.
 *
 * <pre>
 * java -cp benchmarks/target/classes io.fusebox.benchmarks.shop.SuggestCost agent/target/fusebox-agent.jar [rounds]
 * </pre>
 *
 * <p>It uses the JDK that runs it, in the folder of the repository.
 */
public final class SuggestCost {
    private static final int SECONDS = 8;
    private static final int WARM_UP_SECONDS = 20;

    private SuggestCost() {}

    public static void main(String[] arguments) throws Exception {
        Path agent = Path.of(arguments[0]).toRealPath();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        Path home = Path.of("benchmarks/shop").toRealPath();
        Path directory = Files.createTempDirectory("shop");
        double[][] without = new double[rounds][];
        double[][] with = new double[rounds][];
        try (Bank bank = new Bank();
                Database database = new Database(directory);
                RunningShop running =
                        new RunningShop(new RunningShop.Place(directory, home, database.port, bank.url()), List.of())) {
            running.awaitFirstAnswer();
            try (Callers callers = new Callers(running, 0)) {
                TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
                // The first recording of a JVM loads the Flight Recorder.
                System.err.println("first " + Arrays.toString(watched(running, callers, agent)));
                for (int i = 0; i < rounds; i++) {
                    without[i] = window(running, callers, () -> TimeUnit.SECONDS.sleep(SECONDS));
                    with[i] = watched(running, callers, agent);
                    System.err.println(Arrays.toString(without[i]) + " " + Arrays.toString(with[i]));
                }
            }
        } finally {
            ShopCost.delete(directory);
        }
        System.out.printf("JDK %s, medians of %d%n", System.getProperty("java.vm.version"), rounds);
        row("orders a second", without, with, 0);
        row("ms of CPU for an order", without, with, 1);
    }

    private static double[] watched(RunningShop running, Callers callers, Path agent) throws Exception {
        return window(running, callers, () -> running.command(agent, "suggest", "--for", SECONDS + "s")
                .lines()
                .filter(line -> line.contains("reads a second"))
                .forEach(System.err::println));
    }

    /** Orders a second, and the program's milliseconds of CPU for an order. */
    private static double[] window(RunningShop running, Callers callers, Callers.Work work) throws Exception {
        double before = running.cpu();
        double[] cpu = new double[1];
        double[] figures = callers.during(() -> {
            work.run();
            cpu[0] = running.cpu() - before;
        });
        double orders = figures[0] * figures[2];
        return new double[] {figures[2], cpu[0] / orders * 1_000};
    }

    private static void row(String name, double[][] without, double[][] with, int column) {
        double plain = median(without, column);
        double watched = median(with, column);
        System.out.printf("%-24s %8.2f %8.2f (%+.1f %%)%n", name, plain, watched, (watched / plain - 1) * 100);
    }

    private static double median(double[][] rows, int column) {
        double[] sorted =
                Arrays.stream(rows).mapToDouble(row -> row[column]).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
