package io.fusebox.agent.cli.suggest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a read from a socket shows a preset.
 *
 * @param preset its name
 * @param packages how the names of the library's classes begin
 * @param threads how the names of the library's own threads begin: there the frames are those of Netty, or of a library below it
 */
record KnownClient(String preset, List<String> packages, List<String> threads) {
    private KnownClient(String preset, List<String> packages) {
        this(preset, packages, List.of());
    }

    /** Those that use others stand before them: the one nearest to the program's own call is meant. */
    private static final List<KnownClient> ALL = List.of(
            new KnownClient(
                    "elasticsearch",
                    List.of("org.elasticsearch.client.", "co.elastic.clients."),
                    List.of("elasticsearch-rest")),
            new KnownClient(
                    "spring-web",
                    List.of(
                            "org.springframework.web.client.",
                            "org.springframework.http.client.",
                            "org.springframework.web.reactive.function.client."),
                    List.of("reactor-http-")),
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
            new KnownClient("grpc", List.of("io.grpc."), List.of("grpc-default-worker-", "grpc-nio-worker-")),
            new KnownClient("kafka-producer", List.of("org.apache.kafka.clients.producer.")),
            new KnownClient("jedis", List.of("redis.clients.jedis.")),
            new KnownClient("lettuce", List.of("io.lettuce."), List.of("lettuce-")),
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
            "sun.rmi.transport.tcp.TCPTransport",
            "org.apache.catalina.",
            "org.apache.coyote.",
            "org.apache.tomcat.util.net.",
            "org.eclipse.jetty.server.",
            "org.eclipse.jetty.io.",
            "io.undertow.",
            "io.grpc.internal.Server",
            "reactor.netty.http.server.",
            "org.h2.server.");

    /** It waits for records, and a wait is no call of a service. */
    private static final List<String> CONSUMER = List.of("org.apache.kafka.clients.consumer.");

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
            "retrofit2.",
            "feign.",
            "software.amazon.awssdk.",
            "com.amazonaws.",
            "com.azure.",
            "com.datastax.",
            "com.fasterxml.",
            "com.mchange.",
            "ch.qos.logback.",
            "org.slf4j.",
            "org.redisson.",
            "org.infinispan.",
            "org.jgroups.",
            "io.agroal.",
            "io.smallrye.");

    private static boolean begins(String name, List<String> packages) {
        return packages.stream().anyMatch(name::startsWith);
    }

    /** The preset that is nearest to the program's own call, of those that some classes and a thread show; null if they show none. */
    static @Nullable String of(List<String> classes, @Nullable String thread) {
        for (KnownClient client : ALL) {
            if (classes.stream().anyMatch(name -> begins(name, client.packages))
                    || (thread != null && begins(thread, client.threads))) {
                return client.preset;
            }
        }
        return null;
    }

    /** Whether a class is of a server, or reads for the JVM itself. */
    static boolean isServer(String className) {
        return begins(className, SERVERS);
    }

    /** Whether a class is of Kafka's consumer. */
    static boolean isConsumer(String className) {
        return begins(className, CONSUMER);
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
