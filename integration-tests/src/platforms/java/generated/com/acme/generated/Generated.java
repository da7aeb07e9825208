package com.acme.generated;

import com.acme.host.Talk;
import java.util.function.UnaryOperator;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.modifier.Ownership;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.implementation.SuperMethodCall;
import net.bytebuddy.implementation.bytecode.ByteCodeAppender;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.matcher.ElementMatchers;
import org.aopalliance.intercept.MethodInterceptor;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.springframework.aop.framework.ProxyFactory;

/** Has frameworks generate a class before a guarded one, and calls it; each asked for the first time when its breaker is open. */
public final class Generated {

    private Generated() {}

    public static void main(String[] arguments) throws Exception {
        SessionFactory sessions = new Configuration()
                .addAnnotatedClass(Entry.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:entries;DB_CLOSE_DELAY=-1")
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .buildSessionFactory();
        sessions.inTransaction(session -> session.persist(new Entry(7)));
        Talk.with(new UnaryOperator<>() {
            @Override
            public String apply(String framework) {
                try {
                    return switch (framework) {
                        case "spring" -> spring().load();
                        case "bytebuddy" -> byteBuddy().load();
                        default -> hibernate(sessions);
                    };
                } catch (Throwable thrown) {
                    return thrown.getClass().getName();
                }
            }
        });
    }

    private static SpringDao spring() {
        ProxyFactory factory = new ProxyFactory(new SpringDao());
        factory.setProxyTargetClass(true);
        factory.addAdvice((MethodInterceptor) call -> call.proceed());
        return (SpringDao) factory.getProxy(Generated.class.getClassLoader());
    }

    /** A subclass whose initialiser calls a method of its own, as plumbing does. */
    private static BuddyDao byteBuddy() throws Exception {
        return new ByteBuddy()
                .subclass(BuddyDao.class)
                .method(ElementMatchers.named("load"))
                .intercept(SuperMethodCall.INSTANCE)
                .defineMethod("plumb", void.class, Ownership.STATIC)
                .intercept(StubMethod.INSTANCE)
                .initializer(new ByteCodeAppender() {
                    @Override
                    public Size apply(
                            MethodVisitor visitor, Implementation.Context context, MethodDescription initialiser) {
                        visitor.visitMethodInsn(
                                Opcodes.INVOKESTATIC,
                                context.getInstrumentedType().getInternalName(),
                                "plumb",
                                "()V",
                                false);
                        return new Size(0, 0);
                    }
                })
                .make()
                .load(Generated.class.getClassLoader())
                .getLoaded()
                .getConstructor()
                .newInstance();
    }

    private static String hibernate(SessionFactory sessions) {
        try (Session session = sessions.openSession()) {
            return session.getReference(Entry.class, 7L).load();
        }
    }
}
