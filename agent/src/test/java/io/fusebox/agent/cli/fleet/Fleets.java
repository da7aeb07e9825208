package io.fusebox.agent.cli.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Fleets as Redis holds them. */
final class Fleets {
    private final List<Member> members = new ArrayList<>();
    private final List<FleetOrder> orders = new ArrayList<>();

    /** A JVM with breakers, given as {@code name|key|state|errors|error message|mode}; what is empty is none. */
    Fleets jvm(String host, String pid, String... breakers) {
        StringBuilder json = new StringBuilder("{\"host\":" + quoted(host) + ",\"pid\":" + quoted(pid)
                + ",\"future\":{\"host\":\"x\"},\"fusebox\":{\"version\":\"9\"},\"breakers\":[");
        for (int i = 0; i < breakers.length; i++) {
            String[] parts = breakers[i].split("\\|", -1);
            json.append(i == 0 ? "" : ",").append("{\"name\":").append(quoted(parts[0]));
            json.append(parts[1].isEmpty() ? "" : ",\"key\":" + quoted(parts[1]));
            json.append(",\"state\":").append(quoted(parts[2]));
            json.append(",\"totalErrorCount\":").append(parts[3]).append(",\"totalSuccessCount\":10");
            json.append(parts.length > 5 ? ",\"mode\":" + quoted(parts[5]) : "");
            if (parts.length > 4 && !parts[4].isEmpty()) {
                json.append(",\"lastErrorTime\":\"2026-01-01T00:00:0")
                        .append(members.size())
                        .append("Z\"");
                json.append(",\"lastErrorType\":\"java.io.IOException\",\"lastErrorMessage\":")
                        .append(quoted(parts[4]));
            }
            json.append('}');
        }
        try {
            members.add(Member.read("id-" + members.size(), json.append("]}").toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Fleets order(String breaker, String operation, String who, String reason) {
        orders.add(new FleetOrder(breaker, operation, who, Instant.EPOCH, reason));
        return this;
    }

    FleetView view() {
        return new FleetView("shop", members, orders, 0);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\u001b", "\\u001b") + '"';
    }
}
