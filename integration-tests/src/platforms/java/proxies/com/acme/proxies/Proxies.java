package com.acme.proxies;

import com.acme.host.Talk;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.springframework.aop.framework.ProxyFactory;

/** Calls a guarded method through proxies of Spring (JDK, CGLIB) and Hibernate. */
public final class Proxies {

    private Proxies() {}

    public static void main(String[] arguments) throws Exception {
        SessionFactory sessions = new Configuration()
                .addAnnotatedClass(Account.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:accounts;DB_CLOSE_DELAY=-1")
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .buildSessionFactory();
        sessions.inTransaction(session -> session.persist(new Account(7)));
        Talk.with(kind -> switch (kind) {
            case "jdk" -> proxied(false);
            case "cglib" -> proxied(true);
            default -> hibernate(sessions);
        });
    }

    private static String proxied(boolean subclass) {
        ProxyFactory factory = new ProxyFactory(new Bean());
        factory.setProxyTargetClass(subclass);
        Payments proxy = (Payments) factory.getProxy();
        return proxy.pay(1) + " " + (proxy.getClass() != Bean.class);
    }

    private static String hibernate(SessionFactory sessions) {
        try (Session session = sessions.openSession()) {
            Account proxy = session.getReference(Account.class, 7L);
            return proxy.pay(1) + " " + (proxy.getClass() != Account.class);
        }
    }
}
