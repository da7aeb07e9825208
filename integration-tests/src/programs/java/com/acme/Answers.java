package com.acme;

import com.acme.results.Client;
import java.util.concurrent.Callable;

/** Calls each method once such that it fails and once such that it would not, and prints what comes of it. */
public final class Answers {

    private Answers() {}

    public static void main(String[] arguments) throws Exception {
        Client client = new Client("here");
        Client other = new Client("there");
        for (boolean fail : new boolean[] {true, false}) {
            tell("read", () -> client.read(fail));
            tell("write", () -> {
                client.write(fail);
                return "written";
            });
            tell("busy", () -> client.count(fail));
            tell("find", () -> client.find(fail));
            tell("list", () -> client.list(fail));
            tell("load", () -> client.load(fail, 5));
            tell("rate", () -> Client.rate(0.5, fail));
            tell("get", () -> client.get(fail));
            tell("code", () -> client.code(fail));
            tell("fetch a", () -> client.fetch("a", fail));
            tell("fetch b", () -> client.fetch("b", false));
            tell("fetch null", () -> client.fetch(null, false));
            tell("own", () -> client.own(fail));
            tell("other's own", () -> other.own(false));
        }
        Console.ask("done");
    }

    private static void tell(String name, Callable<?> call) {
        String result;
        try {
            result = String.valueOf(call.call());
        } catch (Exception thrown) {
            Throwable cause = thrown.getCause();
            result = thrown.getClass().getSimpleName()
                    + (cause == null ? "" : " because of " + cause.getClass().getSimpleName());
        }
        System.out.println(name + ": " + result);
    }
}
