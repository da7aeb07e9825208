package io.fusebox.benchmarks.shop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;

/**
 * What an agent costs while classes are loaded, and nothing else happens: {@link LoadedJars} loads the classes of the shop's
 * libraries, with Spring, Hibernate and Tomcat among them. There is less noise in it than in the start of the whole shop.
 *
 * <pre>
 * java -cp benchmarks/target/classes io.fusebox.benchmarks.shop.LoadCost \
 *     agent/target/fusebox-agent.jar [rounds [variant,variant…]]
 * </pre>
 *
 * <p>It uses the JDK that runs it, in the folder of the repository.
 */
public final class LoadCost {
    private static final String[] COLUMNS = {"CPU, s", "wall, s", "CPU of C1, s", "CPU of C2, s"};

    private LoadCost() {}

    public static void main(String[] arguments) throws Exception {
        Path agent = Path.of(arguments[0]).toRealPath();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        Path home = Path.of("benchmarks/shop").toRealPath();
        Path directory = Files.createTempDirectory("jars");
        try {
            Tools.unpack(home.resolve("target/shop.jar"), directory);
            Map<String, List<String>> variants = Variants.of(agent, agent, home.resolve("fusebox.properties"), directory);
            variants.keySet().removeAll(List.of("resilience4j in code", "OpenTelemetry"));
            if (arguments.length > 2) {
                variants.keySet().retainAll(List.of(arguments[2].split(",")));
            }
            Map<String, List<double[]>> measured = new LinkedHashMap<>();
            for (int round = 0; round <= rounds; round++) {
                for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
                    double[] figures = run(variant.getValue(), directory);
                    // The first fills the machine's caches.
                    if (round > 0) {
                        measured.computeIfAbsent(variant.getKey(), unused -> new ArrayList<>())
                                .add(figures);
                    }
                }
            }
            print(measured, rounds);
        } finally {
            ShopCost.delete(directory);
        }
    }

    private static double[] run(List<String> options, Path directory) throws Exception {
        List<String> command = new ArrayList<>(List.of(Tools.ofJdk("java"), "-Xmx512m"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp", Path.of("benchmarks/target/classes").toString(), LoadedJars.class.getName(), directory.toString()));
        List<String> lines = Tools.run(command.toArray(String[]::new)).lines().toList();
        try (Scanner figures = new Scanner(lines.get(lines.size() - 1))) {
            return figures.useLocale(Locale.ROOT).tokens().mapToDouble(Double::parseDouble).toArray();
        }
    }

    private static void print(Map<String, List<double[]>> measured, int rounds) {
        System.out.printf("JDK %s, medians of %d%n%-28s", System.getProperty("java.vm.version"), rounds, "");
        for (String column : COLUMNS) {
            System.out.printf("%20s", column);
        }
        System.out.println();
        List<double[]> plain = measured.values().iterator().next();
        for (Map.Entry<String, List<double[]>> variant : measured.entrySet()) {
            System.out.printf("%-28s", variant.getKey());
            for (int i = 0; i < COLUMNS.length; i++) {
                double median = ShopCost.median(variant.getValue(), i);
                System.out.printf("%11.2f (%+.2f)", median, median - ShopCost.median(plain, i));
            }
            System.out.println();
        }
    }
}
