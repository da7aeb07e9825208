package com.acme.clients;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLSyntaxErrorException;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Data sources: those of drivers, HikariCP, Tomcat's pool and c3p0. */
public final class DataSources {
    public static void main(String[] arguments) throws Exception {
        H2Server server = new H2Server();
        int port = server.port();
        String url = "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:shop;DB_CLOSE_DELAY=-1";
        Steps steps = new Steps("");
        JdbcDataSource simple = new JdbcDataSource();
        simple.setURL(url);
        simple.setUser("sa");
        steps.step("a connection", "success", () -> close(simple.getConnection()));
        steps.step("wrong password", "ignored", () -> simple.getConnection("sa", "wrong"));
        PGSimpleDataSource refused = new PGSimpleDataSource();
        refused.setUrl("jdbc:postgresql://127.0.0.1:" + SickServer.closedPort() + "/shop");
        steps.step("refused", "error", () -> refused.getConnection());
        HikariDataSource pool = pool(url, "");
        steps.step("of a pool", "success", () -> close(pool.getConnection()));
        steps.step("once more", "success", () -> close(pool.getConnection()));
        Connection only = pool.getConnection();
        steps.step("exhausted", "error", () -> pool.getConnection());
        only.close();
        HikariDataSource wrong = pool(url, "wrong");
        steps.step("of a pool, wrong password", "ignored", () -> wrong.getConnection());
        wrong.close();
        errors(steps);
        otherPools(steps, url);
        server.stop();
        steps.outage(() -> simple.getConnection(), null, server::start);
        steps.end();
    }

    private static HikariDataSource pool(String url, String password) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("sa");
        pool.setPassword(password);
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(800);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    private static Object close(Connection connection) throws SQLException {
        connection.close();
        return "closed";
    }

    /** Wrong user, no such database, a mistake of the program: each alone, the first two also below a pool's own error. */
    private static void errors(Steps steps) throws Exception {
        steps.step("away", "error", () -> FaultyDatabase.of("08006").getConnection());
        for (DataSource wrong : List.of(
                FaultyDatabase.of("28000"),
                FaultyDatabase.of("3D000"),
                FaultyDatabase.around("28P01"),
                FaultyDatabase.around("3D000"),
                new FaultyDatabase(new SQLInvalidAuthorizationSpecException("of the test")),
                new FaultyDatabase(new SQLSyntaxErrorException("of the test")),
                new FaultyDatabase(new SQLFeatureNotSupportedException("of the test")))) {
            steps.step("an answer", "ignored", wrong::getConnection);
        }
    }

    private static void otherPools(Steps steps, String url) throws Exception {
        org.apache.tomcat.jdbc.pool.DataSource tomcat = new org.apache.tomcat.jdbc.pool.DataSource();
        tomcat.setDriverClassName("org.h2.Driver");
        tomcat.setUrl(url);
        tomcat.setUsername("sa");
        tomcat.setInitialSize(0);
        steps.step("of Tomcat's pool", "success", () -> close(tomcat.getConnection()));
        tomcat.close();
        ComboPooledDataSource c3p0 = new ComboPooledDataSource();
        c3p0.setJdbcUrl(url);
        c3p0.setUser("sa");
        c3p0.setInitialPoolSize(1);
        c3p0.setMinPoolSize(1);
        c3p0.setMaxPoolSize(1);
        steps.step("of c3p0", "success", () -> close(c3p0.getConnection()));
        c3p0.close();
    }
}
