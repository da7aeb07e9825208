package com.acme.clients;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** JDBC: H2's driver against its server, and PostgreSQL's where nobody listens. */
public final class Jdbc {
    public static void main(String[] arguments) throws Exception {
        DriverManager.setLoginTimeout(2);
        H2Server server = new H2Server();
        int port = server.port();
        String url = "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:shop;DB_CLOSE_DELAY=-1";
        Steps steps = new Steps("");
        steps.step("connect", "success", () -> DriverManager.getConnection(url, "sa", ""));
        steps.step("wrong password", "ignored", () -> DriverManager.getConnection(url, "sa", "wrong"));
        String closed = "jdbc:postgresql://127.0.0.1:" + SickServer.closedPort() + "/shop";
        steps.step("refused", "error", () -> DriverManager.getConnection(closed, "me", "secret"));
        Driver other = DriverManager.getDriver(closed);
        steps.step("a driver that does not know the URL", "cancelled", () -> other.connect(url, new Properties()));
        errors(steps);
        Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement();
        steps.step("create", "success", () -> statement.execute("create table t(a int primary key)"));
        steps.step("insert", "success", 1, () -> statement.executeUpdate("insert into t values(1)"));
        steps.step("large update", "success", () -> statement.executeLargeUpdate("insert into t values(2)"));
        steps.step("violated constraint", "ignored", () -> statement.executeUpdate("insert into t values(1)"));
        steps.step("bad SQL", "ignored", () -> statement.executeQuery("selec 1"));
        steps.step("prepared", "success", () -> {
            try (PreparedStatement prepared = connection.prepareStatement("select a from t where a = ?")) {
                prepared.setInt(1, 1);
                return prepared.executeQuery().next();
            }
        });
        steps.step("batch", "success", () -> {
            try (PreparedStatement prepared = connection.prepareStatement("insert into t values(?)")) {
                for (int i = 10; i < 15; i++) {
                    prepared.setInt(1, i);
                    prepared.addBatch();
                }
                return prepared.executeBatch().length;
            }
        });
        steps.step("large batch", "success", () -> {
            statement.addBatch("insert into t values(20)");
            return statement.executeLargeBatch().length;
        });
        connection.setAutoCommit(false);
        steps.step("commit", "success", () -> {
            connection.commit();
            return null;
        });
        steps.step("rollback", "nothing", () -> {
            connection.rollback();
            return null;
        });
        connection.setAutoCommit(true);
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            pool.setUsername("sa");
            pool.setMinimumIdle(1);
            pool.setMaximumPoolSize(1);
            pool.getConnection().close();
            steps.step("through a pool", "success", () -> {
                try (Connection pooled = pool.getConnection();
                        PreparedStatement prepared = pooled.prepareStatement("select 1")) {
                    return prepared.executeQuery().next();
                }
            });
            server.stop();
            steps.step("the server is away", "error", () -> statement.execute("select 1"));
            steps.step("the server is still away", "error", () -> statement.execute("select 1"));
        }
        steps.outage(() -> DriverManager.getConnection(url, "sa", ""), null, server::start);
        steps.end();
    }

    /** What says that the database is away, and what does not: each by its type, its SQLState or its number alone. */
    private static void errors(Steps steps) throws Exception {
        for (SQLException away : List.of(
                new SQLNonTransientConnectionException("of the test"),
                new SQLTransientConnectionException("of the test"),
                new SQLRecoverableException("of the test"),
                new SQLTimeoutException("of the test"),
                new SQLException("connection failure", "08006"),
                new SQLException("admin shutdown", "57P01"),
                new SQLException("too many connections", "53300"),
                new SQLException("connection broken", null, 90067))) {
            steps.step("away: " + away, "error", () -> new FaultyDatabase(away).connect("", new Properties()));
        }
        for (String state : List.of("57014", "42601", "23505", "28000")) {
            steps.step("an answer: " + state, "ignored", () -> FaultyDatabase.of(state)
                    .connect("", new Properties()));
        }
    }
}
