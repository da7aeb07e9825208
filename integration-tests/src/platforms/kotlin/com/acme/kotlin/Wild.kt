package com.acme.kotlin

import kotlinx.coroutines.CompletableDeferred

/** All of it is guarded by a wildcard. */
class Wild {
    fun later(): () -> Int = { 5 }

    suspend fun waiting(gate: CompletableDeferred<Int>): Int {
        val first = gate.await()
        return first + 1
    }
}
