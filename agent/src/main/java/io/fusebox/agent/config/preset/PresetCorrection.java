package io.fusebox.agent.config.preset;

import io.fusebox.agent.config.value.BadValue;
import io.fusebox.agent.config.value.Lists;
import io.fusebox.agent.config.value.WordCorrection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the preset that a wrong name probably means. Loaded only for a mistake. */
final class PresetCorrection {
    /** What people call a library or what it talks to, behind the presets that may be meant by it. */
    private static final List<List<String>> CALLED = List.of(
            List.of(
                    "jdbc",
                    "sql",
                    "database",
                    "db",
                    "postgres",
                    "postgresql",
                    "mysql",
                    "mariadb",
                    "oracle",
                    "h2",
                    "sqlserver"),
            List.of("datasource", "data-source", "pool", "hikari", "hikaricp", "c3p0", "dbcp"),
            List.of("jdk-http", "java-http", "java-net-http", "httpurlconnection", "url-connection", "java"),
            List.of("spring-web", "spring", "resttemplate", "rest-template", "restclient", "rest-client", "webclient"),
            List.of("okhttp", "ok-http", "okhttp3", "okhttp4", "okhttp5", "square"),
            List.of("apache-http-4", "httpclient4", "apache-httpclient-4", "httpclient-4"),
            List.of("apache-http-5", "httpclient5", "apache-httpclient-5", "httpclient-5"),
            List.of("apache-http-4 apache-http-5", "apache", "apache-http", "apache-httpclient", "httpclient"),
            List.of("jedis lettuce", "redis", "valkey", "spring-data-redis"),
            List.of("kafka-producer", "kafka", "kafka-client", "kafka-clients"),
            List.of("mongodb", "mongo", "mongo-driver"),
            List.of("elasticsearch", "elastic", "es", "opensearch-rest"),
            List.of("rabbitmq", "rabbit", "amqp"),
            List.of("jakarta-mail", "mail", "javamail", "java-mail", "smtp", "email"),
            List.of("jdk-http okhttp apache-http-5 apache-http-4 spring-web", "http", "https", "rest", "http-client"));

    private PresetCorrection() {}

    static BadValue of(String text, String... names) {
        Set<String> parts = new LinkedHashSet<>();
        for (String part : text.split("[,;|+&\\s]+", -1)) {
            String plain = part.replaceAll("[\"'\\[\\]{}]", "");
            if (!plain.isEmpty()) {
                parts.add(plain);
            }
        }
        if (parts.size() > 1 && List.of(names).containsAll(parts)) {
            // One line cannot be corrected by another one: each preset is a breaker.
            return new BadValue("names more than one preset", ofSeveral(new ArrayList<>(parts)));
        }
        List<String> meant = called(text);
        if (meant != null && meant.size() == 1) {
            return BadValue.corrected("is not known", meant.get(0));
        }
        if (meant != null) {
            return new BadValue("is not known", "it is one of " + String.join(", ", meant));
        }
        if (parts.size() == 1) {
            return WordCorrection.of(parts.iterator().next(), names);
        }
        return new BadValue(
                "is not known", "a breaker has one preset, as in okhttp; they are " + String.join(", ", names));
    }

    private static String ofSeveral(List<String> parts) {
        StringBuilder lines = new StringBuilder("a breaker has one preset: it is ");
        for (int i = 0; i < parts.size(); i++) {
            lines.append(i == 0 ? "" : i == parts.size() - 1 ? " and " : ", ");
            lines.append("breaker.").append(parts.get(i)).append(".client = ").append(parts.get(i));
        }
        return lines.toString();
    }

    private static @Nullable List<String> called(String text) {
        String plain = Lists.meant(text).size() == 1 ? Lists.meant(text).get(0) : text;
        String word = plain.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        for (List<String> row : CALLED) {
            if (row.subList(1, row.size()).contains(word)) {
                return List.of(row.get(0).split(" ", -1));
            }
        }
        return null;
    }
}
