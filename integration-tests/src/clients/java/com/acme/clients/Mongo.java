package com.acme.clients;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import org.bson.Document;
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
}
