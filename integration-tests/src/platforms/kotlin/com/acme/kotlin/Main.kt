package com.acme.kotlin

import com.acme.host.Talk
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking

private val gate = CompletableDeferred<Int>()
private var waiting: Deferred<Int>? = null

fun main() = Talk.with { obey(it) }

@OptIn(DelicateCoroutinesApi::class)
private fun obey(command: String): String =
    when (command) {
        "call" -> call()
        "wait" -> {
            waiting = GlobalScope.async(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) { Wild().waiting(gate) }
            "waiting"
        }
        else -> {
            gate.complete(7)
            runBlocking { waiting!!.await() }.toString()
        }
    }

/** From Kotlin, and as Java would call what is there for Java. */
private fun call(): String {
    val bank = Bank()
    bank.balance = charge(3)
    val later = Wild().later()
    return listOf(
            bank.balance,
            greet("Ann"),
            greet("Bob", "Bye"),
            "hey".shout(),
            bank.pay(Amount(1)).doubled().cents,
            Http().ping(),
            Directory.find("Cid"),
            Bank.open("a"),
            Bank.close("b"),
            Bank::class.java.getMethod("close", String::class.java).invoke(null, "c"),
            bank.transfer(4),
            Bank::class.java.getMethod("transfer", Int::class.java).invoke(bank, 5),
            bank.audit(),
            bank.`with blanks`(),
            runBlocking { bank.slow(6) },
            later())
        .joinToString(" ")
}
