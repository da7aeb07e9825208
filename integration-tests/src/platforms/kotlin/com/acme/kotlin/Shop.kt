package com.acme.kotlin

import kotlinx.coroutines.delay

fun charge(amount: Int) = amount

fun greet(name: String, greeting: String = "Hello") = "$greeting $name"

fun String.shout(times: Int = 1) = this + "!".repeat(times)

@JvmInline
value class Amount(val cents: Long) {
    fun doubled() = Amount(cents * 2)
}

interface Gateway {
    fun ping() = "pong"

    fun send(text: String): String
}

class Http : Gateway {
    override fun send(text: String) = "sent $text"
}

object Directory {
    fun find(name: String) = "found $name"
}

class Bank {
    companion object {
        fun open(name: String) = "opened $name"

        @JvmStatic
        fun close(name: String) = "closed $name"
    }

    var balance = 0

    fun pay(amount: Amount) = Amount(amount.cents + 1)

    @JvmOverloads
    fun transfer(amount: Int, times: Int = 2) = amount * times

    internal fun audit() = "audited"

    fun `with blanks`() = "blank"

    suspend fun slow(amount: Int): Int {
        delay(1)
        delay(1)
        return amount
    }
}
