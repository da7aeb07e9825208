package com.acme;

import com.acme.results.Client;

/** Calls each method once such that it fails and once such that it would not, and prints what comes of it. */
public final class Answers {

    private Answers() {}

    public static void main(String[] arguments) throws Exception {
        Client client = new Client("here");
        Client other = new Client("there");
        for (boolean fail : new boolean[] {true, false}) {
            Console.tell("read", () -> client.read(fail));
            Console.tell("write", () -> {
                client.write(fail);
                return "written";
            });
            Console.tell("busy", () -> client.count(fail));
            Console.tell("find", () -> client.find(fail));
            Console.tell("list", () -> client.list(fail));
            Console.tell("load", () -> client.load(fail, 5));
            Console.tell("rate", () -> Client.rate(0.5, fail));
            Console.tell("get", () -> client.get(fail));
            Console.tell("code", () -> client.code(fail));
            Console.tell("fetch a", () -> client.fetch("a", fail));
            Console.tell("fetch b", () -> client.fetch("b", false));
            Console.tell("fetch null", () -> client.fetch(null, false));
            Console.tell("own", () -> client.own(fail));
            Console.tell("other's own", () -> other.own(false));
        }
        Console.ask("done");
    }
}
