package io.fusebox.benchmarks.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an agent costs a whole application: start, memory, late attach, detach. The application is the shop in
 * {@code benchmarks/shop}, with PostgreSQL as Debian packs it. The variants take turns, so that the machine's moods hit all alike; each figure is a
 * median.
 *
 * <pre>
 * java -cp benchmarks/target/classes io.fusebox.benchmarks.shop.ShopCost \
 *     agent/target/fusebox-agent.jar benchmarks/target/opentelemetry-javaagent.jar [rounds [variant,variant,attach…]]
 * </pre>
 *
 * <p>It uses the JDK that runs it, in the folder of the repository.
 */
public final class ShopCost {
    private static final int ORDERS_BEFORE_MEMORY = 200;

    private final Path configuration;
    private final RunningShop.Place place;

    private ShopCost(RunningShop.Place place) {
        this.configuration = place.home().resolve("fusebox.properties");
        this.place = place;
    }

    public static void main(String[] arguments) throws Exception {
        Path agent = Path.of(arguments[0]).toRealPath();
        Path opentelemetry = Path.of(arguments[1]).toRealPath();
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 7;
        Path home = Path.of("benchmarks/shop").toRealPath();
        Path directory = Files.createTempDirectory("shop");
        try (Bank bank = new Bank();
                Database database = new Database(directory)) {
            ShopCost cost = new ShopCost(new RunningShop.Place(directory, home, database.port, bank.url()));
            Map<String, List<String>> variants = Variants.of(agent, opentelemetry, cost.configuration, directory);
            if (arguments.length > 3) {
                variants.keySet().retainAll(List.of(arguments[3].split(",")));
            }
            if (!variants.isEmpty()) {
                cost.starts(variants, rounds);
            }
            if (arguments.length <= 3 || arguments[3].contains("attach")) {
                new LateAttach(agent, cost.configuration, cost.place).measure(rounds);
            }
        } finally {
            delete(directory);
        }
    }

    private void starts(Map<String, List<String>> variants, int rounds) throws Exception {
        Map<String, List<double[]>> measured = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
                double[] figures = start(variant.getValue());
                System.err.printf(
                        "%d %s %s%n", round, variant.getKey(), Arrays.toString(figures));
                // The first fills the machine's caches.
                if (round > 0) {
                    measured.computeIfAbsent(variant.getKey(), unused -> new ArrayList<>())
                            .add(figures);
                }
            }
        }
        System.out.printf("JDK %s, medians of %d%n", System.getProperty("java.vm.version"), rounds);
        System.out.printf(
                "%-24s %18s %18s %16s %16s%n", "", "start, CPU s", "start, wall s", "heap, MB", "metaspace, MB");
        double[] plain = null;
        for (Map.Entry<String, List<double[]>> variant : measured.entrySet()) {
            double[] medians = new double[4];
            for (int i = 0; i < medians.length; i++) {
                medians[i] = median(variant.getValue(), i);
            }
            plain = plain == null ? medians : plain;
            System.out.printf(
                    "%-24s %8.2f (%+5.1f %%) %8.2f (%+5.1f %%) %6.1f (%+6.2f) %6.1f (%+6.2f)%n",
                    variant.getKey(),
                    medians[0],
                    (medians[0] / plain[0] - 1) * 100,
                    medians[1],
                    (medians[1] / plain[1] - 1) * 100,
                    medians[2],
                    medians[2] - plain[2],
                    medians[3],
                    medians[3] - plain[3]);
        }
    }

    /** Seconds of CPU and of the clock to the first answer; MB of heap and metaspace after a full collection. */
    private double[] start(List<String> options) throws Exception {
        try (RunningShop running = new RunningShop(place, options)) {
            double wall = running.awaitFirstAnswer();
            double cpu = running.cpu();
            for (int i = 0; i < ORDERS_BEFORE_MEMORY; i++) {
                running.order();
            }
            running.jcmd("GC.run");
            running.jcmd("GC.run");
            String heap = running.jcmd("GC.heap_info");
            String counters = running.jcmd("PerfCounter.print");
            return new double[] {
                cpu, wall, number(heap, "heap +total .*used (\\d+)K") / 1024, number(counters, "sun.gc.metaspace.used=(\\d+)") / 1024 / 1024
            };
        }
    }

    private static double number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(text);
        }
        return Double.parseDouble(matcher.group(1));
    }

    static double median(List<double[]> rows, int column) {
        double[] sorted = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
