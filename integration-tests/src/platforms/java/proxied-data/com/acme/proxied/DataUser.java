package com.acme.proxied;

import com.acme.host.Talk;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;

/** A repository that Spring Data makes of an interface. */
public final class DataUser {

    private static boolean away;

    private DataUser() {}

    public static void main(String[] arguments) throws Exception {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Database.class);
        Orders orders = context.getBean(Orders.class);
        Order order = new Order();
        order.id = 7L;
        order.name = "order";
        orders.save(order);
        Talk.with(what -> {
            away = what.startsWith("away");
            try {
                return what.endsWith("query")
                        ? orders.findByName("order").get(0).name
                        : orders.findById(7L).orElseThrow().name;
            } catch (RuntimeException thrown) {
                return thrown.getClass().getName();
            }
        });
    }

    /** The interface. */
    public interface Orders extends JpaRepository<Order, Long> {
        List<Order> findByName(String name);
    }

    /** What it finds. */
    @Entity(name = "orders")
    public static class Order {
        @Id
        Long id;

        String name;
    }

    /** The application. */
    @Configuration
    @EnableJpaRepositories(considerNestedRepositories = true)
    public static class Database {
        @Bean
        DataSource dataSource() {
            ProxyFactory factory =
                    new ProxyFactory(new DriverManagerDataSource("jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1"));
            factory.addAdvice((MethodBeforeAdvice) (method, given, target) -> {
                if (away) {
                    throw new SQLException("away");
                }
            });
            return (DataSource) factory.getProxy();
        }

        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource source) {
            LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
            factory.setDataSource(source);
            factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            factory.setPackagesToScan("com.acme.proxied");
            factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
            return factory;
        }

        @Bean
        PlatformTransactionManager transactionManager(EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }
    }
}
