package com.acme;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Gets connections to a database from a pool. */
public final class Database {

    private Database() {}

    public static void main(String[] url) throws SQLException {
        // Every connection is checked before it is given out, not only those that were idle for a while.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
        // The first connection takes a cold JVM its time; those of the pool are to fail fast.
        DriverManager.getConnection(url[0], "sa", "").close();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url[0]);
        config.setUsername("sa");
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(500);
        config.setValidationTimeout(250);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Errand.run(() -> {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement()) {
                    return statement.execute("select 1");
                }
            });
        }
    }
}
