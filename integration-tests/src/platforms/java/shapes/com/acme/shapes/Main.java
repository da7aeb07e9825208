package com.acme.shapes;

import com.acme.host.Talk;
import java.lang.reflect.Proxy;
import java.util.List;

/** Calls them all, once at every word of the test. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Talk.with(word -> call());
    }

    private static String call() {
        Shapes.Gateway proxy = (Shapes.Gateway) Proxy.newProxyInstance(
                Main.class.getClassLoader(), new Class<?>[] {Shapes.Gateway.class}, (self, method, args) -> "proxied");
        Shapes.Gateway heir = new Shapes.Heir();
        Shapes.Box<String> box = new Shapes.TextBox();
        new Shapes.Native().callsIt();
        if (!OwnWords.Face.class.isInterface()) {
            throw new IllegalStateException();
        }
        return String.join(
                " ",
                new Shapes.Http().send("a"),
                new Shapes.Http().ping(),
                new Shapes.Ftp().send("b"),
                proxy.send("c"),
                heir.send("d"),
                box.put("e"),
                box.new Lid("f").lift(),
                Shapes.Box.supplier("g").get(),
                Long.toString(new Shapes.Overloads().sum(1, 2)),
                Long.toString(new Shapes.Overloads().sum(List.of())),
                Integer.toString(new Shapes.Annotated().a()),
                Integer.toString(new Shapes.PartlyAnnotated().b() + new Shapes.PartlyAnnotated().c()),
                Integer.toString(new OwnWords().own() + OwnWords.named() + new OwnWords().wrong()));
    }
}
