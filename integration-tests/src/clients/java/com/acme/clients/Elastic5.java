package com.acme.clients;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import org.apache.hc.core5.http.HttpHost;

/** Elasticsearch's Rest5Client, and the Java client over it. */
public final class Elastic5 {
    public static void main(String[] arguments) throws Exception {
        SickServer server = new SickServer();
        Rest5Client client = client("127.0.0.1", server.port());
        Rest5Client other = client("localhost", server.port());
        Rest5Client refused = client("127.0.0.1", SickServer.closedPort());
        Rest5ClientTransport transport = new Rest5ClientTransport(client, new JacksonJsonpMapper());
        ElasticsearchClient java = new ElasticsearchClient(transport);
        ElasticsearchAsyncClient async = new ElasticsearchAsyncClient(transport);
        Steps steps = new Steps("127.0.0.1");
        steps.step("200", "success", () -> client.performRequest(new Request("GET", "/200")));
        steps.step("400", "success", () -> client.performRequest(new Request("GET", "/400")));
        steps.step("503", "error", () -> client.performRequest(new Request("GET", "/503")));
        steps.step("reset", "error", () -> client.performRequest(new Request("GET", "/reset")));
        steps.step("refused", "error", () -> refused.performRequest(new Request("GET", "/")));
        steps.step("another host", "localhost success", () -> other.performRequest(new Request("GET", "/200")));
        steps.step("java 200", "success", () -> java.indices().delete(index -> index.index("200")));
        steps.step("java 404", "success", () -> java.indices().exists(index -> index.index("404")));
        steps.step("java 503", "error", () -> java.indices().delete(index -> index.index("503")));
        steps.step("async 200", "success", () -> async.indices()
                .delete(index -> index.index("200"))
                .get());
        steps.step("async 503", "error", () -> async.indices()
                .delete(index -> index.index("503"))
                .get());
        steps.outage(
                () -> client.performRequest(new Request("GET", "/switch")),
                () -> other.performRequest(new Request("GET", "/200")),
                () -> server.sick = false);
        steps.end();
    }

    private static Rest5Client client(String host, int port) {
        return Rest5Client.builder(new HttpHost("http", host, port)).build();
    }
}
