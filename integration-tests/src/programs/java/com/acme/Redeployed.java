package com.acme;

import com.acme.async.Answer;
import com.acme.async.Call;
import com.acme.async.Coroutines;
import com.acme.async.Reactive;
import com.acme.async.Rx;
import com.acme.async.Stages;
import com.acme.results.Client;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** What an application does with everything that Fusebox keeps for its classes, before it is taken away. */
public final class Redeployed implements Callable<String> {

    @Override
    public String call() throws Exception {
        List<Supplier<Call>> kinds = List.of(
                Stages::ofFuture,
                Stages::ofOwn,
                Stages::ofGuava,
                Reactive::ofPublisher,
                Reactive::ofMono,
                Reactive::ofFlux,
                Reactive::ofFlowable,
                Reactive::ofFlow,
                Rx::ofSingle,
                Rx::ofMaybe,
                Rx::ofCompletable,
                Rx::ofObservable);
        StringBuilder told = new StringBuilder();
        for (Supplier<Call> kind : kinds) {
            Call call = kind.get();
            call.succeed(new Answer(200));
            told.append(call.outcome()).append(' ');
        }
        told.append(Coroutines.direct()).append(' ');
        Client client = new Client("here");
        for (boolean fail : new boolean[] {true, false}) {
            tell(told, () -> client.read(fail));
            tell(told, () -> client.load(fail, 5));
            tell(told, () -> client.get(fail).status());
            tell(told, () -> client.own(fail));
        }
        return told.toString().trim();
    }

    private static void tell(StringBuilder told, Callable<?> call) {
        try {
            told.append(call.call());
        } catch (Exception thrown) {
            told.append(thrown.getClass().getSimpleName());
        }
        told.append(' ');
    }
}
