package com.acme.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** One broker in KRaft mode, with the topic "orders". Arguments: its port, the controller's, a folder. */
public final class Kafka {
    public static void main(String[] arguments) throws Exception {
        String broker = "127.0.0.1:" + arguments[0];
        String controller = "127.0.0.1:" + arguments[1];
        Path folder = Path.of(arguments[2]);
        Path settings = folder.resolve("server.properties");
        Files.write(
                settings,
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@" + controller,
                        "listeners=PLAINTEXT://" + broker + ",CONTROLLER://" + controller,
                        "advertised.listeners=PLAINTEXT://" + broker,
                        "controller.listener.names=CONTROLLER",
                        "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                        "log.dirs=" + folder.resolve("logs"),
                        "offsets.topic.replication.factor=1",
                        "auto.create.topics.enable=false"));
        kafka.tools.StorageTool.execute(
                new String[] {"format", "-t", "AAAAAAAAAAAAAAAAAAAAAA", "-c", settings.toString()}, System.out);
        Thread server = new Thread(() -> kafka.Kafka.main(new String[] {settings.toString()}));
        server.setDaemon(true);
        server.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(List.of(new NewTopic("orders", 1, (short) 1)))
                    .all()
                    .get();
        }
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }
}
