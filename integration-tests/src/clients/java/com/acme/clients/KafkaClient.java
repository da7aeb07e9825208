package com.acme.clients;

import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's producer. Argument: the broker's port; the topic "orders" is there. */
public final class KafkaClient {
    /** For a broker that works, however slow the machine is; and for one that does not. */
    private static final int PATIENT = 10_000;

    private static final int HASTY = 700;

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Steps steps = new Steps("[127.0.0.1:" + port + "]");
        KafkaProducer<String, String> producer = producer(port, PATIENT, new StringSerializer());
        steps.step("send", "success", () -> send(producer, "order"));
        steps.step("send, no callback", "success", () -> producer.send(new ProducerRecord<>("orders", "order"))
                .get());
        steps.step("too large", "ignored", () -> send(producer, "x".repeat(3_000_000)));
        // The broker says so, later.
        steps.step("too large for the broker", "ignored", () -> send(generous(port), "x".repeat(3_000_000)));
        KafkaProducer<String, String> unknown = producer(port, PATIENT, (topic, data) -> {
            throw new UnknownServerException("as a broker has it that fails");
        });
        steps.step("an unknown fault of the server", "error", () -> send(unknown, "order"));
        KafkaProducer<String, String> failing = producer(port, PATIENT, (topic, data) -> {
            throw new SerializationException("the program's own");
        });
        steps.step("a serializer fails", "ignored", () -> send(failing, "order"));
        int closed = SickServer.closedPort();
        KafkaProducer<String, String> refused = producer(closed, HASTY, new StringSerializer());
        steps.step("refused", "[127.0.0.1:" + closed + "] error", () -> send(refused, "order"));
        int home = SickServer.closedPort();
        steps.home("[127.0.0.1:" + home + "]");
        KafkaProducer<String, String> sick = producer(home, HASTY, new StringSerializer());
        steps.step("sick", "error", () -> send(sick, "order"));
        steps.outage(() -> send(sick, "order"), () -> send(producer, "order"), () -> relay(home, port));
        steps.end();
    }

    private static void relay(int from, int to) {
        try {
            new Relay(from, to);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that sends more at once than the broker takes. */
    private static KafkaProducer<String, String> generous(int port) {
        Properties settings = settings(port, PATIENT);
        settings.put("max.request.size", "10000000");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static KafkaProducer<String, String> producer(int port, int millis, Serializer<String> serializer) {
        return new KafkaProducer<>(settings(port, millis), new StringSerializer(), serializer);
    }

    private static Properties settings(int port, int millis) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", "127.0.0.1:" + port);
        settings.put("max.block.ms", Integer.toString(millis));
        settings.put("request.timeout.ms", Integer.toString(millis));
        settings.put("delivery.timeout.ms", Integer.toString(2 * millis));
        settings.put("linger.ms", "0");
        return settings;
    }

    private static Object send(KafkaProducer<String, String> producer, String order) throws Exception {
        CompletableFuture<Object> end = new CompletableFuture<>();
        producer.send(new ProducerRecord<>("orders", order), (metadata, failure) -> {
            if (failure == null) {
                end.complete(metadata);
            } else {
                end.completeExceptionally(failure);
            }
        });
        try {
            return end.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }
}
