package com.acme.groovy

import com.acme.host.Talk
import java.util.function.UnaryOperator

class Main {
    static final till = new Till()
    static final wild = new Wild()

    static void main(String[] arguments) {
        Talk.with({ command -> Main."$command"() } as UnaryOperator<String>)
    }

    static String call() {
        [
            till.charge(1),
            till.greet('Bob'),
            till.greet('Cid', 'Bye'),
            Till.find('Dan'),
            till.doubled([1, 2]),
            till.owner,
            new StaticTill().twice(3),
            new Refunds().refund(4),
        ].join(' ')
    }

    /** What a class of the program is told to do instead is another method. */
    static String replace() {
        till.metaClass.charge = { amount -> "not $amount" }
        till.charge(1)
    }

    static String fail() {
        try {
            wild.fail()
        } catch (Exception e) {
            e.toString()
        }
    }
}
