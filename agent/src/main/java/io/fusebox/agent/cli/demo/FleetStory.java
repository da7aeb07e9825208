package io.fusebox.agent.cli.demo;

import io.fusebox.agent.attach.AgentVersion;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.command.Screen.Colour;
import io.fusebox.agent.text.TerminalText;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** {@code demo --fleet}: five shops lose their bank, first each for itself and then as a fleet. */
final class FleetStory {
    /** Milliseconds between two orders: three busy shops, two quiet ones. */
    private static final int[] PAUSES = {60, 70, 80, 1000, 1000};

    private static final int THRESHOLD = 5;
    private static final long OUTAGE_MILLIS = 6_000;
    private static final long LIMIT_MILLIS = 40_000;
    private static final long TURN_MILLIS = 20;

    private final Stage stage;
    private final Screen screen;
    private long begin = System.nanoTime();

    FleetStory(Stage stage, Screen screen) {
        this.stage = stage;
        this.screen = screen;
    }

    /** How one act went. */
    private record Act(String title, int failed, double seconds, int probes) {}

    /** Tells the story; leaves its processes to the stage. */
    void tell() throws CommandFailed, InterruptedException {
        if (!isInstalled("redis-server")) {
            throw new CommandFailed(
                    "demo --fleet needs redis-server: install it with apt-get install redis-server, dnf install"
                            + " redis or brew install redis, and run the demo again");
        }
        screen.line("Fusebox " + AgentVersion.NUMBER + " demo of a fleet" + """
                : five shops, three busy and two quiet, have their
                orders paid by one bank. The bank dies twice: first each shop finds out for itself,
                then they share what they find out. These two lines are all the difference:
                """);
        screen.line("");
        int redis = startRedis();
        String url = "redis://127.0.0.1:" + redis;
        screen.styled("  " + screen.in(Colour.CYAN, "fleet.url              = " + url));
        screen.styled("  " + screen.in(Colour.CYAN, "breaker.payments.fleet = share"));
        Act alone = act("each for itself", List.of());
        Act together =
                act("as a fleet", List.of("-Dfusebox.fleet.url=" + url, "-Dfusebox.breaker.payments.fleet=share"));
        screen.line("\n" + format("%-16s  %12s  %15s  %15s", "", "failed until", "seconds until", "probes in the"));
        screen.line(format(
                "%-16s  %12s  %15s  %15s", "", "all are open", "all are open", "next " + OUTAGE_MILLIS / 1000 + " s"));
        for (Act act : List.of(alone, together)) {
            screen.line(format("%-16s  %12d  %15.1f  %15d", act.title, act.failed, act.seconds, act.probes));
        }
        screen.line("""

                See and steer a fleet of your own:

                  $ java -jar fusebox-agent.jar fleet status redis://HOST
                  $ java -jar fusebox-agent.jar fleet force-open redis://HOST payments --reason "bank is down\"""");
    }

    private Act act(String title, List<String> options) throws CommandFailed, InterruptedException {
        screen.line("");
        screen.styled(screen.in(Colour.BOLD, title));
        screen.line("");
        begin = System.nanoTime();
        Process bank = stage.startBank(0);
        int port = portOf(bank);
        List<FleetShop> shops = new ArrayList<>();
        for (int i = 0; i < PAUSES.length; i++) {
            List<String> all = new ArrayList<>(options);
            all.add("-Dfusebox.breaker.payments.error-threshold=" + THRESHOLD);
            all.add("-Dfusebox.breaker.payments.reset-timeout=2s");
            shops.add(new FleetShop(i + 1, stage.startShop(port, PAUSES[i], all), this::show));
        }
        await(shops, "paid orders", () -> shops.stream().allMatch(shop -> shop.paid() >= 2));
        if (!options.isEmpty()) {
            // Until each has said to Redis that it calls.
            Thread.sleep(2_000);
        }
        // By its handle: with its stdin closed it would take the demo's files away.
        bank.toHandle().destroyForcibly();
        long killed = System.nanoTime();
        say("bank", screen.in(Colour.CYAN, "killed"));
        await(shops, "all breakers to open", () -> shops.stream().noneMatch(FleetShop::isClosed));
        double seconds = (System.nanoTime() - killed) / 1e9;
        int failed = failedIn(shops);
        say("all", screen.in(Colour.BOLD, format("open after %.1f s and %d failed orders", seconds, failed)));
        Thread.sleep(OUTAGE_MILLIS);
        int probes = failedIn(shops) - failed;
        shops.forEach(FleetShop::end);
        return new Act(title, failed, seconds, probes);
    }

    private static int failedIn(List<FleetShop> shops) {
        return shops.stream().mapToInt(FleetShop::failed).sum();
    }

    private void show(FleetShop shop, String news) {
        say("shop " + shop.number(), TerminalText.of(news));
    }

    private synchronized void say(String who, String what) {
        screen.styled(format("%5.1fs  %-7s  %s", (System.nanoTime() - begin) / 1e9, who, what));
    }

    private void await(List<FleetShop> shops, String what, BooleanSupplier condition)
            throws CommandFailed, InterruptedException {
        long until = System.nanoTime() + LIMIT_MILLIS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (!shops.stream().allMatch(FleetShop::isAlive)) {
                throw new CommandFailed("a shop's JVM ended, which is no part of the demo");
            }
            if (System.nanoTime() - until > 0) {
                throw new CommandFailed("waited " + LIMIT_MILLIS / 1000 + " s in vain for " + what);
            }
            if (screen.isGone()) {
                throw new CommandFailed("nobody reads the output any more");
            }
            Thread.sleep(TURN_MILLIS);
        }
    }

    /** From its first line; what it says later is of no interest. */
    private static int portOf(Process bank) throws CommandFailed {
        try {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(bank.getInputStream(), StandardCharsets.UTF_8));
            String line = reader.readLine();
            if (line == null || !line.startsWith("up\t")) {
                throw new CommandFailed("the bank did not open");
            }
            Thread drain = new Thread(() -> reader.lines().forEach(unused -> {}), "demo-reader");
            drain.setDaemon(true);
            drain.setUncaughtExceptionHandler((thread, killed) -> {});
            drain.start();
            return Integer.parseInt(line.substring(3));
        } catch (IOException e) {
            throw new CommandFailed("the bank did not open: " + e.getMessage(), e);
        }
    }

    /** A Redis that keeps nothing, and that ends when this JVM does; its port. */
    private int startRedis() throws CommandFailed, InterruptedException {
        int port = freePort();
        // The shell ends Redis when its stdin is closed, as it is however this JVM ends.
        String command = "redis-server --bind 127.0.0.1 --port " + port
                + " --save '' --appendonly no --daemonize no >/dev/null 2>&1 & redis=$!;"
                + " trap 'kill $redis 2>/dev/null' EXIT TERM INT; cat >/dev/null; kill $redis 2>/dev/null; wait $redis";
        Process shell = stage.startOther(List.of("sh", "-c", command));
        long until = System.nanoTime() + LIMIT_MILLIS * 1_000_000;
        while (!answers(port)) {
            if (!shell.isAlive() || System.nanoTime() - until > 0) {
                throw new CommandFailed("redis-server does not start on port " + port);
            }
            Thread.sleep(TURN_MILLIS);
        }
        return port;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws CommandFailed {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CommandFailed("there is no free port: " + e.getMessage(), e);
        }
    }

    private static boolean isInstalled(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (new File(folder, program).canExecute()) {
                return true;
            }
        }
        return false;
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
