package com.acme.witness;

import com.acme.Console;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/** Calls every subject, and says who came by the witness: first those that Fusebox calls, then those that the program does. */
public final class Asked {

    private Asked() {}

    public static void main(String[] arguments) {
        Hooks.onEachOperator(publisher -> {
            if (Subject.returned) {
                Witness.sees("assembly of Reactor");
            }
            return publisher;
        });
        RxJavaPlugins.setOnSingleAssembly(single -> {
            if (Subject.returned) {
                Witness.sees("assembly of RxJava");
            }
            return single;
        });
        callWhatFuseboxAsks();
        Console.ask("asked by Fusebox: " + Witness.seen());
        callWhatTheProgramGoesOnWith();
        Console.ask("gone on with by the program: " + Witness.seen());
        System.exit(0);
    }

    private static void callWhatFuseboxAsks() {
        Subject.keyed(new Subject.Key());
        Subject.checked();
        try {
            Subject.failing();
        } catch (Subject.Failure expected) {
            // That is what it is for.
        }
        for (int i = 0; i < 2; i++) {
            try {
                Subject.refused();
            } catch (IOException expected) {
                // The first time it fails, the second time it is rejected.
            }
        }
        List<Object> kept = new ArrayList<>();
        kept.add(Subject.stage());
        kept.add(Subject.future());
        kept.add(Subject.mono());
        Subject.returned = false;
        kept.add(Subject.single());
        Subject.returned = false;
        kept.add(Subject.suspended(new Subject.Completion()));
    }

    private static void callWhatTheProgramGoesOnWith() {
        CompletableFuture<String> stage = Subject.plain();
        stage.thenRun(() -> Witness.sees("callback"));
        stage.complete("stage");
        Mono<String> mono = Subject.mono();
        Subject.returned = false;
        mono.doOnSubscribe(subscription -> Witness.sees("subscription")).subscribe(element -> Witness.sees("element"));
        Single<String> single = Subject.single();
        Subject.returned = false;
        single.subscribe(element -> Witness.sees("value"));
        for (int i = 0; i < 2; i++) {
            try {
                Subject.answered(true);
            } catch (IllegalStateException expected) {
                // The first time it fails, the second time the other method is called.
            }
        }
    }
}
