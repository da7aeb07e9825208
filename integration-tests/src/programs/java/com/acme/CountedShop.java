package com.acme;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * A program with a breaker in every state, which counts its own calls: what it writes into the file of its first argument comes
 * from what its callers caught, never from Fusebox. A line for each count, {@code breaker|key|word number}. Then it waits for
 * commands.
 */
public final class CountedShop {
    private final Map<String, Long> counts = new TreeMap<>();

    /** What is guarded. */
    public static final class Client {
        private Client() {}

        public String payments(Work work) throws Exception {
            return work.run();
        }

        public String stock(Work work) throws Exception {
            return work.run();
        }

        public String mail(Work work) throws Exception {
            return work.run();
        }

        public String search(Work work) throws Exception {
            return work.run();
        }

        public String audit(Work work) throws Exception {
            return work.run();
        }

        public String legacy(Work work) throws Exception {
            return work.run();
        }

        public String probing(Work work) throws Exception {
            return work.run();
        }

        public String http(String host, Work work) throws Exception {
            return work.run();
        }
    }

    /** What a service does. */
    public interface Work {
        String run() throws Exception;
    }

    private interface Guarded {
        String run(Work work) throws Exception;
    }

    private static final Work WELL = () -> "ok";
    private static final Work ERROR = () -> {
        throw new IOException("refused }\"\n><>State: OPEN");
    };
    private static final Work IGNORED = () -> {
        throw new IllegalArgumentException("card refused");
    };
    private static final Work CANCELLED = () -> {
        throw new InterruptedException();
    };
    private static final Work SLOW = () -> {
        Thread.sleep(60);
        return "ok";
    };

    private CountedShop() {}

    public static void main(String[] arguments) throws Exception {
        CountedShop shop = new CountedShop();
        Client client = new Client();
        shop.call(client);
        shop.callPerKey(client);
        shop.haveOperatorsMove(client);
        Path file = Path.of(arguments[0]);
        shop.write(file);
        String answer = "counted";
        while (true) {
            answer = shop.obey(client, Console.ask(answer).split(" "), file);
        }
    }

    private String obey(Client client, String[] words, Path file) throws Exception {
        switch (words[0]) {
            case "pay":
                times(Integer.parseInt(words[1]), "eu.payments|", client::payments, WELL);
                break;
            case "fail":
                times(Integer.parseInt(words[1]), "eu.payments|", client::payments, ERROR);
                break;
            case "work":
                Thread worker = new Thread(() -> work(client));
                worker.setDaemon(true);
                worker.start();
                break;
            case "state":
                return ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(new ObjectName("fusebox:type=CircuitBreaker,name=" + words[1]), "State")
                        .toString();
            default:
                // Only writes what it counted.
                break;
        }
        write(file);
        return "done";
    }

    /** Goes on for ever, at a steady pace. */
    private void work(Client client) {
        try {
            while (true) {
                once("eu.payments|", client::payments, WELL);
                once("stock|", client::stock, WELL);
                once("search|", client::search, WELL);
                once("mail|", client::mail, SLOW);
                once("mail|", client::mail, WELL);
                once("http|db:5432", call -> client.http("db:5432", call), IGNORED);
                once("legacy|", client::legacy, ERROR);
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(Client client) {
        // CLOSED, each outcome a different number of times.
        times(11, "eu.payments|", client::payments, WELL);
        times(2, "eu.payments|", client::payments, ERROR);
        times(3, "eu.payments|", client::payments, IGNORED);
        times(4, "eu.payments|", client::payments, CANCELLED);
        times(1, "eu.payments|", client::payments, WELL);
        // OPEN by consecutive errors, then rejections.
        times(5, "stock|", client::stock, WELL);
        times(7, "stock|", client::stock, ERROR);
        times(9, "stock|", client::stock, WELL);
        // Rates are known: ten calls in the window, four errors, three slow ones.
        times(3, "mail|", client::mail, SLOW);
        times(3, "mail|", client::mail, WELL);
        times(4, "mail|", client::mail, ERROR);
        // OPEN in observe mode: what would be rejected is admitted.
        times(3, "search|", client::search, ERROR);
        times(6, "search|", client::search, WELL);
    }

    /** Keys, plain and awkward. */
    private void callPerKey(Client client) {
        for (String host :
                new String[] {"api.acme.com", "db:5432", "a,b=\"c\"*?", "x\"><>State: OPEN", "line\nbreak", "größe ☃"
                }) {
            String breaker = "http|" + host.replace("\n", "\\n");
            times(1 + host.length() % 3, breaker, work -> client.http(host, work), WELL);
            times(1, breaker, work -> client.http(host, work), ERROR);
        }
        times(3, "http|sick", work -> client.http("sick", work), ERROR);
        times(2, "http|sick", work -> client.http("sick", work), WELL);
    }

    private void haveOperatorsMove(Client client) throws Exception {
        times(2, "audit|", client::audit, WELL);
        times(2, "legacy|", client::legacy, WELL);
        times(1, "probing|", client::probing, WELL);
        move("audit", "transitionToForcedOpen");
        move("legacy", "transitionToForcedClosed");
        times(5, "audit|", client::audit, WELL);
        times(5, "legacy|", client::legacy, ERROR);
        move("probing", "transitionToHalfOpen");
        CountDownLatch inside = new CountDownLatch(1);
        Thread probe = new Thread(() -> once("probing|", client::probing, () -> {
            inside.countDown();
            Thread.sleep(10_000_000);
            return "";
        }));
        probe.setDaemon(true);
        probe.start();
        inside.await();
        // The one place is taken.
        times(2, "probing|", client::probing, WELL);
        counts.put("probing||active", 1L);
    }

    private static void move(String breaker, String operation) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("fusebox:type=CircuitBreaker,name=" + breaker);
        long begin = System.nanoTime();
        while (!server.isRegistered(name)) {
            if (System.nanoTime() - begin > 20_000_000_000L) {
                throw new IllegalStateException("no MBeans");
            }
            Thread.sleep(20);
        }
        server.invoke(name, operation, null, null);
    }

    private void times(int times, String breaker, Guarded method, Work work) {
        for (int i = 0; i < times; i++) {
            once(breaker, method, work);
        }
    }

    private void once(String breaker, Guarded method, Work work) {
        try {
            method.run(work);
            count(breaker, "success");
        } catch (InterruptedException e) {
            count(breaker, "cancelled");
        } catch (IllegalArgumentException e) {
            count(breaker, "ignored");
        } catch (Exception e) {
            boolean rejected = e.getClass().getName().equals("io.fusebox.CircuitOpenException");
            count(breaker, rejected ? "rejected" : "error");
        }
    }

    private synchronized void count(String breaker, String word) {
        counts.merge(breaker + "|" + word, 1L, Long::sum);
    }

    private synchronized void write(Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        counts.forEach(
                (name, count) -> lines.append(name).append(' ').append(count).append('\n'));
        Files.writeString(file, lines);
    }
}
