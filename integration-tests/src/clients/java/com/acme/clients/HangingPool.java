package com.acme.clients;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Two hundred threads that ask a pool of ten connections again and again. Its stdin asks how they do, and for one call more. */
public final class HangingPool {
    private static final int THREADS = 200;
    private static final AtomicLong ANSWERED = new AtomicLong();
    private static final AtomicLong REJECTED = new AtomicLong();
    private static final AtomicInteger WAITING = new AtomicInteger();

    private HangingPool() {}

    public static void main(String[] arguments) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + arguments[0] + "/postgres?sslmode=disable");
        config.setUsername("postgres");
        config.setMaximumPoolSize(10);
        config.setConnectionTimeout(30_000);
        HikariDataSource pool = new HikariDataSource(config);
        for (int i = 0; i < THREADS; i++) {
            Thread caller = new Thread(() -> askForEver(pool));
            caller.setDaemon(true);
            caller.start();
        }
        BufferedReader stdin = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("calling");
        for (String line = stdin.readLine(); !"end".equals(line) && line != null; line = stdin.readLine()) {
            if (line.equals("ask")) {
                Thread caller = new Thread(() -> askOnce(pool));
                caller.setDaemon(true);
                caller.start();
            }
            System.out.println(ANSWERED + " answered, " + REJECTED + " rejected, " + WAITING + " waiting");
        }
        // A pool whose database hangs does not close by itself.
        Runtime.getRuntime().halt(0);
    }

    private static void askForEver(HikariDataSource pool) {
        while (true) {
            askOnce(pool);
            try {
                Thread.sleep(20);
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    private static void askOnce(HikariDataSource pool) {
        try {
            ask(pool);
            ANSWERED.incrementAndGet();
        } catch (SQLException | RuntimeException notAnswered) {
            if (notAnswered.getClass().getSimpleName().equals("CircuitOpenException")) {
                REJECTED.incrementAndGet();
            }
        }
    }

    private static void ask(HikariDataSource pool) throws SQLException {
        WAITING.incrementAndGet();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        } finally {
            WAITING.decrementAndGet();
        }
    }
}
