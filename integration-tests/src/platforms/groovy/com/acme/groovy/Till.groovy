package com.acme.groovy

import groovy.transform.CompileStatic

class Till {
    String owner = 'Ann'

    def charge(amount) { amount }

    def greet(name, greeting = 'Hello') { "$greeting $name" }

    static find(String name) { "found $name" }

    def doubled(amounts) { amounts.collect { it * 2 } }
}

@CompileStatic
class StaticTill {
    int charge(int amount) { amount }

    int twice(int amount) { charge(amount) + charge(amount) }
}

trait Refunding {
    def refund(amount) { -amount }
}

class Refunds implements Refunding {}

/** All of it is guarded by a wildcard. */
class Wild {
    def fail() { throw new IOException('Connection refused') }
}
