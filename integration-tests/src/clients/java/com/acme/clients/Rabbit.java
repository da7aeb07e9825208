package com.acme.clients;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.util.Map;

/** RabbitMQ's client. Argument: the broker's port. */
public final class Rabbit {
    public static void main(String[] arguments) throws Exception {
        Relay relay = new Relay(Integer.parseInt(arguments[0]));
        ConnectionFactory factory = factory(relay.port());
        Steps steps = new Steps("127.0.0.1");
        steps.step("connect", "success", () -> factory.newConnection());
        Connection connection = factory.newConnection();
        Channel channel = connection.createChannel();
        steps.step("declare", "success", () -> channel.queueDeclare("orders", false, true, true, Map.of()));
        steps.step("publish", "success", () -> publish(channel, ""));
        steps.step("get", "success", () -> channel.basicGet("orders", true));
        channel.confirmSelect();
        steps.step("publish and wait", "2 success", () -> {
            publish(channel, "");
            return channel.waitForConfirms(2_000);
        });
        steps.step("publish and wait or die", "2 success", () -> {
            publish(channel, "");
            channel.waitForConfirmsOrDie(2_000);
            return null;
        });
        Channel full = connection.createChannel();
        full.confirmSelect();
        full.queueDeclare("full", false, true, true, Map.of("x-max-length", 0, "x-overflow", "reject-publish"));
        steps.step("the queue is full", "2 success", () -> {
            full.basicPublish("", "full", null, new byte[1]);
            return full.waitForConfirms(2_000);
        });
        steps.step("the queue is full, or die", "2 success", () -> {
            full.basicPublish("", "full", null, new byte[1]);
            full.waitForConfirmsOrDie(2_000);
            return null;
        });
        steps.step("consume", "success", () -> channel.basicConsume("orders", true, (tag, message) -> {}, tag -> {}));
        Channel refused = connection.createChannel();
        steps.step("no such queue", "ignored", () -> refused.queueDeclarePassive("nothing"));
        steps.step("on the closed channel", "ignored", () -> publish(refused, ""));
        ConnectionFactory wrong = factory(relay.port());
        wrong.setPassword("wrong");
        steps.step("wrong password", "ignored", () -> wrong.newConnection());
        ConnectionFactory nowhere = factory(relay.port());
        nowhere.setVirtualHost("nowhere");
        steps.step("no such virtual host", "ignored", () -> nowhere.newConnection());
        steps.step("refused", "error", () -> factory(SickServer.closedPort()).newConnection());
        ConnectionFactory other = factory(Integer.parseInt(arguments[0]));
        other.setHost("localhost");
        // By its name; what it asks there is counted by its address.
        steps.step("another host", "success; localhost success", () -> other.newConnection());
        relay.hang(true);
        Channel hanging = channel;
        steps.step("no reply", "error", () -> hanging.queueDeclare("late", false, true, true, Map.of()));
        relay.hang(false);
        Connection cut = factory.newConnection();
        Channel ofCut = cut.createChannel();
        relay.refuse(true);
        steps.step("the connection is gone", "error", () -> {
            while (cut.isOpen()) {
                Thread.sleep(10);
            }
            try {
                return publish(ofCut, "");
            } catch (AlreadyClosedException gone) {
                return gone;
            }
        });
        steps.outage(() -> factory.newConnection(), null, () -> relay.refuse(false));
        steps.end();
    }

    private static Object publish(Channel channel, String exchange) throws Exception {
        channel.basicPublish(exchange, "orders", null, new byte[1]);
        return null;
    }

    private static ConnectionFactory factory(int port) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setConnectionTimeout(1_500);
        factory.setHandshakeTimeout(1_500);
        factory.setChannelRpcTimeout(400);
        factory.setAutomaticRecoveryEnabled(false);
        return factory;
    }
}
