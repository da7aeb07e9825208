package com.acme.clients;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A driver and a data source of one error, for those that no database of the test makes. */
final class FaultyDatabase implements Driver, DataSource {
    private final SQLException error;

    FaultyDatabase(SQLException error) {
        this.error = error;
    }

    /** An error of that SQLState. */
    static FaultyDatabase of(String state) {
        return new FaultyDatabase(new SQLException("of the test", state));
    }

    /** A pool's plain error around one of that SQLState. */
    static FaultyDatabase around(String state) {
        return new FaultyDatabase(new SQLException("no connection", new SQLException("of the test", state)));
    }

    @Override
    public Connection connect(String url, Properties settings) throws SQLException {
        throw error;
    }

    @Override
    public Connection getConnection() throws SQLException {
        throw error;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw error;
    }

    @Override
    public boolean acceptsURL(String url) {
        return true;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties settings) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return true;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getAnonymousLogger();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("no wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
