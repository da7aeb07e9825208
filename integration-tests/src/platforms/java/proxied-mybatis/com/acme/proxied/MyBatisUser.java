package com.acme.proxied;

import com.acme.host.Talk;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.h2.jdbcx.JdbcDataSource;

/** A mapper that MyBatis makes of an interface. */
public final class MyBatisUser {

    private static boolean away;

    private MyBatisUser() {}

    public static void main(String[] arguments) throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:orders");
        DataSource source = (DataSource) Proxy.newProxyInstance(
                MyBatisUser.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, given) -> {
                    if (away) {
                        throw new SQLException("away");
                    }
                    return method.invoke(database, given);
                });
        Configuration configuration = new Configuration(new Environment("test", new JdbcTransactionFactory(), source));
        configuration.addMapper(Orders.class);
        SqlSessionFactory sessions = new SqlSessionFactoryBuilder().build(configuration);
        Talk.with(what -> {
            away = what.startsWith("away");
            try (SqlSession session = sessions.openSession()) {
                return session.getMapper(Orders.class).find(7);
            } catch (RuntimeException thrown) {
                return thrown.getClass().getName();
            }
        });
    }

    /** The interface. */
    public interface Orders {
        @Select("select 'order'")
        String find(long id);
    }
}
