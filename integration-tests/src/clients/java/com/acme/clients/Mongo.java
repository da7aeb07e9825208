package com.acme.clients;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import reactor.core.publisher.Mono;

/** MongoDB's drivers, synchronous and reactive. Argument: the port of the server. */
public final class Mongo {
    private static final String PATIENCE =
            "/?serverSelectionTimeoutMS=400&socketTimeoutMS=400&connectTimeoutMS=400&heartbeatFrequencyMS=500";

    public static void main(String[] arguments) throws Exception {
        Relay relay = new Relay(Integer.parseInt(arguments[0]));
        String home = "[127.0.0.1:" + relay.port() + "]";
        Steps steps = new Steps(home);
        MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + relay.port() + PATIENCE);
        MongoCollection<Document> orders = client.getDatabase("shop")
                .getCollection("orders" + ProcessHandle.current().pid());
        steps.step("insert", "success", () -> orders.insertOne(new Document("_id", 1)));
        steps.step("duplicate", "ignored", () -> orders.insertOne(new Document("_id", 1)));
        steps.step("find", "success", () -> orders.find(Filters.eq("_id", 1)).first());
        steps.step("count", "success", 1L, () -> orders.countDocuments());
        steps.step(
                "no such command", "ignored", () -> client.getDatabase("shop").runCommand(new Document("nope", 1)));
        var reactive = com.mongodb.reactivestreams.client.MongoClients.create(
                "mongodb://127.0.0.1:" + relay.port() + PATIENCE);
        var later =
                reactive.getDatabase("shop").getCollection(orders.getNamespace().getCollectionName());
        steps.step("reactive find", "success", () -> Mono.from(later.find().first())
                .block());
        steps.step("reactive duplicate", "ignored", () -> Mono.from(later.insertOne(new Document("_id", 1)))
                .block());
        int other = SickServer.closedPort();
        MongoClient refused = MongoClients.create("mongodb://127.0.0.1:" + other + PATIENCE);
        steps.step(
                "refused",
                "[127.0.0.1:" + other + "] error",
                () -> refused.getDatabase("shop").getCollection("orders").find().first());
        MongoCollection<Thrower> failing = client.getDatabase("shop")
                .getCollection("failing", Thrower.class)
                .withCodecRegistry(CodecRegistries.fromCodecs(new ThrowerCodec()));
        ServerAddress address = new ServerAddress("127.0.0.1", relay.port());
        for (MongoException fault : List.of(
                new MongoNotPrimaryException(new BsonDocument(), address),
                new MongoNodeIsRecoveringException(new BsonDocument(), address),
                new MongoServerUnavailableException("the test's"),
                new MongoConnectionPoolClearedException(new ServerId(new ClusterId(), address), null))) {
            awaitServer(orders);
            steps.step("ended by " + fault, "error", () -> failing.insertOne(new Thrower(fault)));
        }
        awaitServer(orders);
        MongoInterruptedException interrupted = new MongoInterruptedException("the test's", null);
        steps.step("ended by " + interrupted, "cancelled", () -> failing.insertOne(new Thrower(interrupted)));
        relay.hang(true);
        steps.step("hang", "error", () -> orders.find().first());
        relay.hang(false);
        steps.step("interrupted", "cancelled", () -> {
            Thread.currentThread().interrupt();
            try {
                return orders.find().first();
            } finally {
                Thread.interrupted();
            }
        });
        relay.refuse(true);
        steps.outage(() -> orders.countDocuments(), null, () -> relay.refuse(false));
        relay.refuse(true);
        steps.step("reactive refused", "error", () -> Mono.from(later.find().first())
                .block());
        steps.end();
    }

    /** After some faults the driver looks for another server, and calls in the meantime end otherwise. */
    private static void awaitServer(MongoCollection<Document> orders) {
        for (int i = 0; i < 50; i++) {
            try {
                orders.countDocuments();
                return;
            } catch (MongoTimeoutException notYet) {
                // It has waited.
            }
        }
    }

    /** A document that cannot be written. */
    private record Thrower(MongoException fault) {}

    private static final class ThrowerCodec implements Codec<Thrower> {
        @Override
        public void encode(BsonWriter writer, Thrower document, EncoderContext context) {
            throw document.fault;
        }

        @Override
        public Thrower decode(BsonReader reader, DecoderContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Class<Thrower> getEncoderClass() {
            return Thrower.class;
        }
    }
}
