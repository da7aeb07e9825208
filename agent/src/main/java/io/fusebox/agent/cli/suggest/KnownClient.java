package io.fusebox.agent.cli.suggest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By which frames of a stack a preset is recognised.
 *
 * @param preset its name
 * @param packages how the names of the library's classes begin
 */
record KnownClient(String preset, List<String> packages) {
    /** Those that use others stand before them: the one nearest to the program's own call is meant. */
    private static final List<KnownClient> ALL = List.of(
            new KnownClient("elasticsearch", List.of("org.elasticsearch.client.", "co.elastic.clients.")),
            new KnownClient(
                    "spring-web",
                    List.of(
                            "org.springframework.web.client.",
                            "org.springframework.http.client.",
                            "org.springframework.web.reactive.function.client.")),
            new KnownClient("okhttp", List.of("okhttp3.")),
            new KnownClient("apache-http-5", List.of("org.apache.hc.")),
            new KnownClient("apache-http-4", List.of("org.apache.http.")),
            new KnownClient(
                    "jdbc",
                    List.of(
                            "org.postgresql.",
                            "com.mysql.",
                            "org.mariadb.",
                            "com.microsoft.sqlserver.",
                            "oracle.jdbc.",
                            "oracle.net.",
                            "org.h2.",
                            "org.hsqldb.",
                            "com.ibm.db2.")),
            new KnownClient("grpc", List.of("io.grpc.")),
            new KnownClient("kafka-producer", List.of("org.apache.kafka.clients.producer.")),
            new KnownClient("jedis", List.of("redis.clients.jedis.")),
            new KnownClient("lettuce", List.of("io.lettuce.")),
            new KnownClient("mongodb", List.of("com.mongodb.")),
            new KnownClient("rabbitmq", List.of("com.rabbitmq.client.")),
            new KnownClient(
                    "jakarta-mail",
                    List.of("jakarta.mail.", "javax.mail.", "org.eclipse.angus.mail.", "com.sun.mail.")),
            new KnownClient("ldap", List.of("com.sun.jndi.ldap.", "com.unboundid.ldap.")),
            new KnownClient(
                    "jdk-http", List.of("jdk.internal.net.http.", "sun.net.www.protocol.http.", "sun.net.www.http.")));

    /** Servers, and what reads for the JVM itself: what they read is no call of the program. */
    private static final List<String> SERVERS = List.of(
            "sun.net.httpserver.",
            "sun.rmi.",
            "org.apache.catalina.",
            "org.apache.coyote.",
            "org.apache.tomcat.util.net.",
            "org.eclipse.jetty.server.",
            "org.eclipse.jetty.io.",
            "io.undertow.",
            "reactor.netty.http.server.",
            "org.h2.server.");

    /** Libraries and languages: a method of theirs is not the application's own. */
    private static final List<String> LIBRARIES = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "io.fusebox.",
            "org.springframework.",
            "org.apache.",
            "org.hibernate.",
            "org.eclipse.",
            "com.zaxxer.",
            "io.netty.",
            "reactor.",
            "io.reactivex.",
            "io.vertx.",
            "kotlin.",
            "kotlinx.",
            "scala.",
            "groovy.",
            "org.codehaus.groovy.",
            "com.google.",
            "org.jboss.",
            "io.quarkus.",
            "io.micrometer.",
            "io.opentelemetry.",
            "okio.",
            "retrofit2.");

    private static boolean begins(String name, List<String> packages) {
        return packages.stream().anyMatch(name::startsWith);
    }

    /** The preset that a stack shows; null if it shows none. */
    static @Nullable String of(List<String> classes) {
        for (KnownClient client : ALL) {
            if (classes.stream().anyMatch(name -> begins(name, client.packages))) {
                return client.preset;
            }
        }
        return null;
    }

    /** Whether a server or the JVM itself reads there. */
    static boolean isServer(List<String> classes) {
        return classes.stream().anyMatch(name -> begins(name, SERVERS));
    }

    /** Whether a class is of no library that is known. */
    static boolean isOwn(String className) {
        return !begins(className, LIBRARIES)
                && ALL.stream().noneMatch(client -> begins(className, client.packages))
                && !className.contains("$$")
                && !className.contains("$Proxy")
                && !className.contains("$Lambda");
    }
}
