package io.fusebox.it;

import static io.fusebox.it.FleetShops.LIMIT;
import static io.fusebox.it.FleetShops.awaitLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet in a Redis Cluster of three masters: one has its keys, and a replica that takes its place. */
class FleetClusterIT {
    private static final int SLOTS = 16_384;
    private static final int MASTERS = 3;

    @TempDir
    Path directory;

    private final List<RedisServer> nodes = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (RedisServer node : nodes) {
            node.close();
        }
    }

    @Test
    void theFleetIsOnOneNodeAndFollowsToItsReplica() throws Exception {
        startNodes();
        String slot = nodes.get(0).run("CLUSTER", "KEYSLOT", "{shop}").substring(1);
        int owner = Integer.parseInt(slot) * MASTERS / SLOTS;
        RedisServer primary = nodes.get(owner);
        RedisServer other = nodes.get((owner + 1) % MASTERS);
        RedisServer replica = nodes.get(MASTERS);
        String id = primary.lines("CLUSTER", "MYID").get(0);
        await().atMost(LIMIT)
                .until(() -> replica.run("CLUSTER", "REPLICATE", id).equals("+OK"));
        try (FleetShops shops = new FleetShops(directory)) {
            ForkedJvm jvm = shops.start(other.url());
            awaitLine(jvm, "fleet: shop answers", 1);
            assertThat(primary.lines("KEYS", "fusebox:*")).isNotEmpty();

            assertThat(fleet("status", other.url(), "--name", "shop").stderr().get(0))
                    .isEqualTo("fleet shop: 1 JVM, 1 breaker");
            assertThat(fleet("force-open", other.url(), "bank", "--name", "shop")
                            .exitCode())
                    .isZero();
            await().atMost(LIMIT).until(() -> jvm.ask("good").equals("rejected"));

            await().atMost(LIMIT).until(() -> String.join(" ", replica.lines("INFO", "replication"))
                    .contains("master_link_status:up"));
            primary.kill();
            awaitLine(jvm, "fleet: shop does not answer: ", 1);
            assertThat(replica.run("CLUSTER", "FAILOVER", "TAKEOVER")).isEqualTo("+OK");
            awaitLine(jvm, "fleet: shop answers", 2);
            assertThat(fleet("auto", other.url(), "bank", "--name", "shop").exitCode())
                    .isZero();
            await().atMost(LIMIT).until(() -> jvm.ask("good").equals("done"));

            // The node of the URL dies: the one that has the keys is known.
            other.kill();
            replica.run("CONFIG", "SET", "cluster-require-full-coverage", "no");
            replica.run("CLIENT", "KILL", "TYPE", "normal");
            awaitLine(jvm, "fleet: shop answers", 3);
            assertThat(jvm.ask("good")).isEqualTo("done");
            assertThat(jvm.stderr()).allMatch(line -> line.startsWith("[fusebox]"));
        }
    }

    private void startNodes() throws Exception {
        for (int i = 0; i <= MASTERS; i++) {
            nodes.add(RedisServer.start(
                    directory,
                    "--cluster-enabled",
                    "yes",
                    "--cluster-port",
                    Integer.toString(RedisServer.freePort()),
                    "--cluster-node-timeout",
                    "5000"));
        }
        for (int i = 0; i < MASTERS; i++) {
            // As KEYSLOT * MASTERS / SLOTS divides them.
            String first = Integer.toString((SLOTS * i + MASTERS - 1) / MASTERS);
            String last = Integer.toString((SLOTS * (i + 1) + MASTERS - 1) / MASTERS - 1);
            assertThat(nodes.get(i).run("CLUSTER", "ADDSLOTSRANGE", first, last))
                    .isEqualTo("+OK");
            nodes.get(i).run("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
        }
        RedisServer first = nodes.get(0);
        for (RedisServer node : nodes.subList(1, nodes.size())) {
            node.run("CLUSTER", "MEET", "127.0.0.1", Integer.toString(first.port()), first.option("cluster-port"));
        }
        for (RedisServer node : nodes) {
            await().atMost(LIMIT).until(() -> {
                String info = String.join(" ", node.lines("CLUSTER", "INFO"));
                return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:4");
            });
        }
    }

    private Command fleet(String... words) throws Exception {
        String[] arguments = new String[words.length + 1];
        arguments[0] = "fleet";
        System.arraycopy(words, 0, arguments, 1, words.length);
        return Command.run(Jdks.newest(), directory, arguments);
    }
}
